/**
 * What a run came to for the steps of a lab, as the terminal prints it. Pure.
 * @module
 */
import type { LabStep } from '#course/lab-manifest.ts';
import { claimsOf, creditOf, type CreditState, type JudgedCheck, type StepClaim } from '#course/step-credit.ts';

const MARKS: Readonly<Record<CreditState, string>> = {
  done: 'done      ',
  open: 'open      ',
  'not-judged': 'not judged',
};

/**
 * How many steps are done and, unless all are, a line each with what of it holds and what does not. Empty when no step names a
 * check.
 *
 * @example
 * describeSteps(manifest.steps, report.checks)[0] // 'Steps: 1 of 5 done.'
 */
export function describeSteps(steps: readonly LabStep[], judged: readonly JudgedCheck[]): readonly string[] {
  const shown = steps.filter(({ checks, exercise }) => checks.length > 0 || exercise);
  const lines = shown.map((step) => {
    const claims = claimsOf(step, judged);
    const number = steps.indexOf(step) + 1;
    // Answers are in the page's workbook, which the terminal does not see.
    const state = creditOf([...claims.map((claim) => claim.state), ...(step.exercise ? ['not-judged' as const] : [])]);
    const words = [...claims.map(describeClaim), ...(step.exercise ? ['its exercise is in the page'] : [])];
    return { isDone: state === 'done', line: `${MARKS[state]}  ${number} ${step.title}: ${words.join(' · ')}` };
  });
  if (shown.every(({ checks }) => checks.length === 0)) return [];
  const doneCount = lines.filter(({ isDone }) => isDone).length;
  const head = `Steps: ${doneCount} of ${lines.length} done.`;
  return doneCount === lines.length ? [head] : [head, ...lines.map(({ line }) => `  ${line}`)];
}

const CLAIM_WORDS: Readonly<Record<CreditState, string>> = {
  done: 'held',
  open: 'broken',
  'not-judged': 'not judged in this run',
};

function describeClaim({ name, check, state, found }: StepClaim): string {
  return found === undefined ? `${name} ${CLAIM_WORDS[state]}` : `${check} ${found}`;
}
