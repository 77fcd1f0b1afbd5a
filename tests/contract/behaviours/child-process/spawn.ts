/** `spawn`, `exec` and `execFile` of a program of one's own. */
import { type ChildProcess, exec, execFile, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { behaviour } from '../behaviour.ts';
import { event } from '../loopback.ts';
import { describeThrown, thrown } from '../thrown.ts';

const WORKER = fileURLToPath(new URL('./parts/worker.ts', import.meta.url));
const run = (...args: readonly string[]) => spawn(process.execPath, [WORKER, ...args]);
const closed = (child: ChildProcess) => event(child, 'close');

behaviour('spawn: output is read, and the exit code is told', async (saw) => {
  const child = run('print', 'a', 'b');
  const said: unknown[] = [];
  for (const name of ['spawn', 'exit', 'close']) child.on(name, (...values) => said.push([name, ...values]));
  saw(typeof child.pid, child.connected, child.killed, child.exitCode, child.signalCode, child.spawnargs.length);
  saw(child.stdio.length, child.stdio[0] === child.stdin, child.stdio[1] === child.stdout);
  saw(await Promise.all([text(child.stdout), text(child.stderr), closed(child)]));
  saw(said, child.exitCode, child.signalCode);
});

behaviour('spawn: nobody has to read the output', async (saw) => {
  saw(await closed(run('print')));
  const ignored = spawn(process.execPath, [WORKER, 'print'], { stdio: 'ignore' });
  saw(ignored.stdin, ignored.stdout, ignored.stderr, await closed(ignored));
});

behaviour('spawn: two hundred thousand letters arrive', async (saw) => {
  saw((await text(run('much').stdout)).length);
});

behaviour('spawn: standard input is a stream', async (saw) => {
  const child = run('upper');
  child.stdin.write('one ');
  child.stdin.write(Buffer.from('two'));
  setTimeout(() => child.stdin.end(' three'), 20);
  saw(await Promise.all([text(child.stdout), closed(child)]));
});

behaviour('spawn: the environment is the parent’s or the one given', async (saw) => {
  process.env['GIVEN'] = 'by the parent';
  saw(JSON.parse(await text(run('environment').stdout))[0]);
  const child = spawn(process.execPath, [WORKER, 'environment'], { env: { GIVEN: 'alone', NONE: undefined } });
  saw(JSON.parse(await text(child.stdout)).slice(0, 2));
  const elsewhere = spawn(process.execPath, [WORKER, 'environment'], { cwd: '/tmp' });
  saw(JSON.parse(await text(elsewhere.stdout))[2]);
});

behaviour('spawn: an error ends the child with 1, and its parent goes on', async (saw) => {
  const child = run('throw');
  const [printed, ended] = await Promise.all([text(child.stderr), closed(child)]);
  saw(ended, printed.includes('TypeError: thrown by the worker'), printed.includes('worker.ts'));
  const missing = spawn(process.execPath, ['/tmp/there-is-no-such-program.ts'], { stdio: 'ignore' });
  saw(await closed(missing));
});

behaviour('kill: ends the child with the signal', async (saw) => {
  const child = run('wait');
  await event(child.stdout, 'data');
  saw(child.kill(0), child.exitCode);
  saw(child.kill(), child.killed, await closed(child), child.signalCode, child.exitCode);
  saw(child.kill());
  const second = run('graceful');
  await event(second.stdout, 'data');
  second.kill('SIGKILL');
  saw(await closed(second));
  saw(thrown(() => run('print').kill('FOO' as never)));
});

behaviour('kill: the child may handle the signal', async (saw) => {
  const child = run('graceful');
  await event(child.stdout, 'data');
  child.kill('SIGTERM');
  saw(await Promise.all([text(child.stdout), closed(child)]), child.exitCode, child.signalCode);
});

behaviour('process.kill: reaches a child', async (saw) => {
  const child = run('wait');
  await event(child.stdout, 'data');
  saw(process.kill(child.pid ?? 0, 0), process.kill(child.pid ?? 0, 'SIGTERM'), await closed(child), child.killed);
  saw((thrown(() => process.kill(child.pid ?? 0)) as { code?: string }).code);
});

behaviour('spawn: a signal or a timeout ends the child', async (saw) => {
  const controller = new AbortController();
  const child = spawn(process.execPath, [WORKER, 'wait'], { signal: controller.signal });
  const failed = event(child, 'error');
  child.stdout.once('data', () => controller.abort());
  saw(((await failed)[0] as Error).name, await closed(child));
  const slow = spawn(process.execPath, [WORKER, 'wait'], { timeout: 900 });
  saw(await closed(slow), slow.killed);
});

behaviour('execFile: gives both outputs, or an error that has them', async (saw) => {
  const asked = promisify(execFile);
  saw(await asked(process.execPath, [WORKER, 'environment']).then(({ stderr }) => stderr));
  const error = await asked(process.execPath, [WORKER, 'print', 'x']).catch((failure: unknown) => failure);
  const { code, killed, signal, stdout, stderr } = error as Record<string, unknown>;
  saw(code, killed, signal, stdout, stderr, (error as Error).message.startsWith('Command failed: '));
  await new Promise<void>((resolve) => {
    execFile(process.execPath, [WORKER, 'wait'], { timeout: 900 }, (failure, output) => {
      saw(failure?.killed, failure?.code, failure?.signal, output);
      resolve();
    });
  });
  await new Promise<void>((resolve) => {
    execFile(process.execPath, [WORKER, 'much'], { maxBuffer: 1_000, encoding: 'buffer' }, (failure, output) => {
      saw(failure?.code, failure?.message, output.length);
      resolve();
    });
  });
});

behaviour('exec: runs a command line', async (saw) => {
  const asked = promisify(exec);
  const error = await asked(`"${process.execPath}" ${WORKER} print 'a b'`).catch((failure: unknown) => failure);
  const { code, stdout, stderr } = error as Record<string, unknown>;
  saw(code, stdout, stderr);
});

behaviour('unref: the parent does not wait for the child', async (saw) => {
  const child = run('print');
  child.unref();
  child.ref();
  saw(await closed(child));
});

behaviour('a child of a child prints where its parent prints', async (saw) => {
  const child = run('parent');
  const [printed, ended] = await Promise.all([text(child.stdout), closed(child)]);
  saw(printed.split('\n').filter(Boolean).sort(), ended);
});

behaviour('spawn: what cannot be started is refused', (saw) => {
  const attempts: (() => unknown)[] = [
    () => spawn(''),
    () => spawn(5 as never),
    () => spawn('node', 'x' as never),
    () => spawn(process.execPath, [WORKER, 'a\0']),
    () => spawn(process.execPath, [WORKER], { stdio: 'foo' as never }),
    () => spawn(process.execPath, [WORKER], { stdio: ['pipe', 'ipc', 'ipc'] as never }),
    () => spawn(process.execPath, [WORKER], { cwd: 5 as never }),
    () => execFile(process.execPath, [], 5 as never),
  ];
  for (const attempt of attempts) saw(describeThrown(caught(attempt)));
});

function caught(attempt: () => unknown): unknown {
  try {
    return attempt();
  } catch (error) {
    return error;
  }
}
