import { expect, test } from 'vitest';
import { parseLabArguments } from '#cli/lab/lab-arguments.ts';
import type { ProveCommand } from '#cli/lab/lab-command.ts';
import { runProveCommand } from '#cli/lab/prove-command.ts';
import { fakeLabRuntime } from '../../../support/fake-lab-runtime.ts';

const command = (...flags: string[]) => parseLabArguments(['prove', 'hello-payment', ...flags]) as ProveCommand;
const passing = () => fakeLabRuntime(() => ({ verdict: 'pass' }));

test('runProveCommand() runs one solution and keeps nothing when it is named', async () => {
  const lines: string[] = [];

  const result = await runProveCommand(command('--variant', 'solution'), process.cwd(), passing(), (line) =>
    lines.push(line),
  );

  expect(lines).toEqual([
    'hello-payment: 1 of its solutions',
    expect.stringMatching(/^ {2}ok {3}solution solution +50 passed, 0 failed$/),
  ]);
  expect(result).toEqual({
    ok: true,
    output: 'hello-payment: did what it must, and nothing was kept: a proof is of every solution',
  });
});

test('runProveCommand() says so when the named solution did not do what it must', async () => {
  const result = await runProveCommand(command('--variant', 'starter'), process.cwd(), passing(), () => {});

  expect(result).toEqual({ ok: false, output: 'hello-payment: NOT PROVEN' });
});

test('runProveCommand() refuses a solution that the lab does not have', async () => {
  const result = runProveCommand(command('--variant', 'starters'), process.cwd(), passing(), () => {});

  await expect(result).rejects.toMatchObject({ code: 'LAB_VARIANT_UNKNOWN' });
});
