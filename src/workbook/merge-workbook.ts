/**
 * Merges a file's records into what is stored, and says what that would change before anything is written.
 * Pure; runs anywhere.
 * @module
 */
import { isKnownKind, schemaVersion } from './migrations.ts';
import { mergeRecord, mergeVersions, rankTexts } from './merge-record.ts';
import { parseAnyRecord, parseRecord } from './parse-record.ts';
import { type HistoryRecord, type KeptVersion, kindOf, recordKey, type TextRecord } from './record.ts';
import type { StoredRecords } from './workbook-store.ts';

export type MergeOutcome =
  /** Only the file has it. */
  | 'added'
  /** Both have it, and together they are more than what is stored. */
  | 'merged'
  /** The file has nothing that is not stored. */
  | 'unchanged'
  /** Stored or in the file by a newer version of the course; what is stored stays. */
  | 'newer'
  /** The file's copy cannot be read; what is stored stays. */
  | 'unreadable';

export interface MergedWorkbook {
  /** New values by key, for the store. */
  readonly changes: ReadonlyMap<string, unknown>;
  /** What becomes of each key of the file. */
  readonly outcomes: ReadonlyMap<string, MergeOutcome>;
}

/**
 * Merges. Neither argument is changed.
 *
 * @param stored What this device has.
 * @param incoming What the file has; nothing of it is trusted.
 *
 * @example
 * const { changes, outcomes } = mergeWorkbook(stored, incoming);
 * [...outcomes.values()].filter((outcome) => outcome === 'merged').length
 */
export function mergeWorkbook(stored: StoredRecords, incoming: StoredRecords): MergedWorkbook {
  const changes = new Map<string, unknown>();
  const outcomes = new Map<string, MergeOutcome>();
  for (const [key, record] of incoming) {
    const outcome = mergeOne(key, record, stored.get(key), changes);
    outcomes.set(key, outcome);
  }
  for (const key of incoming.keys()) keepReplacedText(key, stored, incoming, changes, outcomes);
  return { changes, outcomes };
}

function mergeOne(key: string, record: unknown, here: unknown, changes: Map<string, unknown>): MergeOutcome {
  const kind = kindOf(key);
  const theirs = parseAnyRecord(key, record);
  const ours = parseAnyRecord(key, here);
  if (theirs.state === 'unreadable' || theirs.state === 'absent') return 'unreadable';
  if (here === undefined) {
    // A record that only a newer version understands is taken along as it is.
    changes.set(key, theirs.state === 'ok' ? theirs.record : record);
    return 'added';
  }
  if (theirs.state === 'newer' || !isKnownKind(kind)) return isSame(record, here) ? 'unchanged' : 'newer';
  if (ours.state === 'newer') return 'newer';
  if (ours.state !== 'ok') {
    changes.set(`unreadable/${theirs.record.updatedAtIso}/${key}`, here);
    changes.set(key, theirs.record);
    return 'merged';
  }
  const merged = mergeRecord(kind, ours.record, theirs.record);
  if (isSame(withoutRevision(merged), withoutRevision(ours.record))) return 'unchanged';
  changes.set(key, merged);
  return 'merged';
}

/** When two texts met, the one that is not in force goes to the history. */
function keepReplacedText(
  key: string,
  stored: StoredRecords,
  incoming: StoredRecords,
  changes: Map<string, unknown>,
  outcomes: Map<string, MergeOutcome>,
): void {
  const kind = kindOf(key);
  if (kind !== 'file' && kind !== 'note') return;
  const ours = parseRecord(kind, key, stored.get(key));
  const theirs = parseRecord(kind, key, incoming.get(key));
  if (ours.state !== 'ok' || theirs.state !== 'ok' || ours.record.text === theirs.record.text) return;
  const [replaced] = rankTexts(ours.record, theirs.record);
  const historyKey = recordKey('history', key);
  const parsed = parseRecord('history', historyKey, changes.get(historyKey) ?? stored.get(historyKey));
  if (parsed.state === 'newer') return;
  const before = parsed.state === 'ok' ? parsed.record : undefined;
  const versions = mergeVersions(before?.versions ?? [], [versionOf(replaced)]);
  if (before && versions.length === before.versions.length) return;
  changes.set(historyKey, {
    ...before,
    versions,
    schema: schemaVersion('history'),
    updatedAtIso: before?.updatedAtIso ?? replaced.updatedAtIso,
  } satisfies HistoryRecord);
  outcomes.set(historyKey, before ? 'merged' : 'added');
}

const versionOf = ({ text, editedAtIso }: TextRecord): KeptVersion => ({ text, editedAtIso, reason: 'import' });

/** A merge counts one more write of a text, which alone is no change. */
const withoutRevision = (record: object): object => ({ ...record, revision: 0 });

const isSame = (left: unknown, right: unknown): boolean => canonical(left) === canonical(right);

/** JSON with sorted keys and without absent fields. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
