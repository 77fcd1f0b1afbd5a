/**
 * The last words of a page: texts whose write was under way when the page went away. IndexedDB cannot finish a
 * read-modify-write after `pagehide`, localStorage writes at once. `recover-journal.ts` puts them into the workbook.
 * Runs in the browser.
 * @module
 */
import type { TextWrite } from './write-text.ts';

/** What the keys of a workbook's journal begin with. */
export const journalPrefix = (name: string): string => `${name}:unsaved:`;

/** Writes the journal; without unsaved texts it writes nothing. Never throws. */
export function writeJournal(name: string, writes: readonly TextWrite[]): void {
  for (const write of writes) {
    try {
      localStorage.setItem(`${journalPrefix(name)}${write.kind}/${write.id}/${write.atIso}`, JSON.stringify(write));
    } catch {
      // Storage is full or forbidden: the workbook's own state has said so already.
    }
  }
}
