/**
 * A workbook's file, as the page downloads it and takes it back. Node only.
 * @module
 */
import { readFile, stat } from 'node:fs/promises';
import { CourseError } from '#course/course-error.ts';
import { FILE_LIMIT_BYTES, readWorkbookFile } from '#workbook/read-workbook-file.ts';
import { createWorkbookFile } from '#workbook/workbook-file.ts';
import { COURSE_ID } from '#workbook/workbook-name.ts';
import type { StoredRecords } from '#workbook/workbook-store.ts';
import { replaceFile } from './replace-file.ts';

/**
 * @returns `undefined` when there is no such file.
 * @throws {CourseError} `LAB_WORKBOOK_UNREADABLE` when the file is no workbook of this course.
 */
export async function readWorkbookAt(path: string): Promise<StoredRecords | undefined> {
  const info = await stat(path).catch(() => undefined);
  if (!info) return undefined;
  if (!info.isFile()) throw unreadable(path, 'it is no file');
  if (info.size > FILE_LIMIT_BYTES) throw unreadable(path, 'it is larger than 20 MB, and no workbook is that large');
  const read = readWorkbookFile(await readFile(path, 'utf8'), COURSE_ID);
  if (read.isRead) return read.records;
  throw unreadable(path, `${read.reason.charAt(0).toLowerCase()}${read.reason.slice(1).replace(/\.$/, '')}`);
}

/** Byte for byte as the page writes it. */
export async function writeWorkbookAt(path: string, records: StoredRecords, nowIso: string): Promise<void> {
  await replaceFile(path, JSON.stringify(createWorkbookFile(records, COURSE_ID, nowIso), null, 1));
}

function unreadable(path: string, why: string): CourseError {
  return new CourseError('LAB_WORKBOOK_UNREADABLE', {
    message: `Cannot read "${path}" as a workbook: ${why}`,
    hint: 'Give the file that "Download a copy" on the course’s workbook page saved; nothing was changed.',
  });
}
