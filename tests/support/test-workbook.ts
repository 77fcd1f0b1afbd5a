/**
 * Workbooks on memory with a clock that tests move by hand.
 * @module
 */
import { createStoreMemory, openMemoryStore, type StoreMemory } from '#workbook/stores/memory-store.ts';
import { openWorkbook, type Workbook } from '#workbook/workbook.ts';
import { type FailingStore, openFailingStore } from './failing-store.ts';

interface TestClock {
  nowIso(): string;
  advance(ms: number): void;
}

/** Starts at noon and stands still until it is moved. */
function createTestClock(startIso = '2026-11-20T12:00:00.000Z'): TestClock {
  let nowMs = Date.parse(startIso);
  return {
    nowIso: () => new Date(nowMs).toISOString(),
    advance: (ms) => {
      nowMs += ms;
    },
  };
}

export interface TestWorkbook {
  readonly workbook: Workbook;
  readonly store: FailingStore;
  readonly memory: StoreMemory;
  readonly clock: TestClock;
  /** One more tab on the same records. */
  openTab(): TestWorkbook;
}

export function openTestWorkbook(memory = createStoreMemory(), clock = createTestClock()): TestWorkbook {
  const store = openFailingStore(openMemoryStore(memory));
  const workbook = openWorkbook({ store }, () => clock.nowIso());
  return { workbook, store, memory, clock, openTab: () => openTestWorkbook(memory, clock) };
}
