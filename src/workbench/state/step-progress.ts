/**
 * How far each step is: what the last run of all checks said of it, and whether its exercise is right. Pure.
 * @module
 */
import type { LabStep } from '#course/lab-manifest.ts';
import { claimsOf, creditOf, type CreditState, type StepClaim } from '#course/step-credit.ts';
import type { LabFacts } from '#workbook/lab-record.ts';
import type { RunRecord } from '#workbook/record.ts';
import { markExercise } from './mark-exercise.ts';
import type { WorkbenchState } from './workbench-state.ts';

export interface StepProgress {
  readonly step: LabStep;
  /** `nothing-judged`: no check and no exercise belongs to the step. */
  readonly state: CreditState | 'nothing-judged';
  readonly claims: readonly StepClaim[];
}

/** The latest run that says something of the steps: one of all checks. */
export const creditedRun = ({ runs }: LabFacts): RunRecord | undefined =>
  runs.findLast(({ steps }) => steps.length > 0);

/** The progress of every step, in order. */
export function stepProgress({ data, facts }: Pick<WorkbenchState, 'data' | 'facts'>): readonly StepProgress[] {
  const judged = creditedRun(facts)?.checks ?? [];
  return data.steps.map((step) => {
    const claims = claimsOf(step, judged);
    const states = claims.map(({ state }) => state);
    if (step.exercise) states.push(exerciseState(step, facts));
    return { step, claims, state: states.length === 0 ? 'nothing-judged' : creditOf(states) };
  });
}

function exerciseState({ id, exercise }: LabStep, facts: LabFacts): CreditState {
  const marked = exercise && markExercise(exercise, id, facts);
  if (marked?.rightCount === undefined) return 'not-judged';
  return marked.isDone ? 'done' : 'open';
}

/** How many of the steps that are judged are done. */
export function countDone(progress: readonly StepProgress[]): { readonly done: number; readonly of: number } {
  const judged = progress.filter(({ state }) => state !== 'nothing-judged');
  return { done: judged.filter(({ state }) => state === 'done').length, of: judged.length };
}
