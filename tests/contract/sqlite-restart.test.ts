/**
 * `node:sqlite` in the whole engine of the terminal: kill -9 in the middle of a transaction, and at every point where a
 * crash matters.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { openTerminalRuntime } from '#runtimes/index.ts';
import type { LabRuntime } from '#runtimes/lab-runtime.ts';
import { STORED_ORDERS_FILES, STORED_ORDERS_HELD, STORED_ORDERS_LAB } from '../support/stored-orders-lab.ts';

/** Bundles the engine. */
const OPEN_LIMIT_MS = 120_000;

let runtime: LabRuntime;

beforeAll(async () => {
  runtime = await openTerminalRuntime(await bundleEngineThread('.'));
}, OPEN_LIMIT_MS);
afterAll(() => runtime.close());

async function runLab(transport: 'strict' | 'fleet', parts = STORED_ORDERS_LAB.parts) {
  const { parts: _, ...program } = STORED_ORDERS_LAB;
  const request = { files: STORED_ORDERS_FILES, seed: 4711, transport };
  const report = await runtime.runChecks({ ...program, ...(parts && { parts }) }, request, () => {});
  const [check] = report.checks;
  if (!check) throw new Error('The run has no check');
  return check;
}

test('what was committed is there after kill -9, what was not is gone, strict as fleet', async () => {
  const strict = await runLab('strict');
  const fleet = await runLab('fleet');

  expect(JSON.parse(strict.held)).toEqual(STORED_ORDERS_HELD);
  expect(fleet.held).toBe(strict.held);
  expect(fleet.hash).toBe(strict.hash);
  expect((await runLab('strict')).hash).toBe(strict.hash);
});

test('a lab that does not name node:sqlite is told so at the line of the import', async () => {
  expect(await runLab('strict', [])).toMatchObject({
    verdict: 'error',
    reason: expect.stringMatching(
      /^shop imports something that is not there: .*node:sqlite.*does without a database.*\(shop\/main\.ts:4:\d+\)\.$/,
    ),
  });
});
