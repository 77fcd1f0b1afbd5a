import { expect, test } from 'vitest';
import { createIsolationHelper, type HelperParts, type WorkerRegistry } from '#workbench/container/isolation-helper.ts';

const SCRIPT = 'https://course.example/labs/a-lab/webcontainer/isolation-worker.js';

/** Service workers as a browser keeps them, for one folder. */
function registry(parts: Partial<WorkerRegistry> = {}): WorkerRegistry & { readonly registered: string[] } {
  const registered: string[] = [];
  return {
    registered,
    ready: Promise.resolve(),
    register: async (scriptUrl) => void registered.push(scriptUrl),
    getRegistration: async () =>
      registered.length === 0 ? undefined : { unregister: async () => registered.splice(0).length > 0 },
    ...parts,
  };
}

function open(parts: Partial<HelperParts> = {}) {
  let reloadCount = 0;
  const reload = () => void (reloadCount += 1);
  const helper = createIsolationHelper({ isIsolated: false, workers: registry(), scriptUrl: SCRIPT, reload, ...parts });
  return { helper, reloadCount: () => reloadCount };
}

test.each([
  ['offers itself when the page is not isolated', { isIsolated: false }, 'offered'],
  ['is not needed when the host isolates the page', { isIsolated: true }, 'not-needed'],
  ['is impossible when the browser has no service workers', { workers: undefined }, 'impossible'],
  [
    'is not needed when the host isolates and the browser has none',
    { isIsolated: true, workers: undefined },
    'not-needed',
  ],
] as const)('read() %s', async (_, parts, kind) => {
  expect(await open(parts).helper.read()).toEqual({ kind });
});

test('add() starts the script beside the page and loads the page again, when it is asked for', async () => {
  const workers = registry();
  const { helper, reloadCount } = open({ workers });

  await helper.add();

  expect([workers.registered, reloadCount()]).toEqual([[SCRIPT], 1]);
  expect(await open({ workers, isIsolated: true }).helper.read()).toEqual({ kind: 'active' });
  expect(await open({ workers, isIsolated: false }).helper.read()).toEqual({ kind: 'useless' });
});

test('add() says why and does not load the page again when the browser refuses', async () => {
  const refused = { register: () => Promise.reject(new Error('The operation is insecure')) };
  const { helper, reloadCount } = open({ workers: registry(refused) });

  expect(await helper.add()).toEqual({ kind: 'failed', reason: 'The operation is insecure' });
  expect(reloadCount()).toBe(0);
});

test('read() offers itself when the browser refuses to say what it keeps', async () => {
  const workers = registry({ getRegistration: () => Promise.reject(new Error('The operation is insecure')) });

  expect(await open({ workers }).helper.read()).toEqual({ kind: 'offered' });
});

test('remove() takes it away and loads the page again', async () => {
  const workers = registry();
  const { helper, reloadCount } = open({ workers });
  await helper.add();

  await helper.remove();

  expect([workers.registered, reloadCount()]).toEqual([[], 2]);
  expect(await helper.read()).toEqual({ kind: 'offered' });
});
