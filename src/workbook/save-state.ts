/**
 * Whether work is safe, as data and as the sentence that the learner reads.
 * Pure; runs in the browser.
 * @module
 */

/** Why something could not be stored. */
export type SaveProblem =
  /** The device or the site's share of it is full; the last good version is still stored. */
  | 'storage-full'
  /** The browser lets this page store nothing (private mode, blocked site data); work lives in memory. */
  | 'storage-forbidden'
  /** The stored record was written by a newer version of the course; it is left as it is. */
  | 'newer-record'
  /** Another tab asked for the database, or the browser removed it. */
  | 'storage-closed'
  /** Longer than a record may be, or not what a record may hold. */
  | 'not-storable'
  | 'storage-failed';

export type SaveState =
  /** Everything is stored; `atIso` is absent until this page wrote something. */
  | { readonly kind: 'saved'; readonly atIso?: string }
  | { readonly kind: 'saving' }
  | { readonly kind: 'not-saved'; readonly problem: SaveProblem };

/**
 * The state in a few words. What a problem means and what helps is told by `describe-problem.ts`.
 *
 * @param clock Writes an instant as local time of day.
 *
 * @example
 * describeSaveState({ kind: 'saved', atIso }, clock) // 'Saved on this device, 14:02'
 */
export function describeSaveState(state: SaveState, clock: (atIso: string) => string): string {
  if (state.kind === 'not-saved') return 'Not saved';
  if (state.kind === 'saving') return 'Saving';
  return state.kind === 'saved' && state.atIso ? `Saved on this device, ${clock(state.atIso)}` : 'Saved on this device';
}
