/**
 * `npm run lab -- list | start | check | open | export | import | prove`: the labs in the terminal. Results go to stdout, everything else to stderr.
 * Exit code 0 when all passed, 1 when something did not, 2 when the command could not be understood.
 * @module
 */
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CourseError } from '#course/course-error.ts';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { type LabRuntime, LabRuntimeError, openRealRuntime, openTerminalRuntime } from '#runtimes/index.ts';
import { readManifest } from '#build/read-manifest.ts';
import { chooseBroker, leaveBroker } from './lab/broker/choose-broker.ts';
import { runCheckCommand } from './lab/check-command.ts';
import type { CommandResult } from './lab/check-command.ts';
import { parseLabArguments } from './lab/lab-arguments.ts';
import type { CheckCommand, LabCommand } from './lab/lab-command.ts';
import { LAB_USAGE } from './lab/lab-usage.ts';
import { Interruption, listenForInterruption } from './lab/listen-for-interruption.ts';
import { runListCommand } from './lab/list-command.ts';
import { runProveCommand } from './lab/prove-command.ts';
import { runProveRealCommand } from './lab/prove-real-command.ts';
import { serveReport } from './lab/report/serve-report.ts';
import { runStartCommand } from './lab/start-command.ts';
import { runExportCommand } from './lab/transfer/export-command.ts';
import { runImportCommand } from './lab/transfer/import-command.ts';
import { watchChecks } from './lab/watch/watch-checks.ts';
import { openInBrowser } from './serve/open-in-browser.ts';

/** The project's folder, so that the command works from anywhere; `--dir` is relative to where it was typed. */
const ROOT = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const nodeModules = join(ROOT, 'node_modules');
const say = (line: string): void => console.error(line);

async function runCommand(command: LabCommand): Promise<CommandResult> {
  switch (command.name) {
    case 'help':
      return { output: LAB_USAGE, ok: true };
    case 'list':
      return { output: await runListCommand(command, ROOT), ok: true };
    case 'start':
      return runStartCommand(command, ROOT, process.cwd());
    case 'open': {
      const { url } = await serveReport(command.report, join(ROOT, 'dist'));
      openInBrowser(url);
      return { output: `The report is at ${url} (Ctrl+C stops it). Nothing leaves this machine.`, ok: true };
    }
    case 'export':
      return runExportCommand(command, ROOT, new Date().toISOString());
    case 'import':
      return runImportCommand(command, ROOT, process.cwd(), new Date().toISOString());
    case 'check':
      return check(command);
    case 'docs':
    case 'prove': {
      const runtime = await (command.name === 'prove' && command.real
        ? openRealRuntime({ nodeModules })
        : openSimulated());
      try {
        if (command.name === 'docs') {
          // It brings the TypeScript compiler along, which nothing else here needs.
          const { runDocsCommand } = await import('./lab/docs-command.ts');
          return await runDocsCommand(ROOT, runtime);
        }
        const prove = command.real ? runProveRealCommand : runProveCommand;
        return await prove(command, ROOT, runtime, say);
      } finally {
        await runtime.close();
      }
    }
  }
}

/** An interruption lets the run under way end its processes first. */
async function check(command: CheckCommand): Promise<CommandResult> {
  const { amqp, folder, real, timeScale } = command;
  const broker = amqp && (await chooseBroker(amqp, await readManifest(ROOT, command.lab)));
  const runtime = await (real
    ? openRealRuntime({ nodeModules, timeScale, ...(broker && { amqp: broker }) })
    : openSimulated());
  const interrupted = listenForInterruption();
  try {
    if (!command.watch || folder === undefined) return await runCheckCommand(command, ROOT, runtime, say, interrupted);
    const ok = await watchChecks({
      folder,
      run: (signal) => runCheckCommand(command, ROOT, runtime, say, signal),
      print: (text) => console.log(text),
      say,
      signal: interrupted,
    });
    return { output: '', ok };
  } finally {
    await runtime.close();
    if (broker) await leaveBroker(broker);
  }
}

const openSimulated = async (): Promise<LabRuntime> => openTerminalRuntime(await bundleEngineThread(ROOT));

// npm goes to the project's folder first, and says where it was called.
if (process.env['npm_lifecycle_event'] === 'lab') process.chdir(process.env['INIT_CWD'] ?? '.');

try {
  const { output, ok } = await runCommand(parseLabArguments(process.argv.slice(2)));
  if (output !== '') console.log(output);
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  if (error instanceof CourseError) console.error(error.format());
  else if (error instanceof LabRuntimeError) console.error(`${error.code}\n${error.message}\nHint: ${error.hint}`);
  else if (error instanceof Interruption) console.error(error.message);
  else console.error(error);
  process.exitCode = error instanceof CourseError ? 2 : error instanceof Interruption ? error.exitCode : 1;
}
