/**
 * The exported workbook: one JSON file with every record as it is stored, also those that this version cannot read.
 * Pure; runs anywhere.
 * @module
 */
import type { StoredRecords } from './workbook-store.ts';

/** Permanent: files are kept for years. */
export const FILE_FORMAT = 'ensemble-workbook';
export const FILE_FORMAT_VERSION = 1;

export interface WorkbookFile {
  readonly format: typeof FILE_FORMAT;
  readonly formatVersion: number;
  /** Id of the course. */
  readonly course: string;
  readonly exportedAtIso: string;
  /** Pairs, not an object: a key is data and may read `__proto__`. Sorted by key. */
  readonly records: readonly (readonly [key: string, record: unknown])[];
}

/** A file of these records. */
export const createWorkbookFile = (records: StoredRecords, course: string, exportedAtIso: string): WorkbookFile => ({
  format: FILE_FORMAT,
  formatVersion: FILE_FORMAT_VERSION,
  course,
  exportedAtIso,
  records: [...records].sort(([left], [right]) => (left < right ? -1 : 1)),
});

/**
 * Name for the file, with the day.
 *
 * @example
 * fileNameOf('2026-11-20T14:02:00.000Z') // 'ensemble-workbook-2026-11-20.json'
 */
export const fileNameOf = (exportedAtIso: string): string => `${FILE_FORMAT}-${exportedAtIso.slice(0, 10)}.json`;
