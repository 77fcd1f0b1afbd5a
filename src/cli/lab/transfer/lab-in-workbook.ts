/**
 * One lab as a workbook has it: its files over the starter, by the page's own rules. Node only.
 * @module
 */
import { readManifest } from '#build/read-manifest.ts';
import { readVariantFiles } from '#build/read-variant-files.ts';
import type { LabManifest } from '#course/lab-manifest.ts';
import { createLabFiles } from '#workbook/create-lab-files.ts';
import type { DeletedFile, FilesFreedom } from '#workbook/lab-work.ts';
import { createStoreMemory, openMemoryStore } from '#workbook/stores/memory-store.ts';
import { openWorkbook, type Workbook } from '#workbook/workbook.ts';
import type { StoredRecords } from '#workbook/workbook-store.ts';

export interface LabInWorkbook {
  readonly manifest: LabManifest;
  /** Every file of the starter. */
  readonly starter: Readonly<Record<string, string>>;
  /** Those that may be edited. */
  readonly editable: Readonly<Record<string, string>>;
  /** Given when files may be added and deleted. */
  readonly freedom: FilesFreedom | undefined;
  /** The learner's files by path, those of the starter that nobody edited among them. */
  readonly files: Readonly<Record<string, string>>;
  readonly deleted: readonly DeletedFile[];
  /** On a copy of the records, in memory. */
  readonly workbook: Workbook;
}

/** @throws {CourseError} `LAB_UNKNOWN` or `LAB_INVALID`. */
export async function openLabInWorkbook(
  root: string,
  lab: string,
  records: StoredRecords,
  nowIso: string,
): Promise<LabInWorkbook> {
  const manifest = await readManifest(root, lab);
  const starter = await readVariantFiles(root, manifest, 'starter');
  const reservedPaths = manifest.files.flatMap(({ path, editable }) => (editable ? [] : [path]));
  const editable = Object.fromEntries(Object.entries(starter).filter(([path]) => !reservedPaths.includes(path)));
  const freedom = manifest.declared && { reservedPaths };
  const memory = createStoreMemory();
  for (const [key, record] of records) memory.records.set(key, record);
  const workbook = openWorkbook({ store: openMemoryStore(memory) }, () => nowIso);
  const files = createLabFiles(workbook, lab, editable, freedom, () => {});
  await files.refresh();
  return { manifest, starter, editable, freedom, files: files.files, deleted: files.deletedFiles, workbook };
}
