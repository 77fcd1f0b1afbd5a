/**
 * How far an exercise is: what was chosen, and what marking said of it. Pure.
 * @module
 */
import type { LabExercise } from '#course/lab-exercise.ts';
import { scoreMatch } from '#quiz/score-match.ts';
import type { LabFacts } from '#workbook/lab-record.ts';

export interface MarkedItem {
  readonly item: LabExercise['items'][number];
  /** Id of the option; empty when there is no choice. */
  readonly option: string;
  /** Absent for a choice that was not marked yet. */
  readonly isRight?: boolean;
  /** What is said of a marked choice. Inline Markdown. */
  readonly feedback?: string;
}

export interface MarkedExercise {
  readonly items: readonly MarkedItem[];
  /** Of the latest marking; absent before the first. */
  readonly rightCount?: number;
  /** Every item was right when it was marked last. */
  readonly isDone: boolean;
}

/** One "item:option" for each item that has a choice, as the quiz writes pairs. */
export const answerOf = (exercise: LabExercise, step: string, { choices }: LabFacts): readonly string[] =>
  exercise.items.flatMap(({ id }) => {
    const chosen = choices.find((choice) => choice.step === step && choice.item === id)?.option;
    return exercise.options.some((option) => option.id === chosen) ? [`${id}:${chosen}`] : [];
  });

/** Marks an answer as the quiz marks pairs. */
export const scoreExercise = ({ items }: LabExercise, answer: readonly string[]) =>
  scoreMatch(
    answer,
    items.map(({ id, answer: right }) => [id, right]),
  );

/**
 * @param step Id of the exercise's step.
 *
 * @example
 * markExercise(step.exercise, step.id, state.facts).isDone // true when each item was right at the last marking
 */
export function markExercise(exercise: LabExercise, step: string, facts: LabFacts): MarkedExercise {
  const chosen = answerOf(exercise, step, facts);
  const checked = facts.exerciseChecks.findLast((check) => check.step === step);
  // The key of now: an exercise that was corrected since marks what was kept anew.
  const marking = scoreExercise(exercise, checked?.answer ?? []);
  const items = exercise.items.map((item): MarkedItem => {
    const pair = chosen.find((candidate) => candidate.startsWith(`${item.id}:`));
    const option = pair?.slice(item.id.length + 1) ?? '';
    const isRight = pair === undefined ? undefined : marking.parts[pair];
    if (isRight === undefined) return { item, option };
    return { item, option, isRight, feedback: isRight ? item.why : whatSpeaksAgainst(exercise, item, option) };
  });
  return {
    items,
    isDone: checked !== undefined && marking.isRight,
    ...(checked && { rightCount: Object.values(marking.parts).filter(Boolean).length }),
  };
}

const whatSpeaksAgainst = (exercise: LabExercise, item: MarkedItem['item'], option: string): string =>
  item.mistakes.find((mistake) => mistake.option === option)?.feedback ?? exercise.otherwise;
