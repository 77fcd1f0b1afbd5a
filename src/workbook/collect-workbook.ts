/**
 * Everything a learner has right now: what is stored, and over it what could not be stored.
 * Runs in the browser; with a memory store anywhere.
 * @module
 */
import { createStoreMemory, openMemoryStore } from './stores/memory-store.ts';
import { openWorkbook, type Workbook } from './workbook.ts';
import type { StoredRecords } from './workbook-store.ts';
import { type TextWrite, writeText } from './write-text.ts';

/**
 * The records as they would be if everything were saved. Stores nothing.
 *
 * @param unsaved Texts that wait to be stored.
 */
export async function collectWorkbook(workbook: Workbook, unsaved: readonly TextWrite[]): Promise<StoredRecords> {
  // A store that cannot be written may still be read; one that cannot be read holds nothing that could be copied.
  const stored = await workbook.store.read('all').catch(() => new Map<string, unknown>());
  const memory = createStoreMemory();
  for (const [key, record] of stored) memory.records.set(key, record);
  const copy = openWorkbook({ store: openMemoryStore(memory) }, workbook.nowIso);
  for (const { keys, apply } of workbook.waiting) await copy.change(keys, apply);
  for (const write of unsaved) await writeText(copy, write);
  return memory.records;
}
