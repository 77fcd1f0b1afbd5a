/**
 * What the figure shows before it is touched and without JavaScript. Runs at build time.
 * @module
 */
import type { Situation } from './model.ts';

export const INITIAL_SITUATION: Situation = {
  teams: 6,
  touchTwoPercent: 20,
  touchThreePercent: 10,
  hasContractChecks: false,
};
