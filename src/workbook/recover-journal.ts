/**
 * Puts the last words of an earlier page into the workbook.
 * Runs in the browser.
 * @module
 */
import { isPlainObject } from '#platform/shape.ts';
import { journalPrefix } from './journal.ts';
import { type FileRecord, recordKey } from './record.ts';
import { pushVersion } from './text-edit.ts';
import type { OpenRecords, Workbook } from './workbook.ts';
import { keysOfText, putText, type TextKind, type TextWrite } from './write-text.ts';

/** A journal's entry always knows when its text was typed. */
type LateWrite = TextWrite & { readonly atIso: string };

/** Keys of the journal; none where storage is forbidden. */
export function journalKeys(name: string): readonly string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(journalPrefix(name)));
  } catch {
    return [];
  }
}

/** Stores what a journal holds, then forgets it. A text that is older than the stored one goes to the history. */
export async function recoverJournal(workbook: Workbook, name: string): Promise<void> {
  for (const key of journalKeys(name)) {
    const write = parseWrite(localStorage.getItem(key));
    const isStored =
      write && (await workbook.change(keysOfText(write.kind, write.id), (records) => putLate(records, write)));
    if (!write || isStored) localStorage.removeItem(key);
  }
}

function putLate(records: OpenRecords, write: LateWrite): void {
  const stored: FileRecord | undefined = records.get(write.kind, write.id);
  const isSame = stored?.text === write.text && Boolean(stored.isDeleted) === Boolean(write.isDeleted);
  if (!stored || isSame || stored.editedAtIso <= write.atIso) {
    putText(records, write);
    return;
  }
  const historyId = recordKey(write.kind, write.id);
  const history = records.get('history', historyId);
  const version = { text: write.text, editedAtIso: write.atIso, reason: 'other-tab' } as const;
  records.put('history', historyId, { ...history, versions: pushVersion(history?.versions ?? [], version) });
}

const isTextKind = (value: unknown): value is TextKind => value === 'file' || value === 'note';

function parseWrite(json: string | null): LateWrite | undefined {
  try {
    const value: unknown = JSON.parse(json ?? 'null');
    if (!isPlainObject(value) || !isTextKind(value['kind'])) return undefined;
    const { kind, id, text, baseRevision, starter, atIso, about, isDeleted, movedTo } = value;
    if (typeof id !== 'string' || typeof text !== 'string' || typeof starter !== 'string') return undefined;
    if (typeof baseRevision !== 'number' || typeof atIso !== 'string' || Number.isNaN(Date.parse(atIso)))
      return undefined;
    // Its fields are checked with the record that they become part of.
    const place = { isDeleted: isDeleted === true, movedTo: typeof movedTo === 'string' ? movedTo : undefined };
    return { kind, id, text, baseRevision, starter, atIso, about: isPlainObject(about) ? about : {}, ...place };
  } catch {
    return undefined;
  }
}
