/**
 * What the figure shows before it is touched, without JavaScript, and after "Start again". Runs at build time and in the
 * browser.
 * @module
 */
import type { DeliverySetup } from './model.ts';

/** Where the figure begins: killed between the mail for B and its acknowledgement, or commit. */
export interface Beginning {
  readonly setup: DeliverySetup;
  readonly afterSteps: number;
}

export const BEGINNINGS: Readonly<Record<DeliverySetup['kind'], Beginning>> = {
  queue: {
    setup: { kind: 'queue', confirmation: 'after', victim: 'consumer', isIdempotent: false },
    afterSteps: 6,
  },
  log: {
    setup: { kind: 'log', confirmation: 'after', victim: 'consumer', isIdempotent: false },
    afterSteps: 4,
  },
};
