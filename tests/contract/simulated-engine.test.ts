/**
 * The whole engine in worker_threads, with a lab as learners get it: equal hashes across transports, and an end for
 * whatever a service does.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CheckReport } from '#bench/judge/report.ts';
import type { LabProgram, LabRuntime, RunRequest, SessionEvent } from '#runtimes/lab-runtime.ts';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { type LabOnDisk, readLab } from '#build/read-lab.ts';
import { openTerminalRuntime } from '#runtimes/index.ts';
import { checkCode } from '../support/check-code.ts';

const MAIN = 'payment-service/main.ts';
let runtime: LabRuntime;
let lab: LabOnDisk;

beforeAll(async () => {
  lab = await readLab('.', 'hello-payment');
  runtime = await openTerminalRuntime(await bundleEngineThread('.'));
});
afterAll(() => runtime.close());

async function runLab(request: Partial<RunRequest>, signal?: AbortSignal) {
  return runtime.runChecks(lab.program, { files: lab.starter, seed: 4711, ...request }, () => {}, signal);
}

/** The first check's report when the entry file of the service is this text. */
async function judge(main: string, transport: 'strict' | 'fleet' = 'strict') {
  const report = await runLab({ files: { ...lab.starter, [MAIN]: main }, transport });
  return report.checks[0];
}

/** The solution with one piece of its entry file replaced. */
const solutionWith = (piece: string, replacement: string) => ({
  ...lab.solution,
  [MAIN]: (lab.solution[MAIN] as string).replace(piece, replacement),
});

const storedAndNoted = (report: CheckReport | undefined) =>
  (report?.timeline?.moments ?? [])
    .filter(({ kind }) => kind === 'stored' || kind === 'note')
    .map(({ kind, label, source }) => [kind, label, source?.line]);

/** A plain HTTP service with this body of its request listener. */
const service = (listener: string) => `
import { createServer } from 'node:http';
createServer(async (request, response) => { ${listener} }).listen(Number(process.env.PORT));
`;

test('one seed gives the same hashes strict, strict again and fleet; another seed gives others', async () => {
  const hashes = async (request: Partial<RunRequest>) =>
    (await runLab({ keepGoing: true, ...request })).checks.map(({ hash }) => hash);

  const strict = await hashes({});
  const again = await hashes({});
  const fleet = await hashes({ transport: 'fleet' });
  const other = await hashes({ transport: 'fleet', seed: 4712 });

  expect(again).toEqual(strict);
  expect(fleet).toEqual(strict);
  expect(other).not.toEqual(strict);
});

test('one seed with a part of its traffic gives the same hashes strict and fleet, and completes nothing', async () => {
  const shortened = (transport: 'strict' | 'fleet') =>
    runLab({ files: lab.solution, checks: ['04-fifty-at-once'], keep: [2, 3, 77], transport });

  const [strict, fleet] = [await shortened('strict'), await shortened('fleet')];

  expect(fleet.checks[0]?.hash).toBe(strict.checks[0]?.hash);
  expect(strict).toMatchObject({
    complete: false,
    checks: [
      {
        verdict: 'pass',
        traffic: { plannedCount: 150, operations: ['r-2', 'r-3', 'r-77'] },
        replay: 'hello-payment/04 seed=4711 keep=2-3,77',
      },
    ],
  });
});

test('a search finds the two payments that share an id, and their replay line gives the same run', async () => {
  const files = solutionWith('crypto.randomUUID()', "'p-1'");

  const { found, smallest, disagreement } = await runtime.searchSeeds(
    lab.program,
    { files, fromSeed: 4711, seedCount: 3, checks: ['04-fifty-at-once'] },
    () => {},
  );
  const again = await runLab({ files, checks: ['04-fifty-at-once'], keep: smallest?.keep as readonly number[] });

  expect(found).toMatchObject({ seed: 4711, transport: 'strict', checks: [{ message: { id: 'duplicate-id' } }] });
  expect(smallest).toMatchObject({ plannedCount: 150, keep: [1, 2], operations: ['r-1', 'r-2'], isMinimal: true });
  expect(again.checks[0]?.hash).toBe(smallest?.report.hash);
  expect(disagreement).toBeUndefined();
});

test('a search tells of a service whose runs differ through what a thread shares', async () => {
  const counted = `const app = new Hono();
const shared = Math as never as { visits?: number };
app.use(async (context, next) => {
  await next();
  shared.visits = (shared.visits ?? 0) + 1;
  context.header('x-visits', String(shared.visits));
});`;
  const files = solutionWith('const app = new Hono();', counted);

  const { disagreement, found, smallest } = await runtime.searchSeeds(
    lab.program,
    { files, fromSeed: 1, seedCount: 3 },
    () => {},
  );

  expect(disagreement).toMatchObject({ seed: 1, strict: { verdict: 'pass' } });
  expect(found).toMatchObject({ seed: 1, transport: 'strict' });
  expect(smallest).toBeUndefined();
});

test('what a service stores and notes is on the timeline, each with the line that did it', async () => {
  const main = `import { promises, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { createServer } from 'node:http';
writeFileSync('/a.txt', 'one');
const later = async () => {
  await promises.writeFile('/b.txt', 'two');
};
await later();
const orders = new DatabaseSync('/orders.db');
orders.exec('CREATE TABLE orders (id TEXT)');
orders.prepare('INSERT INTO orders VALUES (?)').run('o-1');
console.timeStamp('ready');
createServer((_, response) => response.end()).listen(Number(process.env.PORT));`;

  const program: LabProgram = { ...lab.program, parts: ['sqlite'] };

  const { checks } = await runtime.runChecks(program, { files: { ...lab.starter, [MAIN]: main }, seed: 1 }, () => {});

  expect(storedAndNoted(checks[0])).toEqual([
    ['stored', '/a.txt', 4],
    ['stored', '/b.txt', 6],
    ['stored', '/orders.db', 9],
    ['stored', '/orders.db', 10],
    ['stored', '/orders.db', 11],
    ['note', 'ready', 12],
  ]);
});

test('aborting ends a search at once and rejects with the reason', async () => {
  const controller = new AbortController();
  const search = runtime.searchSeeds(
    lab.program,
    { files: lab.solution, fromSeed: 1, seedCount: 1_000 },
    () => controller.abort(new Error('the learner pressed stop')),
    controller.signal,
  );

  await expect(search).rejects.toThrow('the learner pressed stop');
});

test('the solution completes the lab on a strict run', async () => {
  const report = await runLab({ files: lab.solution });

  expect(report.checks.map(({ verdict, reason }) => [verdict, reason])).toEqual(
    lab.program.checks.map(() => ['pass', undefined]),
  );
  expect(report.complete).toBe(true);
});

test('the starter fails with an example whose line is in its own files', async () => {
  const [report] = (await runLab({})).checks;

  expect(report?.verdict).toBe('fail');
  expect(report?.message?.where[0]).toMatchObject({ file: MAIN, line: expect.any(Number) });
});

test.each<[string, string, RegExp]>([
  [
    'throws at start',
    'const a = 1;\nnull.x;\n',
    /^payment-service ended before it listened on port 80: TypeError: .*\(payment-service\/main\.ts:2:\d+\)\.$/,
  ],
  [
    'has a syntax error',
    'const a = 1;\nconst b = = 2;\n',
    /^payment-service could not be read: SyntaxError: .*\(payment-service\/main\.ts:2:\d+\)\.$/,
  ],
  [
    'imports what is not there',
    "import { nothing } from './bank.ts';\nnothing();\n",
    /^payment-service imports something that is not there: .*\(payment-service\/main\.ts:1:\d+\)\.$/,
  ],
  ['exits at once', 'process.exit(0);\n', /^payment-service ended with exit code 0 before it listened on port 80;/],
  ['never listens', 'setInterval(() => {}, 1000);\n', /^payment-service runs but listens on no port;/],
  [
    'listens on a port of its own choice',
    "import { createServer } from 'node:http';\ncreateServer().listen(3000);\n",
    /^payment-service listens on port 3000, but its environment says PORT=80\.$/,
  ],
  [
    'listens twice on its port',
    `${service('')}${service('').replace('import', '//')}`,
    /^payment-service listens twice on port 80, and the second attempt ended it: Error: listen EADDRINUSE/,
  ],
  [
    'computes without end at start',
    'for (;;);\n',
    /^payment-service was stopped by the bench after 5 s of computing without a pause, while it started; a loop that never ends does this, also one inside an SQL statement\.$/,
  ],
])('a service that %s is an error with its own sentence', async (_, main, reason) => {
  expect(await judge(main)).toMatchObject({ verdict: 'error', reason: expect.stringMatching(reason) });
});

test.each(['strict', 'fleet'] as const)(
  'a service that computes without end is stopped and named, %s',
  async (transport) => {
    expect(await judge(service('while (true);'), transport)).toMatchObject({
      verdict: 'error',
      reason:
        'payment-service was stopped by the bench after 1 s of computing while it handled r-1 (POST /api/payments).',
    });
  },
);

test('a service that prints without end is stopped and named', async () => {
  expect(await judge(service('for (;;) console.log("again");'))).toMatchObject({
    verdict: 'error',
    reason: expect.stringContaining('stopped by the bench after 1 s of computing'),
  });
});

test('a service that answers nothing is judged by the check, not stuck', async () => {
  expect(await judge(service(''))).toMatchObject({ verdict: 'fail' });
});

test('a check that computes without end is ended with an error of the runtime', async () => {
  const program: LabProgram = {
    ...lab.program,
    checks: [{ id: 'C1', slug: '01-endless', title: 'Endless', code: checkCode('for (;;);') }],
  };

  await expect(runtime.runChecks(program, { files: lab.starter, seed: 1 }, () => {})).rejects.toMatchObject({
    code: 'RUNTIME_CLOSED',
  });
});

test('aborting ends a run at once and rejects with the reason', async () => {
  const controller = new AbortController();
  const run = runtime.runChecks(
    lab.program,
    { files: { ...lab.starter, [MAIN]: service('while (true);') }, seed: 1 },
    () => controller.abort(new Error('the learner pressed stop')),
    controller.signal,
  );

  await expect(run).rejects.toThrow('the learner pressed stop');
});

test('a session answers the printed curl line, logs with lines, and survives a kill and a reload', async () => {
  const events: SessionEvent[] = [];
  const session = await runtime.openSession(lab.program, lab.starter, (event) => events.push(event));
  const get = { method: 'GET', url: 'http://payment-service/', headers: [] };

  const accepted = await session.send({
    method: 'POST',
    url: 'http://payment-service/api/payments',
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: '{ "orderId": "123", "amount": 100 }',
  });
  await session.kill('payment-service');
  const refused = await session.send(get).catch((error: unknown) => error);
  const statuses = await session.reload({ ...lab.starter, [MAIN]: service('response.end("new");') });
  const reloaded = await session.send(get);
  await session.close();

  expect(accepted.status).toBe(201);
  expect(refused).toMatchObject({ code: 'RUNTIME_CONNECT_FAILED', curlCode: 7 });
  expect(statuses).toContainEqual({ name: 'payment-service', state: 'running', listening: true, ports: [80] });
  expect(reloaded.body).toBe('new');
  expect(events).toContainEqual({
    kind: 'log',
    line: expect.objectContaining({ service: 'payment-service', source: expect.objectContaining({ file: MAIN }) }),
  });
});

test('a service replaces its own globals without reaching the kernel or another service', async () => {
  const main = service(`
    Promise.prototype.then = () => { throw new Error('mine'); };
    Array.prototype.push = () => { throw new Error('mine'); };
    response.statusCode = 418; response.end();`);

  const report = await judge(main);

  expect(report).toMatchObject({ verdict: expect.stringMatching(/^(fail|error)$/) });
  expect((await runLab({ files: lab.solution })).complete).toBe(true);
});
