/**
 * What the state of a process is called on the map. Pure.
 * @module
 */
import type { ProcessState } from './system-map-model.ts';

export const processStateWords: Readonly<Record<ProcessState, string>> = {
  up: 'up',
  starting: 'starting',
  killed: 'killed',
  ended: 'ended',
  'not-started': 'not started',
  unknown: 'not there',
};
