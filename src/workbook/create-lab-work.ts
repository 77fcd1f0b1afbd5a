/**
 * A lab's work on any workbook: texts in memory, one writer a file, earlier versions, runs, and what other tabs do.
 * Runs in the browser; with a memory store anywhere.
 * @module
 */
import { textHash } from '#platform/text-hash.ts';
import { filesHash, type LabFacts, NO_LAB_FACTS, withHint, withRun, withSolutionSeen } from './lab-record.ts';
import type { LabWork, LabWorkEvent } from './lab-work.ts';
import { createLatestWriter, type LatestWriter } from './latest-writer.ts';
import { idOf, kindOf, type KeepReason, recordKey, type SettingsRecord, type TextRecord } from './record.ts';
import { pushVersion } from './text-edit.ts';
import type { OpenRecords, Workbook } from './workbook.ts';
import { keysOfText, putText, type TextWrite, writeText, type WrittenText } from './write-text.ts';

/** What `openLabWork` needs besides: for the page's end and for its return from a freeze. */
export interface AttachedLabWork extends LabWork {
  /** Texts that are not known to be stored. */
  unsaved(): readonly TextWrite[];
  /** Looks at the store again, as after a message from another tab. */
  refresh(): Promise<void>;
}

const SETTINGS_ID = 'workbench';

type Texts = Readonly<Record<string, string>>;

/** What was typed before the work on a lab had opened. Without a base: what is stored by then goes to the history. */
export const earlyWrites = (labId: string, starterFiles: Texts, typed: Texts): readonly TextWrite[] =>
  Object.entries(starterFiles).flatMap(([path, starter]) => {
    const text = typed[path] ?? starter;
    if (text === starter) return [];
    const about = { starterHash: textHash(starter) };
    const atIso = new Date().toISOString();
    return { kind: 'file', id: `${labId}/${path}`, text, atIso, baseRevision: 0, starter, about };
  });

/** Creates the work on a lab from what is stored. */
export async function createLabWork(workbook: Workbook, labId: string, starterFiles: Texts): Promise<AttachedLabWork> {
  const paths = Object.keys(starterFiles);
  const listeners = new Set<(event: LabWorkEvent) => void>();
  const writers = new Map<string, LatestWriter<{ text: string; atIso: string }>>();
  /** Revision of each text that this page has seen. */
  const seen = new Map<string, number>();
  const undoable: Texts[] = [];
  let files: Texts = { ...starterFiles };
  let facts: LabFacts = NO_LAB_FACTS;
  let editor: SettingsRecord['editor'];

  const emit = (event: LabWorkEvent) => {
    for (const listener of listeners) listener(event);
  };
  const starterOf = (path: string) => starterFiles[path] ?? '';
  const textOf = (path: string) => files[path] ?? '';
  const idOfFile = (path: string) => `${labId}/${path}`;

  const writeOf = (path: string, text: string, atIso?: string, keep?: KeepReason): TextWrite => ({
    kind: 'file',
    id: idOfFile(path),
    text,
    baseRevision: seen.get(path) ?? 0,
    starter: starterOf(path),
    about: { starterHash: textHash(starterOf(path)) },
    ...(atIso === undefined ? {} : { atIso }),
    ...(keep === undefined ? {} : { keep }),
  });

  const noteWritten = (path: string, written: WrittenText) => {
    seen.set(path, written.revision);
    if (written.isConflict) emit({ kind: 'files', paths: [path], cause: 'conflict' });
  };

  for (const path of paths) {
    const write = async ({ text, atIso }: { text: string; atIso: string }) => {
      const written = await writeText(workbook, writeOf(path, text, atIso));
      if (written) noteWritten(path, written);
      return written !== undefined;
    };
    writers.set(path, createLatestWriter(write));
  }

  /** Replaces texts, in memory at once and in the store in one transaction. What was there goes to the history. */
  const replace = async (texts: Texts, keep: KeepReason, cause: 'reset' | 'undo' | 'restored' | 'solution') => {
    const changed = Object.keys(texts).filter((path) => path in starterFiles && files[path] !== texts[path]);
    if (changed.length === 0) return;
    const before = files;
    if (cause !== 'undo') undoable.push(Object.fromEntries(changed.map((path) => [path, before[path] ?? ''])));
    files = { ...files, ...Object.fromEntries(changed.map((path) => [path, texts[path] ?? ''])) };
    emit({ kind: 'files', paths: changed, cause });
    await Promise.all(changed.map(async (path) => writers.get(path)?.settled()));
    const keys = changed.flatMap((path) => keysOfText('file', idOfFile(path)));
    let written: readonly (readonly [string, WrittenText])[] = [];
    const isStored = await workbook.change(keys, (records) => {
      // The text as it is by now: what is typed while this waits must not be written over.
      written = changed.map((path) => [path, putText(records, writeOf(path, textOf(path), undefined, keep))]);
    });
    if (isStored) for (const [path, result] of written) noteWritten(path, result);
    else for (const path of changed) writers.get(path)?.put({ text: textOf(path), atIso: workbook.nowIso() });
  };

  const changeFacts = async (
    change: (facts: LabFacts, nowIso: string) => LabFacts,
    also?: (records: OpenRecords) => void,
  ) => {
    let next = facts;
    const keys = paths.flatMap((path) => keysOfText('file', idOfFile(path)));
    const isStored = await workbook.append([['lab', labId], ...(also ? keys : [])], (records) => {
      next = change(records.get('lab', labId) ?? NO_LAB_FACTS, records.nowIso);
      records.put('lab', labId, next);
      also?.(records);
    });
    facts = isStored ? next : change(facts, workbook.nowIso());
    emit({ kind: 'record' });
  };

  const takeStored = (path: string, record: TextRecord | undefined): boolean => {
    seen.set(path, record?.revision ?? 0);
    // A text that nobody edited follows the starter into a new edition of the course.
    const isEdited = record !== undefined && record.starterHash !== textHash(record.text);
    const text = isEdited ? record.text : starterOf(path);
    if (text === files[path]) return false;
    files = { ...files, [path]: text };
    return true;
  };

  const refresh = async (): Promise<void> => {
    const changed: string[] = [];
    let isDeleted = true;
    for (const path of paths) {
      const seenBefore = seen.get(path);
      const record = await workbook.read('file', idOfFile(path));
      // A text of this page that is under way finds the other one when it gets there; one that was just stored is newer.
      if (writers.get(path)?.unsaved || seen.get(path) !== seenBefore) continue;
      if (takeStored(path, record)) {
        changed.push(path);
        isDeleted &&= record === undefined;
      }
    }
    facts = (await workbook.read('lab', labId)) ?? NO_LAB_FACTS;
    editor = (await workbook.read('settings', SETTINGS_ID))?.editor;
    if (changed.length > 0) emit({ kind: 'files', paths: changed, cause: isDeleted ? 'deleted' : 'other-tab' });
    emit({ kind: 'record' });
  };

  await refresh();
  workbook.onState((state) => emit({ kind: 'state', state }));
  workbook.store.onForeignChange((keys) => {
    const isOurs = keys.some(
      (key) =>
        (kindOf(key) === 'file' && idOf(key).startsWith(`${labId}/`)) ||
        key === recordKey('lab', labId) ||
        kindOf(key) === 'settings',
    );
    if (isOurs) void refresh();
  });

  return {
    get files() {
      return files;
    },
    get state() {
      return workbook.state;
    },
    get record() {
      return facts;
    },
    get editor() {
      return editor;
    },
    get canUndo() {
      return undoable.length > 0;
    },
    save: (path, text) => {
      if (!(path in starterFiles) || files[path] === text) return;
      files = { ...files, [path]: text };
      writers.get(path)?.put({ text, atIso: workbook.nowIso() });
    },
    settled: async () => {
      await Promise.all([...writers.values()].map((writer) => writer.settled()));
    },
    reset: (path) => replace(path === undefined ? starterFiles : { [path]: starterOf(path) }, 'reset', 'reset'),
    takeSolution: (texts) => replace(texts, 'solution', 'solution'),
    undo: async () => {
      const before = undoable.pop();
      if (before) await replace(before, 'restored', 'undo');
    },
    history: async (path) => {
      const history = await workbook.read('history', recordKey('file', idOfFile(path)));
      return [...(history?.versions ?? [])].reverse();
    },
    restore: (path, version) => replace({ [path]: version.text }, 'restored', 'restored'),
    isEdited: (path) => files[path] !== starterOf(path),
    recordRun: (run, judgedFiles) =>
      changeFacts(
        (before, nowIso) => withRun(before, { ...run, atIso: nowIso, filesHash: filesHash(judgedFiles) }),
        (records) => {
          for (const path of paths) {
            const text = judgedFiles[path] ?? starterOf(path);
            if (text === starterOf(path)) continue;
            const id = recordKey('file', idOfFile(path));
            const history = records.get('history', id);
            const version = { text, editedAtIso: records.get('file', idOfFile(path))?.editedAtIso ?? records.nowIso };
            const versions = pushVersion(history?.versions ?? [], { ...version, reason: 'run' });
            if (versions !== history?.versions) records.put('history', id, { ...history, versions });
          }
        },
      ),
    recordHint: (messageId, rung) => changeFacts((before, nowIso) => withHint(before, messageId, rung, nowIso)),
    recordSolutionSeen: () => changeFacts(withSolutionSeen),
    chooseEditor: async (choice) => {
      editor = choice;
      await workbook.change([['settings', SETTINGS_ID]], (records) => {
        records.put('settings', SETTINGS_ID, { ...records.get('settings', SETTINGS_ID), editor: choice });
      });
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    unsaved: () =>
      [...writers].flatMap(([path, { unsaved }]) =>
        unsaved ? [writeOf(path, unsaved.value.text, unsaved.value.atIso)] : [],
      ),
    refresh,
  };
}
