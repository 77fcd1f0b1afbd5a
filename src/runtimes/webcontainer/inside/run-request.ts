/**
 * The real engine as a program of its own: reads a request from the file that is named, runs the checks on processes
 * beside it, and prints what happens as JSON lines. Runs inside a WebContainer, and on any Node from 22.18 on.
 * Nothing here relies on AsyncLocalStorage, which a WebContainer loses after an `await`.
 * @module
 */
import { mkdtempSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { ProcessRegister } from '#bench/real/process-register.ts';
import { runRealChecks } from '#bench/real/run-real-checks.ts';
import type { ContainerRequest } from '../container-files.ts';
import { type ContainerLine, printContainerLine } from '../container-line.ts';

const BEAT_EVERY_MS = 1_000;

const print = (line: ContainerLine): void => void process.stdout.write(printContainerLine(line));
/** `process.exit` alone would cut what is not written yet. */
const end = (line: ContainerLine): void => void process.stdout.write(printContainerLine(line), () => process.exit());

async function run(requestFile: string): Promise<ContainerLine> {
  if (process.features.typescript === false) {
    return {
      kind: 'failed',
      message: `Node ${process.versions.node} here cannot run TypeScript as it is`,
      hint: 'Node 22.18 and newer can. Run the checks in the page instead.',
    };
  }
  // Written by the page of this very build.
  const { program, request, timeScale } = JSON.parse(readFileSync(requestFile, 'utf8')) as ContainerRequest;
  const folder = mkdtempSync(resolve('run-'));
  const place = { folder, nodeModules: resolve('node_modules'), timeScale };
  const tell = (event: Extract<ContainerLine, { kind: 'event' }>['event']) => print({ kind: 'event', event });
  const report = await runRealChecks(program, request, place, tell, new AbortController().signal);
  return { kind: 'report', report, leftRunning: new ProcessRegister(folder).openCount };
}

setInterval(() => print({ kind: 'beat' }), BEAT_EVERY_MS);
run(join(process.cwd(), process.argv[2] ?? '')).then(end, (error: unknown) =>
  end({
    kind: 'failed',
    message: `The engine in the container failed: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'Run the checks again, or in the page instead.',
  }),
);
