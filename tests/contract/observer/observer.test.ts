/**
 * The observer inside a real process: a program finds Node as it is without it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { parseObserverMessage } from '#bench/real/observer-message.ts';

const OBSERVER = `${new URL('../../../src/bench/real/observe-process.ts', import.meta.url).href}?entry=orders/program.mjs&program=orders`;
const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))));

/** What the program printed, and the lines of the observer. */
async function run(
  imports: readonly string[],
  program = 'program.mjs',
): Promise<{ readonly printed: string; readonly told: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'observer-'));
  folders.push(folder);
  for (const name of ['data', 'orders']) await mkdir(join(folder, name));
  const entry = join(folder, 'orders', 'program.mjs');
  await copyFile(new URL(`./${program}`, import.meta.url), entry);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...imports, entry], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const [printed, told] = await Promise.all([
    text(child.stdout as AsyncIterable<Uint8Array>),
    text(child.stdio[3] as AsyncIterable<Uint8Array>),
    once(child, 'close'),
  ]);
  return { printed, told };
}

test('a program finds the same functions, classes, results and errors with the observer as without it', async () => {
  const [plain, observed] = [await run([]), await run(['--import', OBSERVER])];

  expect(Object.keys(JSON.parse(plain.printed) as object).length).toBeGreaterThan(20);
  expect(JSON.parse(observed.printed)).toEqual(JSON.parse(plain.printed));
});

test('everything that the observer tells has its shape', async () => {
  const { told } = await run(['--import', OBSERVER]);
  const kinds = told
    .trim()
    .split('\n')
    .map((line) => parseObserverMessage(line)?.kind);

  expect(new Set(kinds)).toEqual(new Set(['accessed', 'stored']));
});

test('a child that a program forks tells its parent what the program sends, and nothing else', async () => {
  const { printed } = await run(['--import', OBSERVER], 'forking-program.mjs');

  expect(printed).toBe('["hello","from the child"]\n');
});
