/**
 * Downloads everything of this page's workbook as one file, without the clipboard and without a server.
 * Runs in the browser, loaded when a copy is asked for.
 * @module
 */
import { collectWorkbook } from './collect-workbook.ts';
import { pageWorkbook } from './page-workbook.ts';
import { COURSE_ID } from './workbook-name.ts';
import { unsavedTexts } from './unsaved-texts.ts';
import { createWorkbookFile, fileNameOf } from './workbook-file.ts';

/** Offers the file to the browser's downloads. */
export async function downloadWorkbook(): Promise<void> {
  const workbook = await pageWorkbook();
  const records = await collectWorkbook(workbook, unsavedTexts());
  const file = createWorkbookFile(records, COURSE_ID, workbook.nowIso());
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: 'application/json' }));
  link.download = fileNameOf(file.exportedAtIso);
  link.click();
  // The download has its own hold on the data once the click has been handled.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
