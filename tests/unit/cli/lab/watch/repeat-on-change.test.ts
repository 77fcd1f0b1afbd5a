import { expect, test } from 'vitest';
import { repeatOnChange } from '#cli/lab/watch/repeat-on-change.ts';

/** A world in which the test says when something changes, when a run ends, and what is read. */
function scripted() {
  const controller = new AbortController();
  const events: string[] = [];
  let text = 'a';
  let change = Promise.withResolvers<void>();
  let run = Promise.withResolvers<void>();
  const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));
  const done = repeatOnChange({
    read: () => Promise.resolve(text),
    run: async (signal) => {
      events.push(`run ${text}`);
      const own = Promise.withResolvers<void>();
      run = own;
      let isOver = false;
      signal.addEventListener('abort', () => {
        if (!isOver) events.push('aborted');
        own.reject(signal.reason as Error);
      });
      try {
        await own.promise;
      } finally {
        isOver = true;
      }
    },
    nextChange: () => {
      change = Promise.withResolvers();
      return change.promise;
    },
    onCancelled: () => events.push('cancelled'),
    onWaiting: () => events.push('waiting'),
    signal: controller.signal,
  });
  return {
    events,
    done,
    changeTo: async (next: string) => {
      text = next;
      change.resolve();
      await turn();
    },
    endRun: async () => {
      run.resolve();
      await turn();
    },
    stop: async () => {
      controller.abort(new DOMException('enough', 'AbortError'));
      await done;
    },
    failWatching: async () => {
      change.reject(new Error('no more watchers'));
      await turn();
    },
    begun: turn(),
  };
}

test('repeatOnChange() runs again when what is read differs', async () => {
  const world = scripted();
  await world.begun;
  await world.endRun();
  await world.changeTo('b');
  await world.endRun();
  await world.stop();

  expect(world.events).toEqual(['run a', 'waiting', 'run b', 'waiting']);
});

test('repeatOnChange() lets a run go on when what is read is the same', async () => {
  const world = scripted();
  await world.begun;
  await world.changeTo('a');
  await world.changeTo('a');
  await world.endRun();
  await world.changeTo('a');
  await world.stop();

  expect(world.events).toEqual(['run a', 'waiting']);
});

test('repeatOnChange() ends the run under way before it begins the next one', async () => {
  const world = scripted();
  await world.begun;
  await world.changeTo('a');
  await world.changeTo('b');
  await world.changeTo('c');
  await world.endRun();
  await world.stop();

  expect(world.events).toEqual(['run a', 'cancelled', 'aborted', 'run b', 'cancelled', 'aborted', 'run c', 'waiting']);
});

test('repeatOnChange() ends the run under way when it is ended itself', async () => {
  const world = scripted();
  await world.begun;
  await world.stop();

  expect(world.events).toEqual(['run a', 'aborted']);
});

test('repeatOnChange() fails when nothing can be watched any more, also while it waits', async () => {
  const world = scripted();
  const failing = world.done.catch((error: unknown) => error);
  await world.begun;
  await world.endRun();
  await world.failWatching();

  expect(await failing).toEqual(new Error('no more watchers'));
  expect(world.events).toEqual(['run a', 'waiting']);
});
