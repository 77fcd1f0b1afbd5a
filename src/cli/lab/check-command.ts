/**
 * `npm run lab -- check <lab>`: runs the checks on the starter or on any folder of a learner's. Node only.
 * @module
 */
import { join } from 'node:path';
import { readLab } from '#build/read-lab.ts';
import type { CheckReport, RunReport } from '#bench/judge/report.ts';
import { CourseError } from '#course/course-error.ts';
import type { LabFiles, LabProgram, LabRuntime } from '#runtimes/lab-runtime.ts';
import { describeCheckReport } from './describe-check-report.ts';
import { readSolutionFolder } from './read-solution-folder.ts';
import type { CheckCommand } from './lab-arguments.ts';

export interface CommandResult {
  /** Text for stdout. */
  readonly output: string;
  readonly ok: boolean;
}

/**
 * The first seed runs strict; further ones run on the faster transport, and each that does not pass is replayed strict
 * before anything is said. Stops at the first seed that does not pass, unless the command says to go on.
 */
export async function runCheckCommand(
  command: CheckCommand,
  root: string,
  runtime: LabRuntime,
  onProgress: (line: string) => void,
): Promise<CommandResult> {
  const { program, starter } = await readLab(root, command.lab);
  const files = command.folder === undefined ? starter : await readOver(starter, command.folder);
  const reports: RunReport[] = [];
  for (let index = 0; index < command.seedCount; index += 1) {
    const seed = command.seed + index;
    const report = await runSeed(runtime, program, files, seed, command.keepGoing, index === 0);
    reports.push(report);
    if (command.seedCount > 1) onProgress(`seed ${seed}: ${hasPassed(report) ? 'passed' : 'did not pass'}`);
    if (!hasPassed(report) && !command.keepGoing) break;
  }
  const ok = reports.every(hasPassed);
  return { output: command.json ? toJson(command, ok, reports) : toText(command, ok, reports), ok };
}

/** The starter with a learner's files in place of its own. */
async function readOver(starter: LabFiles, folder: string): Promise<LabFiles> {
  const own = await readSolutionFolder(folder);
  if (Object.keys(own).some((path) => path in starter)) return { ...starter, ...own };
  const [wanted = ''] = Object.keys(starter);
  throw new CourseError('LAB_FOLDER_STRANGE', {
    message: `Cannot judge "${folder}": none of its files has the path of a file of the starter, such as "${wanted}"`,
    hint: `Give the folder above, so that "${join(folder, wanted)}" exists; nothing else would be judged than the starter.`,
  });
}

async function runSeed(
  runtime: LabRuntime,
  program: LabProgram,
  files: LabFiles,
  seed: number,
  keepGoing: boolean,
  isFirst: boolean,
): Promise<RunReport> {
  const run = (transport: 'strict' | 'fleet') =>
    runtime.runChecks(program, { files, seed, keepGoing, transport }, () => {});
  if (isFirst) return run('strict');
  const fast = await run('fleet');
  return hasPassed(fast) ? fast : run('strict');
}

const hasPassed = (report: RunReport): boolean =>
  report.checks.length > 0 && report.checks.every(({ verdict }) => verdict === 'pass');

/** Reports without their timelines, which are long and made for drawing. */
function toJson(command: CheckCommand, ok: boolean, reports: readonly RunReport[]): string {
  const runs = reports.map(({ seed, transport, checks }) => ({
    seed,
    transport,
    checks: checks.map(({ timeline: _timeline, ...check }) => check),
  }));
  return JSON.stringify({ lab: command.lab, ok, runs }, undefined, 2);
}

function toText(command: CheckCommand, ok: boolean, reports: readonly RunReport[]): string {
  const shown = reports.find((report) => !hasPassed(report)) ?? reports[0];
  const again = `npm run lab -- check ${command.lab}${command.folder === undefined ? '' : ` --dir ${command.folder}`}`;
  const lines = shown?.checks.map((check: CheckReport) => describeCheckReport(check, again)) ?? [];
  const passedCount = reports.filter(hasPassed).length;
  const judged = command.folder ?? `the starter of ${command.lab}`;
  const seeds = reports.length === 1 ? `seed ${reports[0]?.seed}` : `${passedCount} of ${reports.length} seeds passed`;
  return [...lines, '', `${ok ? 'All checks passed' : 'Not all checks passed'}: ${judged}, ${seeds}.`].join('\n');
}
