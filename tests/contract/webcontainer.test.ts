/**
 * What goes wrong with a WebContainer and nowhere else: hosts that never answer, frames that are blocked, processes that no
 * signal ends. The vendor's own package runs in Chromium against the stand-in; the vendor's kernel is not in these tests.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type LabOnDisk, readLab } from '#build/read-lab.ts';
import type { RunEvent } from '#runtimes/lab-runtime.ts';
import { type ContainerLabRuntime, openContainerLabRuntime } from './engines/page-lab-runtime.ts';

const MAIN = 'payment-service/main.ts';
const ONE_CHECK = ['01-the-line-as-printed'];

let lab: LabOnDisk;
let runtime: ContainerLabRuntime | undefined;

beforeAll(async () => {
  lab = await readLab('.', 'hello-payment');
});
afterEach(async () => {
  await runtime?.close();
  runtime = undefined;
});

const open = async (...options: Parameters<typeof openContainerLabRuntime>): Promise<ContainerLabRuntime> => {
  runtime = await openContainerLabRuntime(...options);
  return runtime;
};

const judge = (held: ContainerLabRuntime, files = lab.solution, onEvent: (event: RunEvent) => void = () => {}) =>
  held.runChecks(lab.program, { files, seed: 4711, checks: ONE_CHECK }, onEvent);

const loop = () => ({ ...lab.solution, [MAIN]: 'for (;;);\n' });

describe('boot', () => {
  test('tells the vendor the pinned version and asks for isolation when a container boots', async () => {
    const held = await open();

    const report = await judge(held);

    expect(report.checks.map(({ verdict }) => verdict)).toEqual(['pass']);
    expect(held.standIn.asked).toEqual([expect.stringMatching(/\/headless\?.*\bversion=1\.6\.4$/)]);
    expect(held.standIn.asked[0]).toContain('coep=require-corp');
    expect(held.standIn.host.builds).toEqual([expect.objectContaining({ version: '1.6.4', workdirName: 'ensemble' })]);
  });

  test('boots once when a second run follows a first that ended well', async () => {
    const held = await open();

    const verdicts = [await judge(held), await judge(held)].map(({ checks }) => checks[0]?.verdict);

    expect(verdicts).toEqual(['pass', 'pass']);
    expect(held.standIn.asked).toHaveLength(1);
  });

  test.each(['dead', 'blocked'] as const)(
    'ends with an error that says what to do when the host is %s',
    async (host) => {
      const held = await open({ host }, { bootLimitMs: 2_000 });

      await expect(judge(held)).rejects.toMatchObject({
        code: 'RUNTIME_START_FAILED',
        message: 'stackblitz.com did not start a WebContainer within 2 s',
        hint: expect.stringContaining('run the checks in the page'),
      });
      expect(await held.frameCount()).toBe(0);
    },
  );

  test('a second attempt works in the same page when the first was never answered', async () => {
    const held = await open({ host: 'dead-once' }, { bootLimitMs: 5_000 });
    await expect(judge(held)).rejects.toMatchObject({ code: 'RUNTIME_START_FAILED' });

    expect((await judge(held)).checks[0]?.verdict).toBe('pass');
    expect(held.standIn.asked).toHaveLength(2);
  });

  test('waits when the host is slow, and goes on when it answers', async () => {
    const held = await open({ host: 'slow' });
    const report = judge(held);
    await expect.poll(() => held.standIn.asked).toHaveLength(1);

    held.standIn.answer();

    expect((await report).checks[0]?.verdict).toBe('pass');
  });

  test('gives a boot up at once and leaves no frame when it is aborted', async () => {
    const held = await open({ host: 'dead' });
    const controller = new AbortController();
    const run = held.runChecks(lab.program, { files: lab.solution, seed: 1 }, () => {}, controller.signal);
    await expect.poll(() => held.standIn.asked).toHaveLength(1);

    controller.abort(new Error('the learner pressed stop'));

    await expect(run).rejects.toThrow('the learner pressed stop');
    expect(await held.frameCount()).toBe(0);
  });

  test('refuses before it asks the vendor anything when the page is not isolated', async () => {
    await expect(open({ headers: {} })).rejects.toThrow(/this page is not cross-origin isolated/);
  });
});

describe('processes', () => {
  test('names a service that no signal ends, and boots another container for the next run', async () => {
    const held = await open({ processes: ['unkillable-loops'] });

    const { checks } = await judge(held, loop());

    expect(checks[0]).toMatchObject({
      verdict: 'error',
      reason: expect.stringContaining('payment-service was stopped by the bench after 5 s of computing'),
    });
    expect(await held.frameCount()).toBe(0);
    expect((await judge(held)).checks[0]?.verdict).toBe('pass');
    expect(held.standIn.asked).toHaveLength(2);
  });

  test('leaves no process behind when a run is aborted in the middle of a loop that no signal ends', async () => {
    const held = await open({ processes: ['unkillable-loops'] });
    const controller = new AbortController();
    const onEvent = () => controller.abort(new Error('the learner pressed stop'));

    await expect(
      held.runChecks(lab.program, { files: loop(), seed: 1, checks: ONE_CHECK }, onEvent, controller.signal),
    ).rejects.toThrow('the learner pressed stop');

    await expect.poll(() => markedProcesses(held.standIn.host.folders)).toEqual([]);
    expect(held.standIn.host.openCount).toBe(0);
  });

  test('judges the same when asynchronous contexts are lost', async () => {
    const report = await judge(await open({ processes: ['no-async-context'] }));

    expect(report.checks.map(({ verdict }) => verdict)).toEqual(['pass']);
  });

  test('judges the same when each new port is probed by somebody', async () => {
    const report = await judge(await open({ processes: ['port-probe'] }));

    expect(report.checks.map(({ verdict }) => verdict)).toEqual(['pass']);
  });

  test('keeps every letter when output is cut inside a character', async () => {
    const report = await judge(await open({ processes: ['split-output'] }), {
      ...lab.solution,
      [MAIN]: `throw new Error('Kein Gerät ☃ 🎻');\n`,
    });

    expect(report.checks[0]).toMatchObject({ verdict: 'error', reason: expect.stringContaining('Kein Gerät ☃ 🎻') });
  });
});

/** Processes of these containers; only Linux tells. */
function markedProcesses(folders: readonly string[]): readonly string[] {
  const pids = process.platform === 'linux' ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  return pids.filter((pid) => {
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
      return folders.some((folder) => environment.includes(`${folder}/`));
    } catch {
      // Gone meanwhile, or of another user.
      return false;
    }
  });
}
