/**
 * Stores an edit of a file or a note together with its history, in one transaction.
 * Runs in the browser.
 * @module
 */
import { type FileRecord, recordKey, type TextRecord } from './record.ts';
import { editText, type TextEdit } from './text-edit.ts';
import type { OpenRecords, Workbook } from './workbook.ts';

export type TextKind = 'file' | 'note';

/** What was written; the base of the writer's next edit. */
export interface WrittenText {
  readonly revision: number;
  readonly isConflict: boolean;
}

/** An edit of one text. */
export interface TextWrite extends Omit<TextEdit, 'atIso'> {
  readonly kind: TextKind;
  readonly id: string;
  /** The text before anything was stored; empty for a note. */
  readonly starter: string;
  /** When it was typed; the instant of the transaction when absent. */
  readonly atIso?: string;
  readonly about: Pick<TextRecord, 'starterHash' | 'prompt'>;
  /** For a file: it is deleted, and its text is kept with it. A write without this makes it a file again. */
  readonly isDeleted?: boolean | undefined;
  readonly movedTo?: string | undefined;
}

/** The two records that a write touches. */
export const keysOfText = (kind: TextKind, id: string) =>
  [
    [kind, id],
    ['history', recordKey(kind, id)],
  ] as const;

/** Puts an edit into an open transaction. */
export function putText(records: OpenRecords, write: TextWrite): WrittenText {
  const stored: FileRecord | undefined = records.get(write.kind, write.id);
  const historyId = recordKey(write.kind, write.id);
  const history = records.get('history', historyId);
  const versions = history?.versions ?? [];
  const keep = stored?.isDeleted ? 'deleted' : write.keep;
  const edited = editText(stored, versions, { ...write, keep, atIso: write.atIso ?? records.nowIso }, write.starter);
  const { isDeleted, movedTo } = write;
  const presence = write.kind === 'file' ? { isDeleted, movedTo } : {};
  records.put(write.kind, write.id, { ...stored, ...write.about, ...edited.current, ...presence });
  if (edited.versions !== versions) records.put('history', historyId, { ...history, versions: edited.versions });
  return { revision: edited.current.revision, isConflict: edited.isConflict };
}

/**
 * Stores one edit.
 *
 * @returns What was written, or `undefined` when it could not be stored; the workbook's state says why.
 */
export async function writeText(workbook: Workbook, write: TextWrite): Promise<WrittenText | undefined> {
  let written: WrittenText | undefined;
  const isStored = await workbook.change(keysOfText(write.kind, write.id), (records) => {
    written = putText(records, write);
  });
  return isStored ? written : undefined;
}
