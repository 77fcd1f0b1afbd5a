import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCheckCommand } from '#cli/lab/check-command.ts';
import { reportRuns } from '#cli/lab/report/report-runs.ts';
import { parseLabArguments } from '#cli/lab/lab-arguments.ts';
import type { CheckCommand } from '#cli/lab/lab-command.ts';
import type { LabRuntime, RunRequest } from '#runtimes/lab-runtime.ts';
import { type FakeResult, fakeLabRuntime } from '../../../support/fake-lab-runtime.ts';

const PASS: FakeResult = { verdict: 'pass' };
const LOST: FakeResult = { verdict: 'fail', messageId: 'lost' };
const passesOn =
  (...seeds: number[]) =>
  ({ seed }: RunRequest): FakeResult =>
    seeds.includes(seed) ? PASS : LOST;
/** Fails on seed 2 with the fourth and the ninth of its twenty requests. */
const needsFourAndNine = ({ seed, keep }: RunRequest): FakeResult => ({
  ...(seed === 2 && [4, 9].every((one) => keep?.includes(one) ?? true) ? LOST : PASS),
  trafficCount: 20,
});
const failsInFleet = ({ transport }: RunRequest): FakeResult => (transport === 'fleet' ? LOST : PASS);

const command = (...flags: string[]) => parseLabArguments(['check', 'hello-payment', ...flags]) as CheckCommand;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-command-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function writeSolution(path: string, text: string): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), text);
}

const check = (runtime: LabRuntime, ...flags: string[]) =>
  runCheckCommand(command(...flags), process.cwd(), runtime, () => {});

test('runCheckCommand() judges the starter strict when no folder is given', async () => {
  const runtime = fakeLabRuntime(() => PASS);

  const { ok, output } = await check(runtime, '--seed', '4711');

  expect(ok).toBe(true);
  expect(output).toContain('All checks passed: the starter of hello-payment, seed 4711.');
  expect(runtime.requests).toMatchObject([{ seed: 4711, transport: 'strict', keepGoing: false }]);
});

test('runCheckCommand() takes from the starter what a folder lacks', async () => {
  await writeSolution('payment-service/main.ts', '// mine');
  const runtime = fakeLabRuntime(() => PASS);

  await check(runtime, '--dir', folder);

  const [request] = runtime.requests as [RunRequest];
  expect(request.files['payment-service/main.ts']).toBe('// mine');
  expect(Object.keys(request.files).sort()).toEqual([
    'payment-service/bank.ts',
    'payment-service/main.ts',
    'payment-service/read-body.ts',
  ]);
});

test('runCheckCommand() writes what it printed to a report, one run for each seed, with the files that were judged', async () => {
  await writeSolution('payment-service/main.ts', '// mine');
  const file = join(folder, 'report.jsonl');

  await check(fakeLabRuntime(passesOn(1)), '--dir', folder, '--seeds', '2', '--keep-going', '--report', file);

  const runs = reportRuns(await readFile(file, 'utf8'), file);
  expect(runs.map(({ report }) => [report.seed, report.checks.map(({ verdict }) => verdict)])).toEqual([
    [1, ['pass']],
    [2, ['fail']],
  ]);
  expect(runs[0]?.files['payment-service/main.ts']).toBe('// mine');
  expect(runs[0]?.files).toHaveProperty(['payment-service/bank.ts']);
});

test('runCheckCommand() refuses a folder from which nothing would be judged', async () => {
  await writeSolution('main.ts', '// one folder too deep');
  const runtime = fakeLabRuntime(() => PASS);

  await expect(check(runtime, '--dir', folder)).rejects.toMatchObject({ code: 'LAB_FOLDER_STRANGE' });
  expect(runtime.requests).toEqual([]);
});

test('runCheckCommand() refuses a lab that does not exist and names the nearest', async () => {
  const asked = runCheckCommand(
    { ...command(), lab: 'hallo-payment' },
    process.cwd(),
    fakeLabRuntime(() => PASS),
    () => {},
  );

  await expect(asked).rejects.toMatchObject({
    code: 'LAB_UNKNOWN',
    hint: expect.stringContaining('"hello-payment"'),
  });
});

test('runCheckCommand() stops at the first seed that does not pass and shows that one', async () => {
  const runtime = fakeLabRuntime(passesOn(1, 2, 4));

  const { ok, output } = await check(runtime, '--seeds', '5');

  expect(ok).toBe(false);
  expect(new Set(runtime.requests.map(({ seed }) => seed))).toEqual(new Set([1, 2, 3]));
  expect(output).toContain('hello-payment/01 seed=3');
});

test('runCheckCommand() runs every seed when told to keep going', async () => {
  const runtime = fakeLabRuntime(passesOn(1, 2, 4));

  const { output } = await check(runtime, '--seeds', '5', '--keep-going');

  expect(output).toContain('Not all checks passed: the starter of hello-payment, 3 of 5 seeds passed.');
});

test('runCheckCommand() believes the strict replay of a seed that fails in a fleet', async () => {
  const runtime = fakeLabRuntime(failsInFleet);

  const { ok } = await check(runtime, '--seeds', '2', '--keep-going');

  expect(ok).toBe(true);
  expect(runtime.requests.map(({ transport }) => transport)).toEqual(['strict', 'fleet', 'strict']);
});

test('runCheckCommand() says that the services share something when a search fails in a fleet only', async () => {
  const { ok, output } = await check(fakeLabRuntime(failsInFleet), '--seeds', '2');

  expect(ok).toBe(false);
  expect(output).toContain('C1 ended as “pass” with each service on its own and as “fail” with all of them in one');
});

test('runCheckCommand() prints the fewest requests that fail and how to run exactly these', async () => {
  const { output } = await check(fakeLabRuntime(needsFourAndNine), '--seeds', '200');

  expect(output).toContain('smallest  2 of 20 requests are enough: r-4, r-9. When any one of them is left out');
  expect(output).toContain('npm run lab -- check hello-payment --replay "hello-payment/01 seed=2 keep=4,9"');
  expect(output).toContain('Seed 2 did not pass; the seed before it passed.');
});

test('runCheckCommand() prints a search as JSON without timelines', async () => {
  const { output } = await check(fakeLabRuntime(passesOn(1)), '--seeds', '9', '--json');

  const printed = JSON.parse(output);
  expect(printed).toMatchObject({ lab: 'hello-payment', ok: false, triedCount: 2, passedCount: 1, found: { seed: 2 } });
  expect(printed.found.checks[0]).not.toHaveProperty('timeline');
});

test('runCheckCommand() replays the check, the seed and the traffic of a line, strict', async () => {
  const runtime = fakeLabRuntime(() => LOST);

  await check(runtime, '--replay', 'hello-payment/04 seed=4711 keep=1,7-8');

  expect(runtime.requests).toMatchObject([
    { seed: 4711, checks: ['04-fifty-at-once'], keep: [1, 7, 8], transport: 'strict' },
  ]);
});

test.each([
  ['a line of another lab', ['--replay', 'saga/04 seed=1'], 'LAB_REPLAY_INVALID'],
  ['what is no line', ['--replay', 'seed 4711'], 'LAB_REPLAY_INVALID'],
  ['a check that is not there', ['--check', '09'], 'LAB_CHECK_UNKNOWN'],
])('runCheckCommand() refuses %s', async (_what, flags, code) => {
  const runtime = fakeLabRuntime(() => PASS);

  await expect(check(runtime, ...flags)).rejects.toMatchObject({ code });
  expect(runtime.requests).toEqual([]);
});

test.each(['02', 'C2', 'c2', '02-malformed-bodies'])(
  'runCheckCommand() runs one check for --check %s',
  async (word) => {
    const runtime = fakeLabRuntime(() => PASS);

    await check(runtime, '--check', word);

    expect(runtime.requests).toMatchObject([{ checks: ['02-malformed-bodies'] }]);
  },
);

test('runCheckCommand() prints JSON without timelines', async () => {
  const { output } = await check(
    fakeLabRuntime(() => LOST),
    '--json',
  );

  const printed = JSON.parse(output);
  expect(printed).toMatchObject({ lab: 'hello-payment', ok: false, runs: [{ seed: 1, transport: 'strict' }] });
  expect(printed.runs[0].checks[0]).toMatchObject({ check: 'C1', verdict: 'fail', message: { id: 'lost' } });
  expect(printed.runs[0].checks[0]).not.toHaveProperty('timeline');
});

test('runCheckCommand() says which steps are done, in words and as JSON, and nothing of them when one check was asked for', async () => {
  const firstOnly = fakeLabRuntime(() => ({
    ...LOST,
    parts: [{ id: 'ledger', title: 'the ledger agrees', isHeld: true }],
  }));

  const [text, json, one] = await Promise.all([
    check(firstOnly),
    check(firstOnly, '--json'),
    check(firstOnly, '--check', '01'),
  ]);

  expect(text.output).toContain('    held      the ledger agrees');
  expect(text.output).toContain('Steps: 0 of 5 done.');
  expect(text.output).toContain('  open        1 Send the line as it is printed: C1 broken');
  expect(JSON.parse(json.output).runs[0]).toMatchObject({
    checks: [{ parts: [{ id: 'ledger' }] }],
    steps: [{ step: 'run-the-line', state: 'open' }, {}, {}, {}, {}],
  });
  expect(one.output).not.toContain('Steps:');
});

test('runCheckCommand() runs each seed once and says so when the processes are real', async () => {
  const runtime = fakeLabRuntime(() => PASS);

  const { output } = await check(runtime, '--real', '--seeds', '2');

  expect(runtime.requests.map(({ seed, transport }) => [seed, transport])).toEqual([
    [1, 'strict'],
    [2, 'strict'],
  ]);
  expect(output).toContain('2 of 2 seeds passed, as real processes.');
});

test('runCheckCommand() says with which broker the run was, and repeats no password', async () => {
  const fake = fakeLabRuntime(() => LOST);
  const runtime = {
    ...fake,
    runChecks: async (...run: Parameters<typeof fake.runChecks>) => ({
      ...(await fake.runChecks(...run)),
      broker: 'RabbitMQ 3.10.8 at localhost:5672',
    }),
  };
  const flags = ['--real', '--amqp', 'amqp://ada:love@localhost'];

  const printed = await check(runtime, ...flags);
  const json = await check(runtime, ...flags, '--json');

  expect(printed.output).toContain('as real processes with RabbitMQ 3.10.8 at localhost:5672.');
  expect(printed.output).toContain('--real --amqp amqp://… --replay');
  expect(JSON.parse(json.output)).toMatchObject({ runs: [{ broker: 'RabbitMQ 3.10.8 at localhost:5672' }] });
  expect(printed.output + json.output).not.toContain('love');
});

test('runCheckCommand() refuses --real for a lab whose manifest names no real engine', async () => {
  const root = join(folder, 'project');
  await cp('labs', join(root, 'labs'), { recursive: true });
  const file = join(root, 'labs/hello-payment/lab.yaml');
  const text = await readFile(file, 'utf8');
  const simulatedOnly = text.replace('engines: [simulated, real]', 'engines: [simulated]');
  // Nothing is run here, so no package is needed.
  await writeFile(file, simulatedOnly.replace(/^packages: .*$/m, 'packages: []'));

  const run = runCheckCommand(
    command('--real'),
    root,
    fakeLabRuntime(() => PASS),
    () => {},
  );

  await expect(run).rejects.toMatchObject({ code: 'LAB_ENGINE_UNSUPPORTED' });
});

test('runCheckCommand() tells what was not judged from what was not passed', async () => {
  const runtime = fakeLabRuntime(() => ({ verdict: 'not-judged' }));

  const { ok, output } = await check(runtime, '--real');

  expect(ok).toBe(false);
  expect(output).toMatch(/Not complete, \d+ of \d+ checks could not be judged by this engine/);
});
