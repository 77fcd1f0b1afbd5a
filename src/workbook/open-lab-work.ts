/**
 * Opens a lab's work on the page's workbook: recovers what an abrupt end left over, keeps an eye on other tabs, and
 * writes a journal of unsaved texts when the page goes away.
 * Runs in the browser.
 * @module
 */
import { type AttachedLabWork, createLabWork, earlyWrites } from './create-lab-work.ts';
import type { OpenLabWork } from './lab-work.ts';
import { pageWorkbook } from './page-workbook.ts';
import { pageWorkbookName } from './workbook-name.ts';
import { recoverJournal } from './recover-journal.ts';
import { watchUnsaved } from './unsaved-texts.ts';

/** Implements `OpenLabWork`. */
export const openLabWork: OpenLabWork = async (labId, starterFiles, typedEarly, freedom) => {
  // oxlint-disable-next-line eslint/prefer-const -- the watcher reads it before it is set
  let work: AttachedLabWork | undefined;
  watchUnsaved(() => work?.unsaved() ?? earlyWrites(labId, starterFiles, typedEarly()));
  const workbook = await pageWorkbook();
  await recoverJournal(workbook, pageWorkbookName());
  const opened = await createLabWork(workbook, labId, starterFiles, freedom);
  work = opened;
  // A page that was frozen heard nothing from other tabs.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void opened.refresh();
  });
  return opened;
};
