/**
 * What bringing a copy in would do, in sentences.
 * Pure; runs anywhere.
 * @module
 */
import type { MergedWorkbook, MergeOutcome } from '../merge-workbook.ts';

const count = (merged: MergedWorkbook, ...wanted: readonly MergeOutcome[]) =>
  [...merged.outcomes.values()].filter((outcome) => wanted.includes(outcome)).length;

/**
 * The sentences of a dry run.
 *
 * @example
 * previewSentences(merged)[0] // '3 things are new here, and 2 are joined with what is here.'
 */
export function previewSentences(merged: MergedWorkbook): readonly string[] {
  const [added, joined, same] = [count(merged, 'added'), count(merged, 'merged'), count(merged, 'unchanged')];
  const [newer, unreadable] = [count(merged, 'newer'), count(merged, 'unreadable')];
  return [
    added + joined === 0
      ? 'Nothing would change: everything that can be read in this copy is here already.'
      : `${added} ${added === 1 ? 'record is' : 'records are'} new here, ${joined} would be joined with what is here, ${same} ${same === 1 ? 'is' : 'are'} here already.`,
    ...(joined > 0
      ? ['Joining loses nothing: of two texts the later one is in force, and the other is kept in its history.']
      : []),
    ...(newer > 0 ? [`${newer} of a newer version of the course would be left out.`] : []),
    ...(unreadable > 0 ? [`${unreadable} cannot be read and would be left out.`] : []),
  ];
}
