/**
 * What is remembered of a lab besides its files: runs, hints, completion.
 * Pure; runs anywhere.
 * @module
 */
import { textHash } from '#platform/text-hash.ts';
import { mergeChoices } from './merge-choices.ts';
import type { ExerciseCheck, ExerciseChoice, LabRecord, RunRecord } from './record.ts';

/** Runs, and marked answers of exercises, kept for each lab. */
const RUN_LIMIT = 30;

/** A lab record without version and time, as it is before anything happened. */
export type LabFacts = Pick<
  LabRecord,
  'runs' | 'hints' | 'choices' | 'exerciseChecks' | 'completedAtIso' | 'solutionSeenAtIso'
>;

export const NO_LAB_FACTS: LabFacts = { runs: [], hints: [], choices: [], exerciseChecks: [] };

/** Fingerprint of a set of files, whatever their order. */
export const filesHash = (files: Readonly<Record<string, string>>): string =>
  textHash(JSON.stringify(Object.entries(files).sort(([left], [right]) => (left < right ? -1 : 1))));

/** With one more run; the first complete one completes the lab. */
export const withRun = <Facts extends LabFacts>(facts: Facts, run: RunRecord): Facts => ({
  ...facts,
  runs: [...facts.runs, run].slice(-RUN_LIMIT),
  completedAtIso: facts.completedAtIso ?? (run.complete ? run.atIso : undefined),
});

/** With a hint opened; opening it again changes nothing. */
export const withHint = <Facts extends LabFacts>(
  facts: Facts,
  messageId: string,
  rung: number,
  atIso: string,
): Facts =>
  facts.hints.some((hint) => hint.messageId === messageId && hint.rung === rung)
    ? facts
    : { ...facts, hints: [...facts.hints, { messageId, rung, atIso }] };

/** With a choice in an exercise. */
export const withChoice = <Facts extends LabFacts>(facts: Facts, choice: ExerciseChoice): Facts => ({
  ...facts,
  choices: mergeChoices(facts.choices, [choice]),
});

/** With an exercise marked. */
export const withExerciseCheck = <Facts extends LabFacts>(facts: Facts, check: ExerciseCheck): Facts => ({
  ...facts,
  exerciseChecks: [...facts.exerciseChecks, check].slice(-RUN_LIMIT),
});

/** With the solution looked at; only the first time counts. */
export const withSolutionSeen = <Facts extends LabFacts>(facts: Facts, atIso: string): Facts => ({
  ...facts,
  solutionSeenAtIso: facts.solutionSeenAtIso ?? atIso,
});
