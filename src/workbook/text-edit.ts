/**
 * One edit of a stored text: which text is in force, and which earlier one is worth keeping.
 * Pure; runs anywhere.
 * @module
 */
import type { KeepReason, KeptVersion, TextRecord } from './record.ts';

/** Earlier texts kept for each file or note. */
export const VERSION_LIMIT = 20;

/** A pause this long ends a stretch of work; the text as it was before the pause is kept. */
export const PAUSE_MS = 5 * 60_000;

/** Texts shorter than this are not worth a version of their own when most of them is replaced. */
const LARGE_CHANGE_MIN_LENGTH = 40;

export interface TextEdit {
  readonly text: string;
  readonly atIso: string;
  /** Revision that the writer had seen; 0 when it had seen none. */
  readonly baseRevision: number;
  /** Keeps the text before the edit for this reason; without it, a pause or a large change does. */
  readonly keep?: KeepReason | undefined;
}

export interface EditedText {
  readonly current: Pick<TextRecord, 'text' | 'editedAtIso' | 'revision'>;
  readonly versions: readonly KeptVersion[];
  /** Another writer's text was replaced; unless it was the starter, it is the newest of `versions`. */
  readonly isConflict: boolean;
}

/**
 * Applies an edit. The last writer wins, and a text that the writer had not seen is always kept.
 *
 * @param starter The text before anything was stored; not kept, it can be had again at any time.
 */
export function editText(
  stored: Pick<TextRecord, 'text' | 'editedAtIso' | 'revision'> | undefined,
  versions: readonly KeptVersion[],
  edit: TextEdit,
  starter: string,
): EditedText {
  const current = {
    text: edit.text,
    editedAtIso: edit.atIso,
    revision: Math.max(stored?.revision ?? 0, edit.baseRevision) + 1,
  };
  if (stored === undefined || stored.text === edit.text) return { current, versions, isConflict: false };
  const isConflict = stored.revision !== edit.baseRevision;
  if (stored.text === starter) return { current, versions, isConflict };
  const reason = isConflict ? 'other-tab' : (edit.keep ?? reasonToKeep(stored, edit));
  const kept = { text: stored.text, editedAtIso: stored.editedAtIso };
  return { current, versions: reason ? pushVersion(versions, { ...kept, reason }) : versions, isConflict };
}

/** Adds a version as the newest, unless the newest has that text already, and lets the oldest go. */
export function pushVersion(versions: readonly KeptVersion[], version: KeptVersion): readonly KeptVersion[] {
  if (versions.at(-1)?.text === version.text) return versions;
  return [...versions, version].slice(-VERSION_LIMIT);
}

function reasonToKeep(stored: Pick<TextRecord, 'text' | 'editedAtIso'>, edit: TextEdit): KeepReason | undefined {
  if (Date.parse(edit.atIso) - Date.parse(stored.editedAtIso) >= PAUSE_MS) return 'pause';
  const isLarge = stored.text.length >= LARGE_CHANGE_MIN_LENGTH;
  return isLarge && sharedLength(stored.text, edit.text) < stored.text.length / 2 ? 'large-change' : undefined;
}

/** Length of the common beginning plus the common end. */
function sharedLength(left: string, right: string): number {
  const limit = Math.min(left.length, right.length);
  let start = 0;
  while (start < limit && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < limit - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end += 1;
  return start + end;
}
