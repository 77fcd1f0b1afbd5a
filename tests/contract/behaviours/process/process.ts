/** process, after Node's test/parallel/test-process-*.js. */
import process, { hrtime, nextTick } from 'node:process';
import { behaviour } from '../behaviour.ts';

behaviour('process.env: holds text, and forgets what is deleted', (saw) => {
  process.env['NUMBER'] = 5 as never;
  process.env['NOTHING'] = undefined as never;
  saw([process.env['NUMBER'], process.env['NOTHING'], process.env['MISSING']]);
  saw(['NUMBER' in process.env, Object.keys(process.env).includes('NUMBER')]);
  saw(delete process.env['NUMBER']);
  saw('NUMBER' in process.env);
  try {
    process.env['SYMBOL'] = Symbol('x') as never;
  } catch (error) {
    saw((error as Error).name);
  }
});

behaviour('process.argv: the program, absolute', (saw) => {
  saw([
    process.argv.length,
    process.argv[0]?.startsWith('/'),
    process.argv[1]?.endsWith('process.ts'),
    typeof process.argv0,
  ]);
  saw(process.execArgv.filter((one) => one !== '--no-warnings' && !one.startsWith('--import')));
});

behaviour('process.hrtime: differences, and the same as a bigint', (saw) => {
  const start = hrtime();
  const [seconds, nanos] = hrtime(start);
  saw([start.length, seconds, nanos < 1e9]);
  saw([typeof hrtime.bigint(), hrtime.bigint() >= 0n]);
  try {
    hrtime(5 as never);
  } catch (error) {
    saw(error);
  }
  try {
    hrtime([1] as never);
  } catch (error) {
    saw(error);
  }
});

behaviour('process: the shape of its usage numbers', (saw) => {
  saw(Object.keys(process.memoryUsage()).sort());
  saw(typeof process.memoryUsage.rss());
  saw(Object.keys(process.cpuUsage()).sort());
  saw([typeof process.uptime(), typeof process.constrainedMemory(), typeof process.availableMemory()]);
  saw(Object.keys(process.resourceUsage()).length);
});

behaviour('process.emitWarning: comes as a warning event', async (saw) => {
  const next = () =>
    new Promise<Error & { code?: string; detail?: string }>((resolve) => process.once('warning', resolve as never));
  const first = next();
  process.emitWarning('careful');
  saw((await first).name);
  const second = next();
  process.emitWarning('old', { type: 'DeprecationWarning', code: 'DEP1', detail: 'more' });
  const { name, message, code, detail } = await second;
  saw([name, message, code, detail]);
  try {
    process.emitWarning(5 as never);
  } catch (error) {
    saw(error);
  }
});

behaviour('process.exitCode: takes whole numbers only', (saw) => {
  saw(process.exitCode);
  for (const value of ['x', 1.5, {}]) {
    try {
      process.exitCode = value as never;
    } catch (error) {
      saw(error);
    }
  }
  process.exitCode = '0';
  saw(process.exitCode);
  process.exitCode = undefined;
});

behaviour('process.nextTick: is the same by import', async (saw) => {
  await new Promise<void>((resolve) => nextTick(resolve));
  saw(nextTick === process.nextTick);
});

behaviour('process: who and where it is', (saw) => {
  saw([process.platform, process.version.split('.')[0], process.release.name, process.title.length > 0]);
  saw([
    typeof process.pid,
    typeof process.ppid,
    process.cwd().startsWith('/'),
    process.arch === 'x64' || process.arch === 'arm64',
  ]);
  saw([typeof process.versions.v8, typeof process.features, String(process)]);
});

behaviour('process.stdout: is a stream that knows it is no terminal', async (saw) => {
  saw([process.stdout.fd, process.stderr.fd, Boolean(process.stdout.isTTY), process.stdout.writable]);
  saw(await new Promise((resolve) => process.stdout.write('', () => resolve('called back'))));
});

behaviour('process.kill: signal 0 only asks, an unknown one is refused', (saw) => {
  saw(process.kill(process.pid, 0));
  for (const [pid, signal] of [
    [process.pid, 'SIGNOTHING'],
    ['x', 0],
    [process.pid, 1e6],
  ]) {
    try {
      process.kill(pid as never, signal as never);
    } catch (error) {
      saw((error as { code: string }).code);
    }
  }
});

behaviour('process.getBuiltinModule: gives built-ins and nothing else', (saw) => {
  saw(typeof process.getBuiltinModule('node:path')?.join);
  saw(process.getBuiltinModule('events' as never) !== undefined);
  saw(process.getBuiltinModule('hono' as never));
});

behaviour('process.umask, loadEnvFile and permission: what is there', (saw) => {
  saw([
    typeof process.umask(),
    typeof process.loadEnvFile,
    typeof process.report,
    typeof process.setUncaughtExceptionCaptureCallback,
  ]);
});
