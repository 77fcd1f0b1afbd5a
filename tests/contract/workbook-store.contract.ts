/**
 * What every workbook store must do. Run it on each implementation with `describeWorkbookStore`.
 * @module
 */
import { afterEach, describe, expect, test } from 'vitest';
import type { WorkbookStore } from '#workbook/workbook-store.ts';

/** Opens one more store on the same records, as another tab does. */
export type OpenTab = () => Promise<WorkbookStore>;

/** @param createTabs A fresh place for records, and how to open it. */
export function describeWorkbookStore(name: string, createTabs: () => OpenTab): void {
  describe(`workbook store ${name}`, () => {
    const opened: WorkbookStore[] = [];
    const openTabs = async (count: number) => {
      const open = createTabs();
      const tabs = await Promise.all(Array.from({ length: count }, open));
      opened.push(...tabs);
      return tabs as [WorkbookStore, ...WorkbookStore[]];
    };
    const openOne = async () => (await openTabs(1))[0];
    afterEach(() => {
      for (const store of opened.splice(0)) store.close();
    });

    test('read() gives an empty map when nothing is stored', async () => {
      const store = await openOne();

      expect(await store.read(['lesson/a'])).toEqual(new Map());
      expect(await store.read('all')).toEqual(new Map());
    });

    test('read() gives the named records, and all of them when asked for all', async () => {
      const store = await openOne();
      await store.update(
        [],
        () =>
          new Map([
            ['lesson/a', { n: 1 }],
            ['lesson/b', { n: 2 }],
          ]),
      );

      expect(await store.read(['lesson/b', 'lesson/c'])).toEqual(new Map([['lesson/b', { n: 2 }]]));
      expect(await store.read('all')).toEqual(
        new Map([
          ['lesson/a', { n: 1 }],
          ['lesson/b', { n: 2 }],
        ]),
      );
    });

    test('keys() gives the keys that begin with the prefix, in order', async () => {
      const store = await openOne();
      const keys = ['file/b/x', 'file/a/z.ts', 'file/a/folder/é.ts', 'file/ab/x', 'history/file/a/z.ts'];
      await store.update([], () => new Map(keys.map((key) => [key, { n: 1 }])));

      expect(await store.keys('file/a/')).toEqual(['file/a/folder/é.ts', 'file/a/z.ts']);
      expect(await store.keys('lab/')).toEqual([]);
    });

    test('update() hands the stored records to the change', async () => {
      const store = await openOne();
      await store.update(
        [],
        () =>
          new Map([
            ['lesson/a', 1],
            ['lesson/b', 2],
          ]),
      );
      const handed: unknown[] = [];

      await store.update(['lesson/a'], (stored) => (handed.push([...stored]), new Map()));
      await store.update('all', (stored) => (handed.push([...stored]), new Map()));

      expect(handed).toEqual([
        [['lesson/a', 1]],
        [
          ['lesson/a', 1],
          ['lesson/b', 2],
        ],
      ]);
    });

    test('update() deletes a key whose new value is undefined', async () => {
      const store = await openOne();
      await store.update(
        [],
        () =>
          new Map([
            ['lesson/a', 1],
            ['lesson/b', 2],
          ]),
      );

      await store.update(['lesson/a'], () => new Map([['lesson/a', undefined]]));

      expect([...(await store.read('all')).keys()]).toEqual(['lesson/b']);
    });

    test('update() writes nothing and rejects when the change throws', async () => {
      const store = await openOne();
      await store.update([], () => new Map([['lesson/a', 1]]));

      const update = store.update(['lesson/a'], () => {
        throw new TypeError('no');
      });

      await expect(update).rejects.toThrow(TypeError);
      expect(await store.read('all')).toEqual(new Map([['lesson/a', 1]]));
    });

    test('update() keeps stored values apart from the objects it was given', async () => {
      const store = await openOne();
      const record = { list: [1] };
      await store.update([], () => new Map([['lesson/a', record]]));

      record.list.push(2);

      expect((await store.read(['lesson/a'])).get('lesson/a')).toEqual({ list: [1] });
    });

    test('update() loses no increment when three tabs count to 200 each', async () => {
      const tabs = await openTabs(3);
      await tabs[0].update([], () => new Map([['n/n', 0]]));
      const increment = (store: WorkbookStore) =>
        store.update(['n/n'], (stored) => new Map([['n/n', Number(stored.get('n/n')) + 1]]));

      await Promise.all(tabs.flatMap((store) => Array.from({ length: 200 }, () => increment(store))));

      expect((await tabs[0].read(['n/n'])).get('n/n')).toBe(600);
    });

    test('onForeignChange() tells the other tab which keys changed, and not the tab that changed them', async () => {
      const [here, there] = (await openTabs(2)) as [WorkbookStore, WorkbookStore];
      const heardHere: string[][] = [];
      here.onForeignChange((keys) => heardHere.push([...keys]));
      const heardThere = new Promise<readonly string[]>((resolve) => there.onForeignChange(resolve));

      await here.update([], () => new Map([['lesson/a', 1]]));

      expect(await heardThere).toEqual(['lesson/a']);
      expect(heardHere).toEqual([]);
    });

    test('onForeignChange() stops when its returned function is called', async () => {
      const [here, there] = (await openTabs(2)) as [WorkbookStore, WorkbookStore];
      const heard: string[] = [];
      const stop = there.onForeignChange((keys) => heard.push(...keys));
      const second = new Promise<readonly string[]>((resolve) => there.onForeignChange(resolve));
      stop();

      await here.update([], () => new Map([['lesson/a', 1]]));
      await second;

      expect(heard).toEqual([]);
    });
  });
}
