/**
 * The lab as real processes, on a stated part of its variants that is fast: the starter, the solution, three right ones,
 * and eight wrong ones, two for each check. All of them run by hand: `npm run lab -- check hello-payment --real --dir …`.
 */
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLab } from '#build/read-lab.ts';
import { type LabVariant, readLabVariants } from '#cli/lab/lab-variants.ts';
import { openRealRuntime } from '#runtimes/index.ts';
import type { LabProgram, LabRuntime } from '#runtimes/lab-runtime.ts';

const RIGHT = ['solution', 'plain-node-http', 'schema-validator', 'strict-415'];
const WRONG = [
  'starter',
  'charges-twice',
  'swallows-the-failure',
  'crash-on-bad-json',
  'validates-after-charging',
  'null-for-unknown',
  'stores-a-little-later',
  'id-from-count',
  'one-variable-for-all',
];

let runtime: LabRuntime;
let program: LabProgram;
let variants: readonly LabVariant[];

beforeAll(async () => {
  ({ program } = await readLab('.', 'hello-payment'));
  variants = await readLabVariants('.', 'hello-payment');
  runtime = await openRealRuntime({ nodeModules: resolve('node_modules') });
});
afterAll(() => runtime.close());

function variant(name: string): LabVariant {
  const found = variants.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`Cannot find variant "${name}" of hello-payment`);
  return found;
}

test.each(RIGHT)('%s passes every check as real processes', async (name) => {
  const report = await runtime.runChecks(program, { files: variant(name).files, seed: 1 }, () => {});

  expect(report.checks.map(({ verdict, reason, message }) => [verdict, reason, message])).toEqual(
    program.checks.map(() => ['pass', undefined, undefined]),
  );
  expect(report).toMatchObject({ engine: 'real', transport: 'processes', complete: true });
});

test.each(WRONG)('%s fails with its own message as real processes', async (name) => {
  const { files, expected } = variant(name);
  const report = await runtime.runChecks(program, { files, seed: 1 }, () => {});
  const stopped = report.checks.find(({ verdict }) => verdict !== 'pass');

  expect(stopped?.verdict).toBe('fail');
  expect(expected?.messages).toContain(stopped?.message?.id);
  expect(report.complete).toBe(false);
});
