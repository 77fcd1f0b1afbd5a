import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MARKER_VARIABLE, ProcessRegister } from '#bench/real/process-register.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'register-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A process that lives until it is ended. */
function startSleeper(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { detached: true, stdio: 'ignore', env });
  return { pid: child.pid ?? 0, ended: once(child, 'exit') };
}

test('ProcessRegister.endAll() ends every group that was added and not removed, as another reader of the file', async () => {
  const [one, another] = [startSleeper(), startSleeper()];
  const register = new ProcessRegister(folder);
  register.add(one.pid);
  register.add(another.pid);
  register.remove(another.pid);

  new ProcessRegister(folder).endAll();

  expect(await one.ended).toEqual([null, 'SIGKILL']);
  expect(process.kill(another.pid, 0)).toBe(true);
  process.kill(another.pid, 'SIGKILL');
  expect(await another.ended).toEqual([null, 'SIGKILL']);
});

test('ProcessRegister.endAll() does nothing without a file, and with lines that are no groups', () => {
  const register = new ProcessRegister(folder);
  register.add(0);
  register.add(1);
  register.add(Number.NaN);

  expect(() => new ProcessRegister(join(folder, 'nowhere')).endAll()).not.toThrow();
  expect(() => register.endAll()).not.toThrow();
});

test.runIf(process.platform === 'linux')(
  'ProcessRegister.endMarked() ends a process with the mark of the run that left its group, and no other',
  async () => {
    const register = new ProcessRegister(folder);
    const marked = startSleeper({ [MARKER_VARIABLE]: register.marker });
    const other = startSleeper({ [MARKER_VARIABLE]: `${register.marker}-2` });

    expect(register.endMarked()).toBe(1);

    expect(await marked.ended).toEqual([null, 'SIGKILL']);
    expect(process.kill(other.pid, 'SIGKILL')).toBe(true);
    expect(await other.ended).toEqual([null, 'SIGKILL']);
  },
);
