/**
 * What only real processes can do wrong: they flood, fill the memory, leave children behind, and outlive their bench.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type LabOnDisk, readLab } from '#build/read-lab.ts';
import { openRealRuntime } from '#runtimes/index.ts';
import { BenchProcess } from '#runtimes/bench-process.ts';
import type { LabRuntime, RunEvent } from '#runtimes/lab-runtime.ts';
import { startNodeWorker } from '#runtimes/worker-threads/start-node-worker.ts';
import { checkCode } from '../support/check-code.ts';
import { markedProcesses } from '../support/process/marked-processes.ts';

const MAIN = 'payment-service/main.ts';
let scratch: string;
let lab: LabOnDisk;
let runtime: LabRuntime;

beforeAll(async () => {
  // Everything below happens under a path with spaces and letters beyond ASCII.
  scratch = await mkdtemp(join(tmpdir(), 'real engine ü☃ '));
  vi.stubEnv('TMPDIR', scratch);
  lab = await readLab('.', 'hello-payment');
  runtime = await openRealRuntime({ nodeModules: resolve('node_modules') });
});
afterAll(async () => {
  await runtime.close();
  await rm(scratch, { recursive: true, force: true });
});

const running = (): readonly string[] => markedProcesses(scratch);

const service = (listener: string, before = '') => `
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
${before}
createServer(async (request, response) => { ${listener} }).listen(Number(process.env.PORT));
`;

/** The report of a check with this body, on a service with this entry file. */
async function run(main: string, body: string) {
  const checks = [
    {
      id: 'C1',
      slug: '01-body',
      title: 'Body',
      code: checkCode(
        `const get = (path = '/') => bench.request({ method: 'GET', url: 'http://payment-service' + path });\n${body}`,
      ),
    },
  ];
  const files = { ...lab.starter, [MAIN]: main };
  const report = await runtime.runChecks({ ...lab.program, checks }, { files, seed: 1 }, () => {});
  return report.checks[0];
}

/** Evidence that a check passed on, as JSON. */
const held = (report: Awaited<ReturnType<typeof run>>): unknown => JSON.parse(report?.held ?? `"${report?.reason}"`);
const logOf = (report: Awaited<ReturnType<typeof run>>) =>
  (report?.timeline?.moments ?? []).filter(({ kind }) => kind === 'log').map(({ label }) => label);

test('a crash is told with its error and its line, under a path with spaces and umlauts', async () => {
  const report = await run(
    service("setTimeout(() => { throw new RangeError('out of stock'); });"),
    `await get(); return fail('0 of 1', { id: 'crashed', seen: '[[r-1]]', expected: 'e', received: bench.status('payment-service').lastError, why: 'w',
       example: { label: 'r-1', lookAt: { operation: 'r-1', at: 'crash' } } });`,
  );

  expect(report?.message).toMatchObject({
    received: 'RangeError: out of stock',
    where: [{ file: MAIN, line: 5, note: expect.stringContaining('[[r-1]] ended the process here') }],
  });
});

test('a report says so when the line is not known of real processes', async () => {
  const report = await run(
    service('response.end();'),
    `await get(); return fail('0', { id: 'x', seen: 's', expected: 'e', received: 'r', why: 'w', example: { label: 'r-1', lookAt: { operation: 'r-1', at: 'answer' } } });`,
  );

  expect(report?.message).toMatchObject({ where: [], whereUnknown: expect.stringContaining('without --real') });
});

test('a flood of prints is bounded, and the log says how much was dropped', async () => {
  const report = await run(
    service(
      "for (let line = 0; line < 20_000; line += 1) console.log('x'.repeat(100)); process.stdout.write('', () => response.end());",
    ),
    `await get(); await bench.kill('payment-service'); return pass('"done"');`,
  );
  const log = logOf(report).map((line) => line.slice(0, 101));

  expect(log.join('').length).toBeLessThan(300_000);
  expect(log.filter((line) => !line.startsWith('x'))).toContainEqual(
    expect.stringMatching(/^\d{7} more characters were printed and not kept/),
  );
});

test('a service that fills its memory ends with the words of Node, and the bench goes on', async () => {
  const report = await run(
    service('const kept = []; for (;;) kept.push(new Array(1e6).fill(0.5));'),
    `const answer = await get(); return pass(JSON.stringify([answer.outcome, bench.status('payment-service')]));`,
  );

  expect(held(report)).toMatchObject([
    'unknown',
    { state: 'exited', ending: 'exit 134', lastError: expect.stringContaining('heap out of memory') },
  ]);
});

test.runIf(process.platform === 'linux')(
  'children that a service leaves behind end with it, also those of a group of their own',
  async () => {
    const child = (detached: boolean) =>
      `spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore', detached: ${detached} }).unref();`;
    const report = await run(
      service('response.end();', child(false) + child(true)),
      `await get(); await bench.kill('payment-service'); return pass('"done"');`,
    );

    expect(held(report)).toBe('done');
    await expect.poll(running, { timeout: 5_000 }).toEqual([]);
  },
);

test('stop() lets a service end by itself, and ends it when the time of grace is over', async () => {
  const polite = await run(
    service('response.end();', "process.on('SIGTERM', () => { console.log('closing'); process.exit(0); });"),
    `return pass(JSON.stringify(await get() && await bench.stop('payment-service')));`,
  );
  const deaf = await run(
    service('response.end();', "process.on('SIGTERM', () => {});"),
    `return pass(JSON.stringify(await get() && await bench.stop('payment-service', { graceMs: 100 })));`,
  );

  expect(held(polite)).toEqual({ state: 'exited', listening: false, ending: 'exit 0' });
  expect(logOf(polite)).toContain('closing');
  expect(held(deaf)).toEqual({ state: 'exited', listening: false, ending: 'SIGKILL' });
});

test('settle() waits for a timer of a service, and not for the whole limit when nothing is left to do', async () => {
  const report = await run(
    service("setTimeout(() => console.timeStamp('late'), 300); response.end();"),
    `await get(); const from = bench.nowMs(); await bench.settle(60_000);
     return pass(JSON.stringify([bench.timeline().moments.filter(({ kind }) => kind === 'note').map(({ label, operation }) => [label, operation]), bench.nowMs() - from < 60_000]));`,
  );

  expect(held(report)).toEqual([[['late', 'r-1']], true]);
});

test.each([
  ["bench.crashAt('payment-service', 1)", 'ends a service at an exact step'],
  ["await bench.skewClock('payment-service', 1000)", 'moves the clock of one service'],
  ["await bench.message({ from: '*', to: 'bank' }, { drop: 1 })", 'loses or repeats single requests'],
  ["await bench.lossy({ from: '*', to: 'bank' }, 0.1)", 'loses packets'],
])('%s is not judged here, and is no pass', async (verb, words) => {
  const report = await run(service('response.end();'), `await get(); ${verb}; return pass('x');`);

  expect(report).toMatchObject({
    verdict: 'not-judged',
    reason: expect.stringMatching(
      new RegExp(`^Not judged here: this check ${words}.*The simulated engine judges it\\.$`),
    ),
  });
});

test.runIf(process.platform === 'linux').each(['SIGKILL', 'SIGINT'] as const)(
  'nothing survives when the terminal that runs the checks gets %s',
  async (signal) => {
    const folder = join(scratch, 'mine');
    await mkdir(join(folder, 'payment-service'), { recursive: true });
    await writeFile(join(folder, MAIN), service('', "console.log('up');"));
    const cli = spawn(process.execPath, ['src/cli/lab.ts', 'check', 'hello-payment', '--real', '--dir', folder], {
      stdio: 'ignore',
    });
    const ended = once(cli, 'exit');
    // Its service answers nothing, so the first request keeps the run going for ten seconds.
    await expect.poll(() => running().length, { timeout: 15_000 }).toBeGreaterThanOrEqual(2);
    cli.kill(signal);
    await ended;

    await expect.poll(running, { timeout: 15_000 }).toEqual([]);
    await expect
      .poll(async () => (await readdir(scratch)).filter((name) => name.startsWith('ensemble-')), { timeout: 15_000 })
      .toHaveLength(1);
    await rm(folder, { recursive: true });
  },
);

test.runIf(process.platform === 'linux')(
  'the thread of a run that is cut short ends its processes and then itself, without being ended',
  async () => {
    const folder = await mkdtemp(join(scratch, 'cut-'));
    const thread = startNodeWorker(new URL('../../src/runtimes/local-node/real-engine-thread.ts', import.meta.url), {
      // Longer than this test may take: it only passes when the thread needs no help.
      endsItselfWithinMs: 600_000,
    });
    const bench = new BenchProcess({
      bench: thread,
      takeWorker: () => expect.fail('The real engine has processes, not Workers'),
      beatLimitMs: 5_000,
    });
    const files = { ...lab.starter, [MAIN]: service('', "console.log('up');") };
    const code = checkCode(
      "bench.progress('asking'); for (;;) await bench.request({ method: 'GET', url: 'http://payment-service/' });",
    );
    const program = { ...lab.program, checks: [{ id: 'C1', slug: '01-body', title: 'Body', code }] };
    const place = { folder, nodeModules: resolve('node_modules') };
    const kinds: string[] = [];
    const report = bench.call('runChecks', { program, request: { files, seed: 1 }, place }, ({ kind }: RunEvent) =>
      kinds.push(kind),
    );
    await expect.poll(() => kinds, { timeout: 20_000 }).toContain('progress');
    const runningCount = running().length;

    bench.end(new Error('cut short'));
    await expect(report).rejects.toThrow('cut short');
    await thread.ended;

    expect(runningCount).toBe(2);

    expect(running()).toEqual([]);
    expect(await readdir(folder)).toEqual(['processes']);
    await rm(folder, { recursive: true });
  },
);

test('closing the runtime leaves neither a process nor a file, and a run after it is refused', async () => {
  const own = await openRealRuntime({ nodeModules: resolve('node_modules') });
  await own.runChecks(lab.program, { files: lab.starter, seed: 1 }, () => {});
  const openFolders = await readdir(scratch);

  await own.close();

  expect(openFolders).toHaveLength(2);
  expect(await readdir(scratch)).toHaveLength(1);
  expect(running()).toEqual([]);
  await expect(own.runChecks(lab.program, { files: lab.starter, seed: 1 }, () => {})).rejects.toMatchObject({
    code: 'RUNTIME_CLOSED',
  });
});
