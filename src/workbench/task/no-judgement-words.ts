/**
 * What a verdict without a judgement means, in words. Pure.
 * @module
 */
import type { CheckReport } from '#bench/judge/report.ts';

/** What it means that nothing was concluded. */
export const noJudgementWords = (
  verdict: CheckReport['verdict'],
): { readonly head: string; readonly meaning: string } => {
  switch (verdict) {
    case 'inconclusive':
      return {
        head: 'The check saw too little to judge.',
        meaning:
          'Inconclusive is neither right nor wrong. Another seed, or a service that answers more often, gives a verdict.',
      };
    case 'not-judged':
      return {
        head: 'This engine cannot run the check.',
        meaning: 'Not judged is neither a pass nor a failure. The simulated engine can run every check.',
      };
    default:
      return { head: 'The check could not judge this run.', meaning: 'No verdict on the behaviour was given.' };
  }
};
