import { expect, test } from 'vitest';
import type { ServiceStores, StorePage } from '#runtimes/lab-runtime.ts';
import type { WorkbenchState } from '#workbench/state/workbench-state.ts';
import { workbenchUnderTest } from '../../../support/workbench-bench.ts';

const path = '/data/a.db';

/** When what is shown was looked at; before any look it is earlier than everything. */
const lookedAtMs = ({ storeView }: WorkbenchState): number => storeView.looked?.atMs ?? -1;

/** A disk with a table of 120 rows; tells what it was asked. */
function scriptedStores() {
  const asked: (StorePage | undefined)[] = [];
  const stores = (service: string, page?: StorePage): ServiceStores => {
    asked.push(page);
    const tables = [{ name: 'orders', columns: [{ name: 'id', type: 'INT', isPrimaryKey: true }], rowCount: 120 }];
    const files = [{ path, byteCount: 8192, content: { kind: 'database' as const, tables } }];
    return { service, atMs: asked.length, files, ...(page && { page: { ...page, rows: [[page.offset]] } }) };
  };
  return { asked, stores };
}

test('the data are looked at once they are shown, first what there is and then its rows', async () => {
  const { asked, stores } = scriptedStores();
  const bench = workbenchUnderTest({ stores });
  bench.actions.showInstrument('data');
  expect(bench.store.get().storeView.looked).toBeUndefined();

  bench.actions.startServices();
  const { storeView } = await bench.until((state) => state.storeView.looked !== undefined);

  expect(storeView.looked?.page).toMatchObject({ table: 'orders', offset: 0, rows: [[0]] });
  expect(asked.slice(0, 2)).toEqual([undefined, { path, table: 'orders', offset: 0, limit: 50 }]);
});

test('chooseStore() shows another page, and lookAtStore() the same page as it is now', async () => {
  const { asked, stores } = scriptedStores();
  const bench = workbenchUnderTest({ stores });
  bench.actions.showInstrument('data');
  bench.actions.startServices();
  await bench.until((state) => state.storeView.looked !== undefined);

  bench.actions.chooseStore({ offset: 50 });
  const paged = await bench.until((state) => state.storeView.looked?.page?.offset === 50);
  const count = asked.length;
  bench.actions.lookAtStore();
  await bench.until((state) => lookedAtMs(state) > lookedAtMs(paged));

  expect(asked.slice(count)).toEqual([{ path, table: 'orders', offset: 50, limit: 50 }]);
});

test('a request is followed by a look while the data are shown, and by none while they are not', async () => {
  const { asked, stores } = scriptedStores();
  const message = {
    id: 'm-1',
    from: 'client',
    to: 'payment-service',
    kind: 'request',
    label: 'GET /',
    sentAtMs: 1,
  } as const;
  const bench = workbenchUnderTest({ stores, events: [{ kind: 'message', message }] });
  bench.actions.enterLine('curl http://payment-service/');
  await bench.until(({ live }) => live.messages.length === 1);
  expect(asked).toEqual([]);

  bench.actions.showInstrument('data');
  const first = await bench.until((state) => state.storeView.looked !== undefined);
  bench.actions.enterLine('curl http://payment-service/');
  await bench.until((state) => lookedAtMs(state) > lookedAtMs(first));

  expect(asked.length).toBeGreaterThan(2);
});
