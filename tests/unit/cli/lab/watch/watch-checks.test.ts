import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSolutionFolder } from '#cli/lab/read-solution-folder.ts';
import { watchChecks } from '#cli/lab/watch/watch-checks.ts';
import { CourseError } from '#course/course-error.ts';

interface Run {
  readonly files: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  end(ok: boolean): void;
  fail(error: Error): void;
}

let folder: string;
let controller: AbortController;
let watching: Promise<boolean>;
let said: string[];
let printed: string[];
/** Runs that nobody took yet, and who waits for one. */
let begun: Run[];
let wanted: ((run: Run) => void) | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watch-checks-'));
  await write('shop/main.ts', 'one');
  controller = new AbortController();
  [said, printed, begun] = [[], [], []];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  // In one go, so that nobody reads half of it.
  await writeFile(join(folder, '.half'), text);
  await rename(join(folder, '.half'), join(folder, path));
}

function watch(): void {
  watching = watchChecks({
    folder,
    signal: controller.signal,
    quietMs: 0,
    say: (line) => said.push(line),
    print: (text) => printed.push(text),
    run: async (signal) => {
      const files = await readSolutionFolder(folder);
      const { promise, resolve, reject } = Promise.withResolvers<boolean>();
      signal.addEventListener('abort', () => reject(signal.reason as Error));
      const run: Run = { files, signal, end: resolve, fail: reject };
      if (wanted) wanted(run);
      else begun.push(run);
      wanted = undefined;
      const ok = await promise;
      return { output: JSON.stringify(files), ok };
    },
  });
}

const nextRun = (): Promise<Run> =>
  new Promise((resolve) => {
    const waiting = begun.shift();
    if (waiting) resolve(waiting);
    else wanted = resolve;
  });

async function stop(): Promise<boolean> {
  controller.abort(new DOMException('enough', 'AbortError'));
  return watching;
}

test('watchChecks() runs at once, and again when a file is written in a folder that was not there', async () => {
  watch();
  (await nextRun()).end(false);
  await write('orders/inner/main.ts', 'new');
  let run = await nextRun();
  // The folder may be seen before the file in it is.
  while (!('orders/inner/main.ts' in run.files)) run = await nextRun();
  run.end(true);
  await write('shop/main.ts', 'two');
  const third = await nextRun();

  expect(run.files).toEqual({ 'orders/inner/main.ts': 'new', 'shop/main.ts': 'one' });
  expect(third.files['shop/main.ts']).toBe('two');
  expect(await stop()).toBe(true);
  expect(third.signal.aborted).toBe(true);
});

test('watchChecks() ends the run under way when a file changes, and judges the new text', async () => {
  watch();
  const first = await nextRun();
  await write('shop/main.ts', 'two');
  const second = await nextRun();
  const isFirstEnded = first.signal.aborted;
  second.end(true);
  await write('shop/main.ts', 'three');
  await nextRun();
  await stop();

  expect(isFirstEnded).toBe(true);
  expect(printed).toEqual(['{"shop/main.ts":"two"}']);
  expect(said[0]).toBe('A file changed: this run is given up, and the checks begin again.');
});

test('watchChecks() does not run again for what is no program of the folder', async () => {
  watch();
  (await nextRun()).end(true);
  await write('notes.md', 'a thought');
  await write('node_modules/hono/index.js', 'a package');
  await write('shop/main.ts', 'one');
  await write('shop/main.ts', 'two');
  const second = await nextRun();
  await stop();

  expect(second.files).toEqual({ 'shop/main.ts': 'two' });
});

test('watchChecks() tells a mistake that a change may repair, and goes on', async () => {
  watch();
  const strange = new CourseError('LAB_FOLDER_STRANGE', { message: 'Cannot judge it: why', hint: 'Repair it.' });
  (await nextRun()).fail(strange);
  await write('shop/main.ts', 'two');
  (await nextRun()).end(true);
  await write('shop/main.ts', 'three');
  await nextRun();
  await stop();

  expect(said).toContain('LAB_FOLDER_STRANGE\nCannot judge it: why\nHint: Repair it.');
  expect(printed).toEqual(['{"shop/main.ts":"two"}']);
});

test('watchChecks() ends with an error that no change repairs', async () => {
  watch();
  (await nextRun()).fail(new TypeError('a bug'));

  await expect(watching).rejects.toThrow('a bug');
});

test('watchChecks() refuses a folder that is not there', async () => {
  folder = join(folder, 'absent');
  watch();

  await expect(watching).rejects.toMatchObject({ code: 'LAB_FOLDER_MISSING' });
});
