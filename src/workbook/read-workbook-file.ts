/**
 * Reads an exported workbook. The file is a stranger's: its size, format and keys are checked before anything is used.
 * Pure; runs anywhere.
 * @module
 */
import { isPlainObject } from '#platform/shape.ts';
import { FILE_FORMAT, FILE_FORMAT_VERSION } from './workbook-file.ts';
import type { StoredRecords } from './workbook-store.ts';

/** Largest file that is read: a workbook of every lab with full history is a tenth of it. */
export const FILE_LIMIT_BYTES = 20 * 1024 * 1024;

/** Kind, slash, and ids as the course writes them; long enough for any path. */
const KEY = /^[a-z]+\/[^\p{Cc}]{1,400}$/u;

export type ReadWorkbookFile =
  | { readonly isRead: true; readonly exportedAtIso: string; readonly records: StoredRecords }
  /** A sentence for the learner. */
  | { readonly isRead: false; readonly reason: string };

const refused = (reason: string): ReadWorkbookFile => ({ isRead: false, reason });

/**
 * Reads the text of a file.
 *
 * @param course Id of the course that the records must belong to.
 *
 * @example
 * const read = readWorkbookFile(await file.text(), COURSE_ID);
 * if (!read.isRead) show(read.reason);
 */
export function readWorkbookFile(text: string, course: string): ReadWorkbookFile {
  if (text.length > FILE_LIMIT_BYTES) return refused('The file is larger than 20 MB, and no workbook is that large.');
  const file = parseJson(text);
  if (!isPlainObject(file) || file['format'] !== FILE_FORMAT) {
    return refused('The file is not an exported workbook. Such a file is named ensemble-workbook-….json.');
  }
  if (file['formatVersion'] !== FILE_FORMAT_VERSION) {
    return refused(
      `The file has format ${JSON.stringify(file['formatVersion'])}, and this page reads format ${FILE_FORMAT_VERSION}. Reload the page to get the newest version of the course.`,
    );
  }
  if (file['course'] !== course) {
    return refused(`The file belongs to the course ${JSON.stringify(file['course'])}, and this is "${course}".`);
  }
  const { records, exportedAtIso } = file;
  if (!Array.isArray(records) || !records.every(isEntry)) {
    return refused('The file is damaged: its list of records is not a list of keys and records.');
  }
  return { isRead: true, exportedAtIso: String(exportedAtIso), records: new Map(records) };
}

const isEntry = (entry: unknown): entry is [string, unknown] =>
  Array.isArray(entry) && entry.length === 2 && typeof entry[0] === 'string' && KEY.test(entry[0]);

/** JSON without the names that would reach an object's prototype. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
  } catch {
    return undefined;
  }
}
