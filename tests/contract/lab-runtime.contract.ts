/**
 * What every engine owes a lab, whatever its clock and its host: verdicts, sentences about services that do not come up,
 * an end for whatever does not end, and nothing left behind for the next run. Called by a test file for each runtime.
 * @module
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckReport, Timeline } from '#bench/judge/report.ts';
import { type LabOnDisk, readLab } from '#build/read-lab.ts';
import type { RunRequest } from '#runtimes/lab-runtime.ts';
import { checkCode } from '../support/check-code.ts';
import type { CheckRuntime } from './engines/page-lab-runtime.ts';

const MAIN = 'payment-service/main.ts';

/** A plain HTTP service with this body of its request listener. */
const service = (listener: string) => `
import { createServer } from 'node:http';
createServer(async (request, response) => { ${listener} }).listen(Number(process.env.PORT));
`;

const timelineOf = (report: CheckReport | undefined): Timeline =>
  report?.timeline ?? { columns: [], messages: [], moments: [], bands: [], droppedCount: 0 };

/** @param open opens a runtime that this suite closes. */
export function describeLabRuntime(name: string, open: () => Promise<CheckRuntime>): void {
  describe(`lab runtime ${name}`, () => {
    let runtime: CheckRuntime;
    let lab: LabOnDisk;

    beforeAll(async () => {
      lab = await readLab('.', 'hello-payment');
      runtime = await open();
    });
    afterAll(() => runtime.close());

    const runLab = (request: Partial<RunRequest>, signal?: AbortSignal, onEvent: () => void = () => {}) =>
      runtime.runChecks(lab.program, { files: lab.starter, seed: 4711, ...request }, onEvent, signal);
    const withMain = (main: string) => ({ ...lab.starter, [MAIN]: main });
    /** The first check's report when the entry file of the service is this text. */
    const judge = async (main: string) => (await runLab({ files: withMain(main) })).checks[0];
    /** The report of a check with this body on the solution. */
    const runBody = async (body: string) => {
      const checks = [{ id: 'C1', slug: '01-body', title: 'Body', code: checkCode(body) }];
      return runtime.runChecks({ ...lab.program, checks }, { files: lab.solution, seed: 4711 }, () => {});
    };

    test('it is called by its name', () => {
      expect(runtime.name).toBe(name);
    });

    test('the solution completes the lab', async () => {
      const report = await runLab({ files: lab.solution });

      expect(report.checks.map(({ verdict, reason, message }) => [verdict, reason, message])).toEqual(
        lab.program.checks.map(() => ['pass', undefined, undefined]),
      );
      expect(report).toMatchObject({ lab: 'hello-payment', seed: 4711, complete: true });
    });

    test('the starter fails with its own message, and what follows is not run', async () => {
      const { checks, complete } = await runLab({});

      expect(checks.map(({ verdict }) => verdict)).toEqual(['fail', 'not-run', 'not-run', 'not-run']);
      expect(checks[0]?.message).toMatchObject({ id: 'accepted-without-record', example: { operation: 'r-1' } });
      expect(complete).toBe(false);
    });

    test('one check alone is run when it is asked for, and completes nothing', async () => {
      const report = await runLab({ files: lab.solution, checks: ['03-read-what-was-posted'] });

      expect(report.checks.map(({ slug, verdict }) => [slug, verdict])).toEqual([['03-read-what-was-posted', 'pass']]);
      expect(report.complete).toBe(false);
    });

    test('a part of the traffic keeps the names of its operations', async () => {
      const report = await runLab({ files: lab.solution, checks: ['04-fifty-at-once'], keep: [2, 3, 77] });

      expect(report).toMatchObject({
        complete: false,
        checks: [{ verdict: 'pass', traffic: { plannedCount: 150, operations: ['r-2', 'r-3', 'r-77'] } }],
      });
    });

    test('the timeline shows who asked whom for one operation, in the order of time', async () => {
      const report = await runBody(`
        const answer = await bench.request({ method: 'POST', url: 'http://payment-service/api/payments',
          headers: { 'Content-Type': 'application/json' }, body: '{"orderId":"o-1","amount":5}' });
        await bench.settle(1_000);
        return pass(String(answer.response.status));`);
      const [check] = report.checks;
      const { messages: all, moments } = timelineOf(check);
      const messages = all.filter(({ operation }) => operation === 'r-1');

      expect(messages.map(({ from, to, label }) => [from, to, label])).toEqual([
        ['client', 'payment-service', 'POST /api/payments'],
        ['payment-service', 'bank', 'POST /charges'],
        ['bank', 'payment-service', '201'],
        ['payment-service', 'client', '201'],
      ]);
      expect(messages.every(({ sentAtMs, receivedAtMs = -1 }) => receivedAtMs >= sentAtMs)).toBe(true);
      expect(moments).toContainEqual(
        expect.objectContaining({ process: 'bank', kind: 'ledger', label: expect.stringContaining('"o-1"') }),
      );
    });

    test.each<[string, string, RegExp]>([
      [
        'throws at start',
        'const a = 1;\nnull.x;\n',
        /^payment-service ended before it listened on port \d+: TypeError: .*\(payment-service\/main\.ts:2:\d+\)\.$/,
      ],
      [
        'has a syntax error',
        'const a = 1;\nconst b = = 2;\n',
        /^payment-service could not be read: SyntaxError.*\(payment-service\/main\.ts:2:\d+\)\.$/,
      ],
      [
        'imports what is not exported',
        "import { nothing } from './bank.ts';\nnothing();\n",
        /^payment-service imports something that is not there: .*\(payment-service\/main\.ts:1:\d+\)\.$/,
      ],
      [
        'imports a package that the lab does not name',
        "import 'acorn';\n",
        /^payment-service imports something that is not there: .*acorn/,
      ],
      [
        'exits at once',
        'process.exit(0);\n',
        /^payment-service ended with exit code 0 before it listened on port \d+;/,
      ],
      ['never listens', 'setInterval(() => {}, 1000);\n', /^payment-service runs but listens on no port;/],
      [
        'listens twice on its port',
        `${service('')}${service('').replace('import', '//')}`,
        /^payment-service listens twice on port \d+, and the second attempt ended it: Error: listen EADDRINUSE/,
      ],
      [
        'computes without end at start',
        'for (;;);\n',
        /^payment-service was stopped by the bench after \d s of computing without a pause, while it started; a loop that never ends does this, also one inside an SQL statement\.$/,
      ],
    ])('a service that %s is an error with its own sentence', async (_, main, reason) => {
      expect(await judge(main)).toMatchObject({ verdict: 'error', reason: expect.stringMatching(reason) });
    });

    test('a service that computes without end is stopped and named', async () => {
      expect(await judge(service('while (true);'))).toMatchObject({
        verdict: 'error',
        reason: expect.stringMatching(
          /^payment-service was stopped by the bench after \d s of computing while it handled r-1 \(POST \/api\/payments\)\.$/,
        ),
      });
    });

    test('a service that answers nothing is judged by the check, not stuck', async () => {
      expect(await judge(service(''))).toMatchObject({ verdict: 'fail', message: { id: 'no-answer' } });
    });

    test('a service that replaces its own globals reaches neither the judge nor the next run', async () => {
      const report = await judge(
        service(`
          Promise.prototype.then = () => { throw new Error('mine'); };
          Array.prototype.push = () => { throw new Error('mine'); };
          response.statusCode = 418; response.end();`),
      );

      expect(report).toMatchObject({ verdict: expect.stringMatching(/^(fail|error)$/) });
      expect((await runLab({ files: lab.solution })).complete).toBe(true);
    });

    test('a killed service refuses, and comes back without what it had only in memory', async () => {
      const report = await runBody(`
        const get = { method: 'GET', url: 'http://payment-service/health' };
        const before = await bench.request(get);
        await bench.kill('payment-service');
        const during = await bench.request(get);
        const ended = bench.status('payment-service');
        const restarted = await bench.restart('payment-service');
        const after = await bench.request(get);
        const unknown = await bench.request({ method: 'GET', url: 'http://nobody/' });
        return pass(JSON.stringify([before.outcome, during.outcome, during.error, ended, restarted, after.outcome, unknown.error]));`);

      expect(JSON.parse(report.checks[0]?.held as string)).toEqual([
        'ok',
        'fail',
        { code: 'ECONNREFUSED', definite: true },
        { state: 'exited', listening: false, ending: 'SIGKILL' },
        { state: 'running', listening: true },
        'ok',
        { code: 'ENOTFOUND', definite: true },
      ]);
    });

    test('seeded choices are the same in every engine', async () => {
      const report = await runBody(`
        await bench.request({ method: 'GET', url: 'http://payment-service/health' });
        return pass([bench.choose.integer('a', 1, 1000), bench.choose.integer('a', 1, 1000), bench.choose.pick('b', ['x', 'y', 'z'])].join());`);

      expect(report.checks[0]?.held).toBe('709,289,y');
    });

    test('a check with a mistake of its own is an error that says so', async () => {
      expect((await runBody(`await bench.kill('nobody');`)).checks[0]).toMatchObject({
        verdict: 'error',
        reason: expect.stringMatching(/^The check has a mistake of its own\. Cannot kill "nobody": the lab runs/),
      });
    });

    test('a check that asks nothing is inconclusive', async () => {
      expect((await runBody(`return pass('nothing asked');`)).checks[0]?.verdict).toBe('inconclusive');
    });

    test('a check that computes without end is ended with an error of the runtime', async () => {
      await expect(runBody('for (;;);')).rejects.toMatchObject({ code: 'RUNTIME_CLOSED' });
    });

    test('aborting ends a run at once and rejects with the reason', async () => {
      const controller = new AbortController();
      const run = runLab({ files: withMain(service('while (true);')) }, controller.signal, () =>
        controller.abort(new Error('the learner pressed stop')),
      );

      await expect(run).rejects.toThrow('the learner pressed stop');
      expect((await runLab({ files: lab.solution, checks: ['01-the-line-as-printed'] })).checks[0]?.verdict).toBe(
        'pass',
      );
    });
  });
}
