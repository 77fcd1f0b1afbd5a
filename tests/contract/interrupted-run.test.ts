/**
 * Ctrl+C in the middle of `check --real`: the terminal ends the services of the run, and itself after them.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { within } from '#platform/within.ts';
import { markedProcesses } from '../support/process/marked-processes.ts';

const LIMIT_MS = 30_000;
let scratch: string;
/** The service of the run connects to it, and answers nothing: the run goes on until it is ended. */
let ward: Server;

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'interrupted-'));
  ward = createServer();
  await once(ward.listen(0, '127.0.0.1'), 'listening');
});
afterEach(async () => {
  ward.close();
  await rm(scratch, { recursive: true, force: true });
});

async function writeWork(): Promise<string> {
  const folder = join(scratch, 'mine');
  await mkdir(join(folder, 'payment-service'), { recursive: true });
  const { port } = ward.address() as AddressInfo;
  const main = `
import { createServer } from 'node:http';
import { connect } from 'node:net';
connect(${port}, '127.0.0.1');
createServer(() => {}).listen(Number(process.env.PORT));
`;
  await writeFile(join(folder, 'payment-service', 'main.ts'), main);
  return folder;
}

test.runIf(process.platform === 'linux').each([
  ['check --real', 'SIGINT', [], 130],
  ['check --real', 'SIGTERM', [], 143],
  ['check --real --watch', 'SIGINT', ['--watch'], 1],
] as const)('%s leaves neither a process nor a file when it gets %s', async (_, signal, flags, exitCode) => {
  const folder = await writeWork();
  const connected = once(ward, 'connection') as Promise<[Socket]>;
  const cli = spawn(
    process.execPath,
    ['src/cli/lab.ts', 'check', 'hello-payment', '--real', '--dir', folder, ...flags],
    { stdio: 'ignore', env: { ...process.env, TMPDIR: scratch } },
  );
  const ended = once(cli, 'exit');
  const [service] = await within(LIMIT_MS, 'a service of the run', connected);
  const gone = once(
    service.resume().on('error', () => {}),
    'close',
  );
  const before = markedProcesses(scratch).length;

  cli.kill(signal);

  await within(LIMIT_MS, 'the end of the service', gone);
  expect(await within(LIMIT_MS, 'the end of the terminal', ended)).toEqual([exitCode, null]);
  expect(before).toBeGreaterThan(0);
  expect(markedProcesses(scratch)).toEqual([]);
  expect(readdirSync(scratch)).toEqual(['mine']);
});
