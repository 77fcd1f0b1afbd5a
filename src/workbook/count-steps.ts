/**
 * How many steps of a lab are done, for pages that do not draw the lab: from what the build says of the steps and what the
 * workbook keeps. Pure; runs anywhere.
 * @module
 */
import type { LabFacts } from './lab-record.ts';

/** A step that something judges. */
export interface JudgedStep {
  readonly id: string;
  readonly hasChecks: boolean;
  readonly hasExercise: boolean;
}

/** The steps of a lab that something judges; the build writes them into pages as JSON. */
export const judgedSteps = (
  steps: readonly { readonly id: string; readonly checks: readonly string[]; readonly exercise?: unknown }[],
): readonly JudgedStep[] =>
  steps
    .map(({ id, checks, exercise }) => ({ id, hasChecks: checks.length > 0, hasExercise: exercise !== undefined }))
    .filter(({ hasChecks, hasExercise }) => hasChecks || hasExercise);

/**
 * In words, by the last run of all checks and the last marking of each exercise; empty when there was neither.
 *
 * @example
 * stepsDoneWords(record, judgedSteps(lab.steps)) // '4 of 7 steps'
 */
export function stepsDoneWords(facts: LabFacts | undefined, steps: readonly JudgedStep[]): string {
  const run = facts?.runs.findLast((candidate) => candidate.steps.length > 0);
  if (!facts || (!run && facts.exerciseChecks.length === 0)) return '';
  const done = steps.filter(({ id, hasChecks, hasExercise }) => {
    const isHeld = run?.steps.some(({ step, state }) => step === id && state === 'done') ?? false;
    const isRight = facts.exerciseChecks.findLast(({ step }) => step === id)?.isRight ?? false;
    return (!hasChecks || isHeld) && (!hasExercise || isRight);
  });
  return `${done.length} of ${steps.length} steps`;
}

/** The steps as a page carries them; none where it carries nothing. */
export const readJudgedSteps = (json: string | undefined): readonly JudgedStep[] =>
  json === undefined ? [] : (JSON.parse(json) as readonly JudgedStep[]);
