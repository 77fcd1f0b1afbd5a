/**
 * The files of one lab as values: which are there, which are deleted, and how stored records and the starter make them.
 * Pure; runs anywhere.
 * @module
 */
import { isLabFilePath } from '#course/lab-file-path.ts';
import { textHash } from '#platform/text-hash.ts';
import type { DeletedFile, FileChanges, FilesFreedom } from './lab-work.ts';
import type { FileRecord } from './record.ts';

export type Texts = Readonly<Record<string, string>>;

/** A path is in at most one of the two. */
export interface LabFileSet {
  readonly texts: Texts;
  readonly deleted: ReadonlyMap<string, DeletedFile>;
}

/** What the starter has at a path; files of the learner's own begin empty. */
export const starterText = (starterFiles: Texts, path: string): string =>
  Object.hasOwn(starterFiles, path) ? (starterFiles[path] ?? '') : '';

/**
 * Paths of a change that may change and do.
 *
 * @param freedom Without it only texts of the starter's files may.
 */
export function changedPaths(
  { texts }: LabFileSet,
  changes: FileChanges,
  starterFiles: Texts,
  freedom: FilesFreedom | undefined,
): readonly string[] {
  const isAllowed = (path: string) =>
    Object.hasOwn(starterFiles, path)
      ? freedom !== undefined || changes[path] !== undefined
      : freedom !== undefined && isLabFilePath(path) && !freedom.reservedPaths.includes(path);
  return Object.keys(changes).filter((path) => isAllowed(path) && texts[path] !== changes[path]);
}

/** The files after a change. What is deleted keeps its text. */
export function withChanges(
  { texts, deleted }: LabFileSet,
  changes: FileChanges,
  paths: readonly string[],
  atIso: string,
  movedTo?: string,
): LabFileSet {
  const next: Record<string, string> = { ...texts };
  const nextDeleted = new Map(deleted);
  for (const path of paths) {
    const text = changes[path];
    if (text === undefined) {
      delete next[path];
      nextDeleted.set(path, { path, text: texts[path] ?? '', atIso, movedTo });
    } else {
      next[path] = text;
      nextDeleted.delete(path);
    }
  }
  return { texts: next, deleted: nextDeleted };
}

/** Changes that leave exactly these files. */
export const changesTo = ({ texts }: LabFileSet, wanted: Texts): FileChanges => ({
  ...Object.fromEntries(Object.keys(texts).map((path) => [path, undefined])),
  ...wanted,
});

/** The files with what is stored at one path. The same object when nothing differs. */
export function withStored(
  files: LabFileSet,
  path: string,
  record: FileRecord | undefined,
  starterFiles: Texts,
  freedom: FilesFreedom | undefined,
): LabFileSet {
  const known = files.deleted.get(path);
  if (freedom && record?.isDeleted) {
    const { text, editedAtIso: atIso, movedTo } = record;
    if (known?.text === text && known.atIso === atIso && known.movedTo === movedTo) return files;
    const { [path]: _gone, ...texts } = files.texts;
    return { texts, deleted: new Map([...files.deleted, [path, { path, text, atIso, movedTo }]]) };
  }
  // A text that nobody edited follows the starter into a new edition of the course.
  const isEdited = record !== undefined && record.starterHash !== textHash(record.text);
  const text = isEdited ? record.text : Object.hasOwn(starterFiles, path) ? starterFiles[path] : undefined;
  if (!known && files.texts[path] === text) return files;
  const deleted = new Map([...files.deleted].filter(([other]) => other !== path));
  const { [path]: _before, ...others } = files.texts;
  return { texts: text === undefined ? others : { ...files.texts, [path]: text }, deleted };
}
