/**
 * Which steps of a lab are done, from what its checks said. A step names whole checks (`C1`) or parts of them
 * (`C3/catalogue`), and is done when each of these held. Pure; runs anywhere: the page shows it, the terminal prints it.
 * @module
 */
import type { LabStep } from './lab-manifest.ts';

/** A part of a check that was judged for itself. */
export interface JudgedPart {
  readonly id: string;
  /** What was found, such as "payments is still in `shop`". */
  readonly title: string;
  readonly isHeld: boolean;
}

/** What credit is given for: a report of the judge, or a check of a run that the workbook kept. */
export interface JudgedCheck {
  /** Such as "C3". */
  readonly check: string;
  readonly verdict: 'pass' | 'fail' | 'inconclusive' | 'error' | 'not-judged' | 'not-run';
  readonly parts?: readonly JudgedPart[] | undefined;
}

/** `not-judged`: nothing was found out, which is neither good nor bad. */
export type CreditState = 'done' | 'open' | 'not-judged';

/** One thing that a step names, and what became of it. */
export interface StepClaim {
  /** As the step names it: "C3" or "C3/catalogue". */
  readonly name: string;
  /** Id of the check. */
  readonly check: string;
  readonly state: CreditState;
  /** Of a part: what was found. */
  readonly found?: string;
  /** Why nothing was found out. */
  readonly verdict: JudgedCheck['verdict'];
}

/** What a step names, in its order. */
export const claimsOf = ({ checks }: Pick<LabStep, 'checks'>, judged: readonly JudgedCheck[]): readonly StepClaim[] =>
  checks.map((name) => {
    const [check = '', part] = name.split('/');
    const report = judged.find((candidate) => candidate.check === check);
    const verdict = report?.verdict ?? 'not-run';
    if (part === undefined) return { name, check, verdict, state: stateOfVerdict(verdict) };
    const found = report?.parts?.find(({ id }) => id === part);
    // A check that failed early may not have come to this part.
    if (!found) return { name, check, verdict, state: 'not-judged' };
    return { name, check, verdict, state: found.isHeld ? 'done' : 'open', found: found.title };
  });

const stateOfVerdict = (verdict: JudgedCheck['verdict']): CreditState => {
  if (verdict === 'pass') return 'done';
  return verdict === 'fail' ? 'open' : 'not-judged';
};

/**
 * One state for several: open as soon as one is open, done when all are.
 *
 * @example
 * creditOf(['done', 'not-judged']) // 'not-judged'
 */
export function creditOf(states: readonly CreditState[]): CreditState {
  if (states.includes('open')) return 'open';
  return states.includes('not-judged') ? 'not-judged' : 'done';
}

/**
 * What a run came to for each step that names checks; other steps are not in it.
 *
 * @example
 * judgeSteps(manifest.steps, report.checks) // [{ step: 'put-a-facade', state: 'done' }, …]
 */
export const judgeSteps = (
  steps: readonly LabStep[],
  judged: readonly JudgedCheck[],
): readonly { readonly step: string; readonly state: CreditState }[] =>
  steps
    .filter(({ checks }) => checks.length > 0)
    .map((step) => ({ step: step.id, state: creditOf(claimsOf(step, judged).map(({ state }) => state)) }));

/**
 * Whether a run has to go on after a check that failed. Where steps name parts, a check stays broken until the last of its
 * parts is done, and what comes after it would never be seen.
 */
export const needsEveryCheck = (steps: readonly LabStep[]): boolean =>
  steps.some(({ checks }) => checks.some((name) => name.includes('/')));
