/**
 * The one workbook of a page, shared by its scripts.
 * Runs in the browser.
 * @module
 */
import { openStore } from './open-store.ts';
import { openWorkbook, type Workbook } from './workbook.ts';
import { pageWorkbookName } from './workbook-name.ts';

let opening: Promise<Workbook> | undefined;

/** Opens this page's workbook, once. Never rejects: without storage it is in memory and says so in its state. */
export function pageWorkbook(): Promise<Workbook> {
  opening ??= openStore(pageWorkbookName()).then((opened) => openWorkbook(opened, () => new Date().toISOString()));
  return opening;
}
