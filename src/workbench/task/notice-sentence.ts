/**
 * What happened to files that the learner did not just type in, as a sentence. Pure.
 * @module
 */
import type { LabFiles } from '#runtimes/lab-runtime.ts';
import type { FileNotice } from '../state/workbench-state.ts';

/**
 * @param now The files as they are by now: a file that is not among them was deleted.
 *
 * @example
 * noticeSentence({ paths: ['shop/mail.ts'], cause: 'removed' }, files) // 'shop/mail.ts: deleted. …'
 */
export function noticeSentence({ cause, paths }: FileNotice, now: LabFiles): string {
  const files = namesOf(paths);
  switch (cause) {
    case 'other-tab':
      return otherTab(paths, now);
    case 'conflict':
      return `${files}: two tabs changed this file at once. This tab’s text stays; the other is kept among the earlier versions.`;
    case 'reset':
      return `${files}: back to the starter. Undo brings back what was there.`;
    case 'undo':
      return paths.every((path) => path in now)
        ? `${files}: the earlier text is back.`
        : `${files}: as before the last step.`;
    case 'restored':
      return `${files}: an earlier version is back. Undo brings the later text back.`;
    case 'solution':
      return `${files}: replaced by the solution. Undo brings back what was there.`;
    case 'deleted':
      return `${files}: the workbook was deleted; this is the starter.`;
    case 'added':
      return `${files}: added.`;
    case 'removed':
      return `${files}: deleted. Undo brings it back, and so does the list of deleted files.`;
    case 'renamed':
      return `${paths[0]} is now ${paths[1]}, with its earlier versions.`;
    case 'services':
      return `${files}: changed. Undo takes the change back.`;
  }
}

function otherTab(paths: readonly string[], now: LabFiles): string {
  const gone = paths.filter((path) => now[path] === undefined);
  const changed = paths.filter((path) => now[path] !== undefined);
  const sentences = [
    changed.length > 0 && `${namesOf(changed)}: another tab changed this file; its text is shown now.`,
    gone.length > 0 && `${namesOf(gone)}: another tab deleted this file or gave it another path.`,
  ];
  return sentences.filter(Boolean).join(' ');
}

/** The paths, as long as a sentence can hold them. */
function namesOf(paths: readonly string[]): string {
  const [first, ...rest] = paths;
  return rest.length < 3 ? paths.join(', ') : `${first} and ${rest.length} more files`;
}
