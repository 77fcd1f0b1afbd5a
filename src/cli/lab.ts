/**
 * `npm run lab -- list | check | prove`: the labs in the terminal. Results go to stdout, everything else to stderr.
 * Exit code 0 when all passed, 1 when something did not, 2 when the command could not be understood.
 * @module
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CourseError } from '#course/course-error.ts';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { type LabRuntime, LabRuntimeError, openRealRuntime, openTerminalRuntime } from '#runtimes/index.ts';
import { runCheckCommand } from './lab/check-command.ts';
import type { CommandResult } from './lab/check-command.ts';
import { LAB_USAGE, type LabCommand, parseLabArguments } from './lab/lab-arguments.ts';
import { runListCommand } from './lab/list-command.ts';
import { runProveCommand } from './lab/prove-command.ts';

/** The project's folder, so that the command works from anywhere; `--dir` is relative to where it was typed. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const say = (line: string): void => console.error(line);

async function runCommand(command: LabCommand): Promise<CommandResult> {
  switch (command.name) {
    case 'help':
      return { output: LAB_USAGE, ok: true };
    case 'list':
      return { output: await runListCommand(command, ROOT), ok: true };
    case 'check':
    case 'docs':
    case 'prove': {
      const runtime = await openRuntime(command);
      try {
        if (command.name === 'docs') {
          // It brings the TypeScript compiler along, which nothing else here needs.
          const { runDocsCommand } = await import('./lab/docs-command.ts');
          return await runDocsCommand(ROOT, runtime);
        }
        return command.name === 'check'
          ? await runCheckCommand(command, ROOT, runtime, say)
          : await runProveCommand(command, ROOT, runtime, say);
      } finally {
        await runtime.close();
      }
    }
  }
}

async function openRuntime(command: LabCommand): Promise<LabRuntime> {
  if (command.name !== 'check' || !command.real) return openTerminalRuntime(await bundleEngineThread(ROOT));
  return openRealRuntime({ nodeModules: join(ROOT, 'node_modules'), timeScale: command.timeScale });
}

try {
  const { output, ok } = await runCommand(parseLabArguments(process.argv.slice(2)));
  console.log(output);
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  if (error instanceof CourseError) console.error(error.format());
  else if (error instanceof LabRuntimeError) console.error(`${error.code}\n${error.message}\nHint: ${error.hint}`);
  else console.error(error);
  process.exitCode = error instanceof CourseError ? 2 : 1;
}
