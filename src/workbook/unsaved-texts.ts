/**
 * Texts of this page that are not known to be stored, from every script that writes some. When the page goes away they
 * are left in the journal; an export contains them.
 * Runs in the browser.
 * @module
 */
import { pageWorkbookName } from './workbook-name.ts';
import { earlyNotes } from './early-notes.ts';
import { writeJournal } from './journal.ts';
import type { TextWrite } from './write-text.ts';

const sources = new Set<() => readonly TextWrite[]>();

/** Every unsaved text of the page. */
export const unsavedTexts = (): readonly TextWrite[] => [
  ...[...sources].flatMap((source) => source()),
  ...earlyNotes(true),
];

/** Adds a script that writes texts. */
export function watchUnsaved(source: () => readonly TextWrite[]): void {
  if (sources.size === 0) addEventListener('pagehide', () => writeJournal(pageWorkbookName(), unsavedTexts()));
  sources.add(source);
}
