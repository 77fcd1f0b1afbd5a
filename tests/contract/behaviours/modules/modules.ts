/** ES modules, after Node's test/es-module/*: cycles, live bindings, top-level await, JSON, dynamic import, import.meta. */
import { behaviour } from '../behaviour.ts';
import readCount, { count, increment } from './parts/counter.ts';
import * as counter from './parts/counter.ts';
import { order } from './parts/after-slow.ts';
import { read, seenEarly, state } from './parts/cycle-a.ts';
import settings from './parts/settings.json' with { type: 'json' };
import { Shop, overload, total } from './parts/typed.ts';

behaviour('modules: bindings are live, and read-only from outside', (saw) => {
  saw([count, counter.count, readCount()]);
  increment();
  saw([count, counter.count, readCount(), readCount.name]);
  try {
    (counter as { count: number }).count = 9;
  } catch (error) {
    saw((error as Error).name);
  }
});

behaviour('modules: a cycle sees hoisted functions at once and values once they are set', (saw) => {
  saw(seenEarly);
  saw([state, read()]);
});

behaviour('modules: importers wait for a top-level await', (saw) => {
  saw(order);
});

behaviour('modules: JSON with an attribute has a default export', async (saw) => {
  saw(settings);
  const again = (await import('./parts/settings.json', { with: { type: 'json' } })) as { default: unknown };
  saw(again.default === settings);
});

behaviour('modules: TypeScript is stripped: classes, generics, overloads, satisfies', (saw) => {
  const shop = new Shop().add({ id: 2 }).add({ id: 3 });
  saw([shop.name(), total(shop), overload(1), 'never' in shop]);
});

behaviour('modules: a namespace is sorted, null-prototyped and tagged', (saw) => {
  saw(Object.keys(counter));
  saw([Object.getPrototypeOf(counter), Object.prototype.toString.call(counter)]);
  saw(Reflect.ownKeys(counter).map(String));
});

behaviour('modules: an export is described as a value that can be written, of an object that cannot grow', (saw) => {
  saw(Reflect.getOwnPropertyDescriptor(counter, 'increment')?.writable);
  saw(Object.isExtensible(counter));
});

behaviour('import(): gives the same namespace as the static import', async (saw) => {
  const name = 'counter';
  const again = (await import(`./parts/${name}.ts`)) as typeof counter;
  saw([again.increment === increment, again.count === count]);
});

behaviour('import(): what is missing, broken or throws is a rejection', async (saw) => {
  const kind = (error: Error & { code?: string }) => saw([error.name, error.code ?? null]);
  const missing = './parts/nothing.ts';
  await import(missing as never).catch(kind);
  await import('node:nothing' as never).catch(kind);
  await import('no-such-package' as never).catch(kind);
  await import('./parts/settings.json' as never).catch(kind);
  await import('./parts/throws.ts' as never).catch(saw);
  await import('./parts/throws.ts' as never).catch(saw);
});

behaviour('import(): loads packages of Node by either name', async (saw) => {
  const [one, two] = await Promise.all([import('node:path'), import('path')]);
  saw([one.join === two.join, one.default.join === one.join]);
});

behaviour('import.meta: url, filename, dirname, main and resolve', (saw) => {
  const { url, filename, dirname } = import.meta;
  saw([url.startsWith('file:///'), url.endsWith('/modules/modules.ts'), url === `file://${filename}`]);
  saw([filename.startsWith(dirname), dirname.endsWith('/modules')]);
  saw(import.meta.resolve('./parts/counter.ts') === new URL('./parts/counter.ts', url).href);
  saw(import.meta.resolve('node:fs'));
  saw(import.meta.resolve('fs'));
});

behaviour('import.meta.main: is true for the entry alone', async (saw) => {
  saw((import.meta as { main?: boolean }).main);
});

behaviour('modules: strict mode, and this is undefined', (saw) => {
  saw(
    (function (this: unknown) {
      return this === undefined;
    })(),
  );
  try {
    (Object.freeze({ a: 1 }) as { a: number }).a = 2;
  } catch (error) {
    saw((error as Error).name);
  }
  saw(typeof require);
});

behaviour('stack traces: name the line and column that were written', (saw) => {
  const placed = (error: unknown) => /([\w-]+\.ts:\d+:\d+)/.exec(String((error as Error).stack))?.[1];
  const fail = (order: { id: number } | undefined): number => order!.id;
  saw(placed(new Error('here')));
  try {
    fail(undefined);
  } catch (error) {
    saw(placed(error));
  }
  try {
    overload.call(null, (undefined as unknown as { x: { y: string } }).x.y as never);
  } catch (error) {
    saw(placed(error));
  }
});

behaviour('stack traces: show the functions between await and error', async (saw) => {
  const deep = async (): Promise<never> => {
    await Promise.resolve();
    throw new Error('deep');
  };
  const middle = async () => {
    await deep();
  };
  const frames = await middle().catch((error: Error) =>
    String(error.stack)
      .split('\n')
      .slice(1, 4)
      .map((line) =>
        line
          .replace(/\(?file:.*\//, '')
          .replace(')', '')
          .trim(),
      ),
  );
  saw(frames);
});

behaviour('Error.captureStackTrace, stackTraceLimit and cause', (saw) => {
  const holder: { stack?: string } = {};
  function outer() {
    Error.captureStackTrace(holder, outer);
  }
  outer();
  saw(/modules\.ts:\d+:\d+/.test(String(holder.stack).split('\n')[1] ?? ''));
  saw((new Error('a', { cause: 'b' }) as { cause?: unknown }).cause);
});
