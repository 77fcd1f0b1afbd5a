/**
 * What the figure shows before it is touched, without JavaScript, and after "Start again". Runs at build time and in the
 * browser.
 * @module
 */
import type { Setup } from './model.ts';

export const INITIAL_BLAST: Setup = {
  shape: 'services',
  faults: new Map([['inventory', 'slow']]),
  care: new Map(),
};
