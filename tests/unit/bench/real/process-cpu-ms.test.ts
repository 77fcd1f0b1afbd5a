import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { processCpuMs } from '#bench/real/process-cpu-ms.ts';

const COMPUTES =
  'const computed = () => { const { user, system } = process.cpuUsage(); return user + system; }; while (computed() < 300_000); console.log("done"); setInterval(() => {}, 1_000);';

test.skipIf(!existsSync('/proc/self/stat'))(
  'processCpuMs() tells what another process has computed (skipped where there is no /proc)',
  async () => {
    const child = spawn(process.execPath, ['-e', COMPUTES], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    const cpuMs = processCpuMs(Number(child.pid));
    child.kill('SIGKILL');

    expect(cpuMs).toBeGreaterThanOrEqual(250);
  },
);

test('processCpuMs() knows nothing of a process when it has ended', async () => {
  const child = spawn(process.execPath, ['-e', '0']);
  await once(child, 'close');

  expect(processCpuMs(Number(child.pid))).toBeUndefined();
});
