import { expect, test } from 'vitest';
import type { ServiceStores } from '#runtimes/lab-runtime.ts';
import { chooseStore, pageToShow, shownFile } from '#workbench/stores/store-view.ts';

const stores: ServiceStores = {
  service: 'orders',
  atMs: 1,
  files: [
    { path: '/data/a.txt', byteCount: 1, content: { kind: 'text', text: 'a', isCut: false } },
    {
      path: '/data/orders.db',
      byteCount: 8192,
      content: {
        kind: 'database',
        tables: [
          { name: 'orders', columns: [], rowCount: 120 },
          { name: 'lines', columns: [], rowCount: 0 },
        ],
      },
    },
    { path: '/data/orders.db-wal', byteCount: 10, content: { kind: 'log', of: '/data/orders.db' } },
  ],
};

test('shownFile() is the chosen file while it is there, else the first database', () => {
  expect(shownFile(stores, { offset: 0 })?.path).toBe('/data/orders.db');
  expect(shownFile(stores, { offset: 0, path: '/data/a.txt' })?.path).toBe('/data/a.txt');
  expect(shownFile(stores, { offset: 0, path: '/gone' })?.path).toBe('/data/orders.db');
  expect(shownFile({ ...stores, files: [] }, { offset: 0 })).toBeUndefined();
});

test('pageToShow() asks for the first table until another is chosen, and never behind the last row', () => {
  const path = '/data/orders.db';

  expect(pageToShow(stores, { offset: 0 })).toEqual({ path, table: 'orders', offset: 0, limit: 50 });
  expect(pageToShow(stores, { offset: 100 })).toMatchObject({ offset: 100 });
  expect(pageToShow(stores, { offset: 150 })).toMatchObject({ offset: 100 });
  expect(pageToShow(stores, { offset: 50, table: 'lines' })).toMatchObject({ table: 'lines', offset: 0 });
  expect(pageToShow(stores, { offset: 0, path: '/data/a.txt' })).toBeUndefined();
});

test('chooseStore() begins at the first row of what was chosen', () => {
  const known = { service: 'orders', path: '/a.db', table: 't', offset: 50 };

  expect(chooseStore(known, { service: 'users' })).toEqual({ service: 'users', offset: 0 });
  expect(chooseStore(known, { path: '/b.db' })).toEqual({ service: 'orders', path: '/b.db', offset: 0 });
  expect(chooseStore(known, { path: '/a.db', table: 'u' })).toEqual({ ...known, table: 'u', offset: 0 });
  expect(chooseStore(known, { offset: 100 })).toEqual({ ...known, offset: 100 });
});
