/**
 * What the figure shows before it is touched, without JavaScript, and after "Start again". Runs at build time and in the
 * browser.
 * @module
 */
import type { QueueSetup } from './model.ts';

export const INITIAL_QUEUE: QueueSetup = {
  arrivalsPerS: 9.6,
  burstFactor: 1,
  consumers: 1,
  workPerS: 12,
  queueLimit: 100,
  prefetch: 1,
  order: 'fifo',
  seed: 1,
};
