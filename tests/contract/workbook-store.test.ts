/** The contract on both stores; IndexedDB is fake-indexeddb here and Chromium's own in tests/e2e/workbook.spec.ts. */
import 'fake-indexeddb/auto';
import { createStoreMemory, openMemoryStore } from '#workbook/stores/memory-store.ts';
import { openIndexedDbStore } from '#workbook/stores/indexed-db-store.ts';
import { describeWorkbookStore } from './workbook-store.contract.ts';

let databaseCount = 0;

describeWorkbookStore('memory', () => {
  const memory = createStoreMemory();
  return () => Promise.resolve(openMemoryStore(memory));
});

describeWorkbookStore('indexed-db', () => {
  databaseCount += 1;
  const name = `contract-${databaseCount}`;
  return () => openIndexedDbStore(name);
});
