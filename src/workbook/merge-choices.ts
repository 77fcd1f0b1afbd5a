/**
 * Merges the choices of exercises: of each item the latest is in force, whichever page or device made it.
 * Pure; runs anywhere.
 * @module
 */
import type { ExerciseChoice } from './record.ts';

/**
 * The latest choice for each item of both lists, in the order of steps and items.
 *
 * @example
 * mergeChoices(facts.choices, [{ step: 'owners', item: 'products', option: 'catalog', atIso }])
 */
export function mergeChoices(
  left: readonly ExerciseChoice[],
  right: readonly ExerciseChoice[],
): readonly ExerciseChoice[] {
  const latest = new Map<string, ExerciseChoice>();
  for (const choice of [...left, ...right].toSorted(byTime))
    latest.set(JSON.stringify([choice.step, choice.item]), choice);
  return [...latest].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, choice]) => choice);
}

/** Of two choices in one millisecond the one that sorts last, so that the order of the lists does not matter. */
const byTime = (left: ExerciseChoice, right: ExerciseChoice): number => (rank(left) < rank(right) ? -1 : 1);
const rank = (choice: ExerciseChoice): string => `${choice.atIso} ${JSON.stringify(choice)}`;
