/**
 * A lab's work on any workbook: its files, earlier versions, runs, and what other tabs do.
 * Runs in the browser; with a memory store anywhere.
 * @module
 */
import { textHash } from '#platform/text-hash.ts';
import { createLabFiles } from './create-lab-files.ts';
import { starterText, type Texts } from './lab-files.ts';
import {
  filesHash,
  type LabFacts,
  NO_LAB_FACTS,
  withChoice,
  withExerciseCheck,
  withHint,
  withRun,
  withSolutionSeen,
} from './lab-record.ts';
import type { FilesFreedom, LabWork, LabWorkEvent } from './lab-work.ts';
import { mergeChoices } from './merge-choices.ts';
import { idOf, kindOf, recordKey, type SettingsRecord } from './record.ts';
import { pushVersion } from './text-edit.ts';
import type { OpenRecords, Workbook } from './workbook.ts';
import { keysOfText, type TextWrite } from './write-text.ts';

/** What `openLabWork` needs besides: for the page's end and for its return from a freeze. */
export interface AttachedLabWork extends LabWork {
  /** Texts that are not known to be stored. */
  unsaved(): readonly TextWrite[];
  /** Looks at the store again, as after a message from another tab. */
  refresh(): Promise<void>;
}

const SETTINGS_ID = 'workbench';

/** What was typed before the work on a lab had opened. Without a base: what is stored by then goes to the history. */
export const earlyWrites = (labId: string, starterFiles: Texts, typed: Texts): readonly TextWrite[] =>
  Object.entries(starterFiles).flatMap(([path, starter]) => {
    const text = typed[path] ?? starter;
    if (text === starter) return [];
    const about = { starterHash: textHash(starter) };
    const atIso = new Date().toISOString();
    return { kind: 'file', id: `${labId}/${path}`, text, atIso, baseRevision: 0, starter, about };
  });

/**
 * Creates the work on a lab from what is stored.
 *
 * @param freedom Given when files may be added, deleted and renamed.
 */
export async function createLabWork(
  workbook: Workbook,
  labId: string,
  starterFiles: Texts,
  freedom?: FilesFreedom,
): Promise<AttachedLabWork> {
  const listeners = new Set<(event: LabWorkEvent) => void>();
  let facts: LabFacts = NO_LAB_FACTS;
  let editor: SettingsRecord['editor'];

  const emit = (event: LabWorkEvent) => {
    for (const listener of listeners) listener(event);
  };
  const files = createLabFiles(workbook, labId, starterFiles, freedom, emit);
  const idOfFile = (path: string) => `${labId}/${path}`;

  const changeFacts = async (
    change: (facts: LabFacts, nowIso: string) => LabFacts,
    paths: readonly string[] = [],
    also?: (records: OpenRecords) => void,
  ) => {
    let next = facts;
    const keys = paths.flatMap((path) => keysOfText('file', idOfFile(path)));
    const isStored = await workbook.append([['lab', labId], ...keys], (records) => {
      next = change(records.get('lab', labId) ?? NO_LAB_FACTS, records.nowIso);
      records.put('lab', labId, next);
      also?.(records);
    });
    // What was chosen while this was stored is newer than what was read.
    const { choices } = facts;
    facts = isStored ? { ...next, choices: mergeChoices(next.choices, choices) } : change(facts, workbook.nowIso());
    emit({ kind: 'record' });
  };

  const refresh = async (): Promise<void> => {
    await files.refresh();
    facts = (await workbook.read('lab', labId)) ?? NO_LAB_FACTS;
    editor = (await workbook.read('settings', SETTINGS_ID))?.editor;
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
      return files.files;
    },
    get deletedFiles() {
      return files.deletedFiles;
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
      return files.canUndo;
    },
    save: files.save,
    settled: files.settled,
    change: files.change,
    rename: files.rename,
    reset: files.reset,
    takeSolution: files.takeSolution,
    undo: files.undo,
    restore: files.restore,
    isEdited: files.isEdited,
    history: async (path) => {
      const history = await workbook.read('history', recordKey('file', idOfFile(path)));
      return [...(history?.versions ?? [])].reverse();
    },
    recordRun: (run, judgedFiles) => {
      const edited = files
        .knownPaths()
        .filter((path) => (judgedFiles[path] ?? '') !== starterText(starterFiles, path) && path in judgedFiles);
      return changeFacts(
        (before, nowIso) => withRun(before, { ...run, atIso: nowIso, filesHash: filesHash(judgedFiles) }),
        edited,
        (records) => {
          for (const path of edited) {
            const text = judgedFiles[path] ?? '';
            const id = recordKey('file', idOfFile(path));
            const history = records.get('history', id);
            const version = { text, editedAtIso: records.get('file', idOfFile(path))?.editedAtIso ?? records.nowIso };
            const versions = pushVersion(history?.versions ?? [], { ...version, reason: 'run' });
            if (versions !== history?.versions) records.put('history', id, { ...history, versions });
          }
        },
      );
    },
    recordHint: (messageId, rung) => changeFacts((before, nowIso) => withHint(before, messageId, rung, nowIso)),
    recordChoice: (choice) => {
      const made = { ...choice, atIso: workbook.nowIso() };
      facts = withChoice(facts, made);
      emit({ kind: 'record' });
      return changeFacts((before) => withChoice(before, made));
    },
    recordExerciseCheck: (check) =>
      changeFacts((before, nowIso) => withExerciseCheck(before, { ...check, atIso: nowIso })),
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
    unsaved: files.unsaved,
    refresh,
  };
}
