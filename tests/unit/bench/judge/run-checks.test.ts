import { expect, onTestFinished, test, vi } from 'vitest';
import { BenchUsageError } from '#bench/judge/bench-usage-error.ts';
import type { LabProgram } from '#bench/judge/lab-program.ts';
import { runChecks } from '#bench/judge/run-checks.ts';
import { MissingCapabilityError } from '#bench/judge/missing-capability-error.ts';
import type { RunEvent, RunRequest } from '#bench/judge/run-request.ts';
import { SimulatedBench } from '#bench/judge/simulated-bench.ts';
import { labProgram, testPlatform } from '../../../support/check-code.ts';
import { httpAnswer, ScriptedTransport, scriptedServer } from '../../../support/scripted-processes.ts';

const ASK = `await bench.request({ method: 'GET', url: 'http://shop/' });`;
const PASS = `${ASK} bench.progress('asked'); return pass('held');`;
const FAIL = `${ASK} return fail('0 of 1', { id: 'bad', seen: '', expected: '', received: '', why: '' });`;

async function run(program: LabProgram, request: Partial<RunRequest> = {}, platform = testPlatform) {
  const events: RunEvent[] = [];
  const report = await runChecks({
    program,
    request: { files: {}, seed: 1, ...request },
    createTransport: () =>
      new ScriptedTransport({
        shop: scriptedServer(() => [httpAnswer(200, '')]),
        bank: scriptedServer(() => [httpAnswer(200, '[]')]),
      }),
    platform,
    onEvent: (event) => events.push(event),
  });
  return { report, events, verdicts: report.checks.map(({ verdict }) => verdict) };
}

test('runChecks() stops after the first check that does not pass, and reports the rest as not run', async () => {
  const { verdicts, report } = await run(labProgram(PASS, FAIL, PASS));

  expect(verdicts).toEqual(['pass', 'fail', 'not-run']);
  expect(report.complete).toBe(false);
});

test('runChecks() runs every check when it is told to keep going', async () => {
  const { verdicts } = await run(labProgram(PASS, FAIL, PASS), { keepGoing: true });

  expect(verdicts).toEqual(['pass', 'fail', 'pass']);
});

test('runChecks() goes on after failures when told so, and stops at a check that could not be judged', async () => {
  const BROKEN = `${ASK} throw new Error('the check itself is broken');`;

  const { verdicts } = await run(labProgram(FAIL, PASS, BROKEN, PASS), { keepGoing: 'failures' });

  expect(verdicts).toEqual(['fail', 'pass', 'error', 'not-run']);
});

test('runChecks() is complete when every check of the lab passed on a strict run', async () => {
  const program = labProgram(PASS, PASS);

  const [whole, part, fleet] = await Promise.all([
    run(program),
    run(program, { checks: ['02-check'] }),
    run(program, { transport: 'fleet' }),
  ]);

  expect([whole, part, fleet].map(({ report }) => report.complete)).toEqual([true, false, false]);
});

test('runChecks() tells of start, progress and end of each check, in order', async () => {
  const { events } = await run(labProgram(PASS));

  expect(events.map(({ kind }) => kind)).toEqual(['check-started', 'progress', 'check-ended']);
});

test('runChecks() rejects with CHECK_UNKNOWN when the request names a check that is not there', async () => {
  const error = await run(labProgram(PASS), { checks: ['09-nothing'] }).catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(BenchUsageError);
  expect((error as BenchUsageError).code).toBe('CHECK_UNKNOWN');
});

test('runChecks() goes on after a check that this engine cannot judge, and is not complete', async () => {
  const missing = vi.spyOn(SimulatedBench.prototype, 'kill').mockImplementation(async () => {
    throw new MissingCapabilityError('partitions', 'This check parts the network, which this engine cannot do.');
  });
  onTestFinished(() => missing.mockRestore());

  const { report, verdicts } = await run(labProgram(`await bench.kill('shop'); ${PASS}`, PASS));

  expect(verdicts).toEqual(['not-judged', 'pass']);
  expect(report.checks[0]?.reason).toBe('This check parts the network, which this engine cannot do.');
  expect(report.complete).toBe(false);
});

test('runChecks() stops a check after 20 s of real time, or after as much as the request allows', async () => {
  /** Each look at it finds a second gone. */
  const slowMachine = () => {
    let nowMs = 0;
    return { ...testPlatform, nowMs: () => (nowMs += 1_000) };
  };
  const long = labProgram(ASK.repeat(8) + PASS);

  const [stopped, judged] = await Promise.all([
    run(long, {}, slowMachine()),
    run(long, { realLimitMs: 600_000 }, slowMachine()),
  ]);

  expect(stopped.report.checks[0]).toMatchObject({
    verdict: 'error',
    reason: expect.stringMatching(
      /^The check was stopped by the bench after 20 s of real time; \d+ events had been handled/,
    ),
  });
  expect(judged.verdicts).toEqual(['pass']);
});
