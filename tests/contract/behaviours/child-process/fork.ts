/** `fork`: a child with a channel for messages. */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { fileURLToPath } from 'node:url';
import { behaviour } from '../behaviour.ts';
import { event } from '../loopback.ts';
import { thrown } from '../thrown.ts';

const WORKER = fileURLToPath(new URL('./parts/worker.ts', import.meta.url));
const run = (...args: readonly string[]) => fork(WORKER, args, { silent: true });
const message = async (child: ChildProcess) => (await event(child, 'message'))[0];
const ended = (child: ChildProcess) => event(child, 'exit');

behaviour('fork: messages go both ways, in their order', async (saw) => {
  const child = run('echo');
  saw(child.connected, typeof child.send, typeof child.disconnect);
  const echoed: unknown[] = [];
  child.on('message', (value) => echoed.push(value));
  const values = [1, 'two', null, { three: [true, undefined], at: new Date(0) }, [Number.NaN], 'end'];
  for (const value of values) saw(child.send(value as string));
  child.on('disconnect', () => saw('disconnect', child.connected));
  saw(await ended(child), echoed);
});

behaviour('fork: the child speaks first, and hears that it was let go', async (saw) => {
  const child = run('ask', 'a', 'b');
  saw(await message(child));
  child.disconnect();
  saw(child.connected, await ended(child));
});

behaviour('fork: a child that listens for messages stays, and ends when the channel does', async (saw) => {
  const child = run('echo');
  child.send('hello');
  saw(await message(child), child.exitCode);
  child.disconnect();
  saw(await ended(child));
});

behaviour('fork: a closed channel takes no messages', async (saw) => {
  const child = run('echo');
  saw(thrown(() => child.send(undefined as never)));
  saw(thrown(() => child.send((() => {}) as never)));
  child.disconnect();
  child.send('late', (error) => saw((error as (Error & { code?: string }) | null)?.code, error?.message));
  const failed = event(child, 'error');
  child.send('later');
  saw(((await failed)[0] as Error & { code?: string }).code);
  child.once('error', (error: Error & { code?: string }) => saw(error.code, error.message));
  child.disconnect();
  saw(await ended(child));
});

behaviour('fork: send() tells when a message was taken', async (saw) => {
  const child = run('echo');
  saw(await new Promise((resolve) => child.send('x', resolve)));
  child.kill('SIGKILL');
  saw(await ended(child), child.connected);
});

behaviour('fork: parent and child share a host', async (saw) => {
  const probe = http.createServer();
  await new Promise<void>((resolve) => probe.listen(0, resolve));
  const { port } = probe.address() as { port: number };
  const rival = run('serve', String(port));
  saw(await message(rival));
  rival.disconnect();
  await new Promise((resolve) => probe.close(resolve));
  const child = run('serve', String(port));
  saw(await message(child));
  saw(await (await fetch(`http://localhost:${port}/path`, { headers: { connection: 'close' } })).text());
  child.kill();
  await ended(child);
  const refused = await fetch(`http://localhost:${port}/`).catch((error: Error) => error.cause);
  saw((refused as Error & { code?: string }).code);
});

behaviour('fork: parent and child share a disk', async (saw) => {
  const path = '/tmp/ensemble-contract-shared.txt';
  rmSync(path, { force: true });
  const child = run('file');
  child.send(path);
  saw(await message(child), readFileSync(path, 'utf8'));
  writeFileSync(path, 'parent ');
  child.send(path);
  saw(await message(child), readFileSync(path, 'utf8'));
  rmSync(path);
  child.send(path);
  saw(await message(child), readFileSync(path, 'utf8'));
  child.disconnect();
  saw(await ended(child));
  rmSync(path);
});
