/** AsyncLocalStorage and AsyncResource, after Node's test/async-hooks/test-async-local-storage-*.js and test/parallel/test-als-*. */
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { behaviour } from '../behaviour.ts';

const storage = new AsyncLocalStorage<string>();

behaviour('AsyncLocalStorage: run() holds for its callback, and gives back its value', (saw) => {
  saw(storage.getStore());
  saw(storage.run('a', () => [storage.getStore(), storage.run('b', () => storage.getStore()), storage.getStore()]));
  saw(storage.getStore());
  try {
    storage.run('c', () => {
      throw new Error('thrown');
    });
  } catch {
    saw(storage.getStore());
  }
});

behaviour('AsyncLocalStorage: follows timers, immediates, ticks, microtasks and then()', async (saw) => {
  const seen: string[] = [];
  await storage.run('a', () =>
    Promise.all([
      new Promise<void>((resolve) => setTimeout(() => resolve(void seen.push(`timeout ${storage.getStore()}`)), 1)),
      new Promise<void>((resolve) => setImmediate(() => resolve(void seen.push(`immediate ${storage.getStore()}`)))),
      new Promise<void>((resolve) => process.nextTick(() => resolve(void seen.push(`tick ${storage.getStore()}`)))),
      new Promise<void>((resolve) => queueMicrotask(() => resolve(void seen.push(`microtask ${storage.getStore()}`)))),
      Promise.resolve().then(() => seen.push(`then ${storage.getStore()}`)),
    ]),
  );
  saw(seen.sort());
  saw(storage.getStore());
});

behaviour('AsyncLocalStorage: follows await, again and again, in the functions called too', async (saw) => {
  const inner = async () => {
    await sleep(2);
    return storage.getStore();
  };
  await storage.run('a', async () => {
    await Promise.resolve();
    saw(storage.getStore());
    saw(await inner());
    for (let round = 0; round < 2; round += 1) {
      await sleep(1);
      saw(storage.getStore());
    }
  });
  saw(storage.getStore());
});

behaviour('AsyncLocalStorage: keeps requests apart that run at the same time', async (saw) => {
  const handle = async (name: string, ms: number) =>
    storage.run(name, async () => {
      const seen = [storage.getStore()];
      await sleep(ms);
      seen.push(storage.getStore());
      await Promise.all([sleep(1), sleep(3)]);
      seen.push(storage.getStore());
      return seen;
    });
  saw(await Promise.all([handle('a', 3), handle('b', 1), handle('c', 2)]));
});

behaviour('AsyncLocalStorage: holds in catch, finally and after a rejected await', async (saw) => {
  await storage.run('a', async () => {
    try {
      await Promise.reject(new Error('no'));
    } catch {
      saw(storage.getStore());
      await Promise.resolve();
    } finally {
      saw(storage.getStore());
    }
    saw(storage.getStore());
    const settled = await Promise.allSettled([Promise.reject(new Error('x')), sleep(1)]);
    saw([settled.length, storage.getStore()]);
  });
});

behaviour('AsyncLocalStorage: follows for await and async generators', async (saw) => {
  async function* values() {
    for (const value of [1, 2]) {
      await sleep(1);
      yield `${value} ${storage.getStore()}`;
    }
  }
  await storage.run('a', async () => {
    for await (const value of values()) saw([value, storage.getStore()]);
    saw(storage.getStore());
    for await (const value of Readable.from(['x'])) saw([value, storage.getStore()]);
    saw(storage.getStore());
  });
});

behaviour('AsyncLocalStorage: enterWith() holds for the rest of the flow, exit() leaves it', async (saw) => {
  await new Promise<void>((resolve) =>
    setImmediate(async () => {
      storage.enterWith('entered');
      saw(storage.getStore());
      await sleep(1);
      saw(storage.getStore());
      storage.exit(() => saw(storage.getStore()));
      saw(storage.getStore());
      resolve();
    }),
  );
  saw(storage.getStore());
});

behaviour('AsyncLocalStorage: emitters call listeners in the context of emit()', (saw) => {
  const emitter = new EventEmitter();
  storage.run('registered', () => emitter.on('a', () => saw(storage.getStore())));
  storage.run('emitted', () => emitter.emit('a'));
});

behaviour('AsyncLocalStorage: bind(), snapshot() and AsyncResource carry a context by hand', (saw) => {
  const [bound, snapshot, resource] = storage.run('captured', () => [
    AsyncLocalStorage.bind(() => storage.getStore()),
    AsyncLocalStorage.snapshot(),
    new AsyncResource('ORDER'),
  ]) as [() => unknown, <T>(run: () => T) => T, AsyncResource];
  storage.run('other', () => {
    saw(bound());
    saw(snapshot(() => storage.getStore()));
    saw(resource.runInAsyncScope(() => storage.getStore()));
    saw(storage.getStore());
  });
  saw(storage.run('bound', () => AsyncResource.bind(() => storage.getStore()))());
});

behaviour('AsyncLocalStorage: two of them do not mix', async (saw) => {
  const other = new AsyncLocalStorage<number>();
  await storage.run('a', () =>
    other.run(1, async () => {
      await sleep(1);
      saw([storage.getStore(), other.getStore()]);
      await storage.run('b', async () => {
        await Promise.resolve();
        saw([storage.getStore(), other.getStore()]);
      });
      saw([storage.getStore(), other.getStore()]);
    }),
  );
});

behaviour('AsyncLocalStorage: a default value and a name', (saw) => {
  const named = new AsyncLocalStorage({
    defaultValue: 'default',
    name: 'orders',
  } as never) as AsyncLocalStorage<string> & { name: string };
  saw([named.getStore(), named.name, named.run('x', () => named.getStore())]);
});

behaviour(
  'AsyncLocalStorage: enterWith() inside what is awaited is seen behind the await',
  { needs: 'async-context' },
  async (saw) => {
    const enter = async () => {
      storage.enterWith('entered inside');
      await sleep(1);
    };
    await storage.run('a', async () => {
      await enter();
      saw(storage.getStore());
    });
  },
);

behaviour(
  'AsyncLocalStorage: holds behind the end of a block with await using',
  { needs: 'async-context' },
  async (saw) => {
    await storage.run('a', async () => {
      {
        await using resource = { [Symbol.asyncDispose]: () => sleep(1) };
        saw(typeof resource);
      }
      saw(storage.getStore());
    });
  },
);
