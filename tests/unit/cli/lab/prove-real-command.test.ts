import { expect, test } from 'vitest';
import { parseLabArguments } from '#cli/lab/lab-arguments.ts';
import type { ProveCommand } from '#cli/lab/lab-command.ts';
import { runProveRealCommand } from '#cli/lab/prove-real-command.ts';
import { type FakeResult, fakeLabRuntime } from '../../../support/fake-lab-runtime.ts';

const command = (...argv: string[]) => parseLabArguments(['prove', ...argv, '--real']) as ProveCommand;
const run = (given: ProveCommand, result: FakeResult, say: (line: string) => void = () => {}) =>
  runProveRealCommand(
    given,
    process.cwd(),
    fakeLabRuntime(() => result),
    say,
  );

test('runProveRealCommand() prints which checks are not judged', async () => {
  const lines: string[] = [];
  const failing: FakeResult = { verdict: 'not-judged' };

  const { ok, output } = await run(command('hello-payment', '--variant', 'solution'), failing, (line) =>
    lines.push(line),
  );

  expect(ok).toBe(false);
  expect(lines).toEqual([
    'hello-payment: 1 of its solutions, as real processes',
    expect.stringMatching(
      /^ {2}FAIL solution solution +1 passed what is judged {2}\(not judged: C1\)\n {7}solution is right/,
    ),
  ]);
  expect(output).toBe('hello-payment: NOT PROVEN as real processes; not judged here: C1');
});

test('runProveRealCommand() says that every check was judged when it was', async () => {
  const { output } = await run(command('hello-payment', '--variant', 'solution', '--seeds', '3'), { verdict: 'pass' });

  expect(output).toBe('hello-payment: did what it must as real processes; every check was judged');
});

test('runProveRealCommand() prints a list of the labs that have the real engine when no lab is named', async () => {
  const { output } = await run(command('--variant', 'solution', '--json'), { verdict: 'pass' });

  const proofs = JSON.parse(output) as { lab: string; engine: string; variants: { runs: number }[] }[];
  expect(proofs.map(({ lab }) => lab)).toContain('hello-payment');
  expect(proofs[0]).toMatchObject({ engine: 'real', ok: true, notJudged: [], variants: [{ runs: 1, passed: 1 }] });
});
