/**
 * What a folder's files would change in a workbook. Pure.
 * @module
 */
import { isTooLong, problemOfNewPath } from '#course/lab-file-path.ts';
import { isProgramPath } from '../read-solution-folder.ts';
import type { LabInWorkbook } from './lab-in-workbook.ts';

export interface FolderChange {
  readonly path: string;
  readonly kind: 'added' | 'changed' | 'deleted';
  /** Of a deleted file: what it held. */
  readonly text: string;
}

export interface FolderComparison {
  readonly changes: readonly FolderChange[];
  /** Files of the folder that the workbook cannot take, with the reason as a sentence. */
  readonly leftOut: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * @param own The folder's files by path.
 *
 * @example
 * compareWithFolder(lab, await readSolutionFolder('../hello-payment')).changes // [{ path: …, kind: 'changed', … }]
 */
export function compareWithFolder(lab: LabInWorkbook, own: Readonly<Record<string, string>>): FolderComparison {
  const changes: FolderChange[] = [];
  const leftOut: { path: string; reason: string }[] = [];
  const taken = new Set(Object.keys(lab.files));
  for (const [path, text] of Object.entries(own)) {
    const reason = whyNot(lab, path, text, taken);
    // A text that is no Unicode cannot be written to a disk as it is.
    if (lab.files[path]?.toWellFormed() === text || reason === '') continue;
    if (reason === undefined) {
      changes.push({ path, kind: taken.has(path) ? 'changed' : 'added', text });
      taken.add(path);
    } else leftOut.push({ path, reason });
  }
  // Without the file that declares the services a folder is laid over the starter, and says nothing of what it lacks.
  const isWhole = lab.manifest.declared !== undefined && lab.manifest.declared.file in own;
  const gone = isWhole ? Object.keys(lab.files).filter((path) => !(path in own) && isProgramPath(path)) : [];
  return {
    changes: [...changes, ...gone.map((path) => ({ path, kind: 'deleted' as const, text: lab.files[path] ?? '' }))],
    leftOut,
  };
}

/** @returns nothing when the file may be taken, and no words when leaving it out changes nothing. */
function whyNot(lab: LabInWorkbook, path: string, text: string, taken: ReadonlySet<string>): string | undefined {
  if (isTooLong(text)) return 'It is longer than a file of a lab may be.';
  const isOfStarter = Object.hasOwn(lab.starter, path);
  if (isOfStarter && !Object.hasOwn(lab.editable, path)) {
    return lab.starter[path] === text ? '' : 'Nobody edits this file in the page, so the workbook does not keep it.';
  }
  if (taken.has(path) || isOfStarter) return undefined;
  return lab.freedom ? problemOfNewPath(path, [...taken]) : 'This lab has no such file.';
}
