/**
 * `node:sqlite` through the real sandbox frame in Chromium: the same run as in the terminal, and nothing is loaded for a
 * lab that has no database.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { openTerminalRuntime } from '#runtimes/index.ts';
import type { LabProgram, LabRuntime, RunRequest } from '#runtimes/lab-runtime.ts';
import { type FramePage, openFramePage } from '../support/frame-page.ts';
import { STORED_ORDERS_FILES, STORED_ORDERS_HELD, STORED_ORDERS_LAB } from '../support/stored-orders-lab.ts';

declare global {
  /** Put there by the page's script. */
  var pageRuntime: Promise<LabRuntime>;
}

const SCRIPT = `
  import { openPageRuntime } from '#runtimes/index.ts';
  globalThis.pageRuntime = openPageRuntime({ frameUrl: 'frame.html' });
`;
/** Bundles the engine and starts a browser. */
const OPEN_LIMIT_MS = 120_000;
const request: RunRequest = { files: STORED_ORDERS_FILES, seed: 4711 };
let framePage: FramePage;

beforeAll(async () => {
  framePage = await openFramePage(SCRIPT, import.meta.dirname);
}, OPEN_LIMIT_MS);
afterAll(() => framePage.close());

const partsAsked = () => framePage.asked.filter((name) => name.startsWith('sqlite'));

function runInPage(program: LabProgram, transport: 'strict' | 'fleet') {
  return framePage.page.evaluate(
    async ([lab, given]) => (await (await globalThis.pageRuntime).runChecks(lab, given, () => {})).checks[0],
    [program, { ...request, transport }] as const,
  );
}

test('a lab without node:sqlite loads nothing of it', async () => {
  const { parts: _, ...program } = STORED_ORDERS_LAB;

  expect(await runInPage(program, 'strict')).toMatchObject({ verdict: 'error' });
  expect(framePage.asked).toContain('frame.html');
  expect(partsAsked()).toEqual([]);
});

test('a lab with node:sqlite keeps what was committed, with the hash of the terminal, strict and fleet', async () => {
  const terminal = await openTerminalRuntime(await bundleEngineThread('.'));
  const [expected] = (await terminal.runChecks(STORED_ORDERS_LAB, request, () => {})).checks;
  await terminal.close();

  const strict = await runInPage(STORED_ORDERS_LAB, 'strict');
  const fleet = await runInPage(STORED_ORDERS_LAB, 'fleet');

  expect(strict).toMatchObject({ verdict: 'pass', held: JSON.stringify(STORED_ORDERS_HELD), hash: expected?.hash });
  expect(fleet).toMatchObject({ held: JSON.stringify(STORED_ORDERS_HELD), hash: expected?.hash });
  expect(partsAsked().toSorted()).toEqual(['sqlite.js', 'sqlite.wasm']);
});
