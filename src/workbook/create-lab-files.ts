/**
 * The files of a lab on any workbook: texts in memory, one writer a file, and steps that add, replace, delete or rename
 * files, are stored in one transaction and can be taken back.
 * Runs in the browser; with a memory store anywhere.
 * @module
 */
import { isLabFilePath } from '#course/lab-file-path.ts';
import { textHash } from '#platform/text-hash.ts';
import {
  changedPaths,
  changesTo,
  type LabFileSet,
  starterText,
  type Texts,
  withChanges,
  withStored,
} from './lab-files.ts';
import type { FileChanges, FilesFreedom, LabWork, LabWorkEvent } from './lab-work.ts';
import { createLatestWriter, type LatestWriter } from './latest-writer.ts';
import { mergeVersions } from './merge-record.ts';
import { idOf, type KeepReason, recordKey } from './record.ts';
import type { OpenRecords, Workbook } from './workbook.ts';
import { keysOfText, putText, type TextWrite, writeText, type WrittenText } from './write-text.ts';

type FilesOfWork = Pick<
  LabWork,
  | 'files'
  | 'deletedFiles'
  | 'canUndo'
  | 'save'
  | 'settled'
  | 'change'
  | 'rename'
  | 'reset'
  | 'takeSolution'
  | 'undo'
  | 'restore'
  | 'isEdited'
>;

export interface LabFilesControl extends FilesOfWork {
  /** Texts and deletions that are not known to be stored. */
  unsaved(): readonly TextWrite[];
  /** Takes what is stored by now, and tells when something differs. */
  refresh(): Promise<void>;
  /** Paths of the starter and of everything the learner added, deleted files among them. */
  knownPaths(): readonly string[];
}

interface Move {
  readonly from: string;
  readonly to: string;
}

/** What takes a step back: the files as they were, or the way back of a rename. */
interface UndoStep {
  readonly before: FileChanges;
  readonly move?: Move | undefined;
}

type FilesEvent = Extract<LabWorkEvent, { kind: 'files' }>;

/**
 * Creates the files of a lab; `refresh` takes in what is stored.
 *
 * @param freedom Given when files may be added, deleted and renamed.
 * @param emit Called after each change that did not come from `save`.
 */
export function createLabFiles(
  workbook: Workbook,
  labId: string,
  starterFiles: Texts,
  freedom: FilesFreedom | undefined,
  emit: (event: FilesEvent) => void,
): LabFilesControl {
  const writers = new Map<string, LatestWriter<{ text: string; atIso: string }>>();
  /** Revision of each text that this page has seen. */
  const seen = new Map<string, number>();
  /** Paths whose step is under way, with its instant. */
  const underWay = new Map<string, string>();
  const undoable: UndoStep[] = [];
  let files: LabFileSet = { texts: { ...starterFiles }, deleted: new Map() };
  let lastStep: Promise<void> = Promise.resolve();

  const idOfFile = (path: string) => `${labId}/${path}`;
  const isOfStarter = (path: string) => Object.hasOwn(starterFiles, path);

  /** The file as it is by now: what is typed or deleted while a write waits must not be written over. */
  const writeOf = (path: string, more: Pick<TextWrite, 'atIso' | 'keep'> = {}): TextWrite => {
    const gone = files.deleted.get(path);
    const starter = starterText(starterFiles, path);
    return {
      kind: 'file',
      id: idOfFile(path),
      text: files.texts[path] ?? gone?.text ?? '',
      baseRevision: seen.get(path) ?? 0,
      starter,
      about: { starterHash: isOfStarter(path) ? textHash(starter) : undefined },
      ...(gone && { isDeleted: true, movedTo: gone.movedTo }),
      ...more,
    };
  };

  const noteWritten = (path: string, written: WrittenText) => {
    seen.set(path, written.revision);
    if (written.isConflict) emit({ kind: 'files', paths: [path], cause: 'conflict' });
  };

  const writerOf = (path: string) => {
    const known = writers.get(path);
    if (known) return known;
    const writer = createLatestWriter<{ text: string; atIso: string }>(async ({ text, atIso }) => {
      const written = await writeText(workbook, { ...writeOf(path, { atIso }), text });
      if (written) noteWritten(path, written);
      return written !== undefined;
    });
    writers.set(path, writer);
    return writer;
  };

  const keepVersionsOf = (records: OpenRecords, { from, to }: Move) => {
    const [theirs, ours] = [from, to].map((path) => records.get('history', recordKey('file', idOfFile(path))));
    if (!theirs) return;
    const versions = mergeVersions(ours?.versions ?? [], theirs.versions);
    records.put('history', recordKey('file', idOfFile(to)), { ...ours, versions });
  };

  const store = async (changed: readonly string[], keep: KeepReason, move: Move | undefined) => {
    await Promise.all(changed.map(async (path) => writers.get(path)?.settled()));
    const keys = changed.flatMap((path) => keysOfText('file', idOfFile(path)));
    let written: readonly (readonly [string, WrittenText])[] = [];
    const isStored = await workbook.change(keys, (records) => {
      if (move) keepVersionsOf(records, move);
      written = changed.map((path) => [path, putText(records, writeOf(path, { keep }))]);
    });
    if (isStored) for (const [path, result] of written) noteWritten(path, result);
    else for (const path of changed) writerOf(path).put({ text: writeOf(path).text, atIso: workbook.nowIso() });
  };

  /** Makes a step, in memory at once and in the store in one transaction. Nothing that was there is lost. */
  const step = async (
    changes: FileChanges,
    keep: KeepReason,
    cause: FilesEvent['cause'],
    move?: Move,
  ): Promise<void> => {
    const changed = changedPaths(files, changes, starterFiles, freedom);
    if (changed.length === 0) return;
    const before = Object.fromEntries(changed.map((path) => [path, files.texts[path]]));
    if (cause !== 'undo') undoable.push({ before, move });
    const atIso = workbook.nowIso();
    files = withChanges(files, changes, changed, atIso, move?.to);
    for (const path of changed) underWay.set(path, atIso);
    emit({ kind: 'files', paths: changed, cause });
    // In their order: a step starts from the revisions that the one before it wrote.
    lastStep = lastStep.then(() => store(changed, keep, move));
    await lastStep;
    for (const path of changed) if (underWay.get(path) === atIso) underWay.delete(path);
  };

  const rename = (from: string, to: string, cause: 'renamed' | 'undo' = 'renamed'): Promise<void> => {
    const text = files.texts[from];
    const canMove = freedom !== undefined && text !== undefined && files.texts[to] === undefined && isLabFilePath(to);
    if (!canMove || freedom.reservedPaths.includes(to)) return Promise.resolve();
    return step({ [from]: undefined, [to]: text }, 'restored', cause, { from, to });
  };

  const undo = async (): Promise<void> => {
    const last = undoable.pop();
    if (!last) return;
    const { before, move } = last;
    // What was typed since a rename goes back with the file.
    const canMoveBack = move && files.texts[move.to] !== undefined && files.texts[move.from] === undefined;
    await (canMoveBack ? rename(move.to, move.from, 'undo') : step(before, 'restored', 'undo'));
  };

  const storedPaths = async (): Promise<readonly string[]> => {
    if (!freedom) return [];
    const keys = await workbook.store.keys(recordKey('file', idOfFile('')));
    const paths = keys.map((key) => idOf(key).slice(labId.length + 1));
    // Records of a workbook that was brought in are not trusted.
    return paths.filter((path) => isLabFilePath(path) && !freedom.reservedPaths.includes(path));
  };

  const knownPaths = () => [
    ...new Set([...Object.keys(starterFiles), ...Object.keys(files.texts), ...files.deleted.keys()]),
  ];

  const refresh = async (): Promise<void> => {
    const changed: string[] = [];
    let isDeleted = true;
    for (const path of new Set([...knownPaths(), ...(await storedPaths())])) {
      const seenBefore = seen.get(path);
      const record = await workbook.read('file', idOfFile(path));
      // A text of this page that is under way finds the other one when it gets there; one that was just stored is newer.
      if (writers.get(path)?.unsaved || underWay.has(path) || seen.get(path) !== seenBefore) continue;
      seen.set(path, record?.revision ?? 0);
      const before = files;
      files = withStored(files, path, record, starterFiles, freedom);
      if (files === before) continue;
      changed.push(path);
      isDeleted &&= record === undefined;
    }
    if (changed.length > 0) emit({ kind: 'files', paths: changed, cause: isDeleted ? 'deleted' : 'other-tab' });
  };

  return {
    get files() {
      return files.texts;
    },
    get deletedFiles() {
      return [...files.deleted.values()].sort((left, right) => (left.atIso < right.atIso ? 1 : -1));
    },
    get canUndo() {
      return undoable.length > 0;
    },
    save: (path, text) => {
      if (!Object.hasOwn(files.texts, path) || files.texts[path] === text) return;
      files = { ...files, texts: { ...files.texts, [path]: text } };
      writerOf(path).put({ text, atIso: workbook.nowIso() });
    },
    settled: async () => {
      await lastStep;
      await Promise.all([...writers.values()].map((writer) => writer.settled()));
    },
    change: (changes, cause) =>
      freedom ? step(changes, cause === 'removed' ? 'deleted' : 'restored', cause) : Promise.resolve(),
    rename: (from, to) => rename(from, to),
    reset: (path) => {
      const all = freedom ? changesTo(files, starterFiles) : starterFiles;
      const one = path !== undefined && isOfStarter(path) ? { [path]: starterText(starterFiles, path) } : {};
      return step(path === undefined ? all : one, 'reset', 'reset');
    },
    takeSolution: (solution) => step(freedom ? changesTo(files, solution) : solution, 'solution', 'solution'),
    undo,
    restore: (path, version) => step({ [path]: version.text }, 'restored', 'restored'),
    isEdited: (path) => !isOfStarter(path) || files.texts[path] !== starterText(starterFiles, path),
    unsaved: () => {
      const waiting = [...writers].flatMap(([path, { unsaved }]) =>
        unsaved ? [[path, unsaved.value.atIso] as const] : [],
      );
      return [...new Map([...underWay, ...waiting])].map(([path, atIso]) => writeOf(path, { atIso }));
    },
    refresh,
    knownPaths,
  };
}
