/**
 * `npm run lab -- check <lab>`: runs the checks on the starter or on any folder of a learner's. Node only.
 * @module
 */
import { join } from 'node:path';
import { readLab } from '#build/read-lab.ts';
import type { CheckReport, RunReport } from '#bench/judge/report.ts';
import { CourseError } from '#course/course-error.ts';
import type { LabFiles, LabProgram, LabRuntime, RunRequest } from '#runtimes/lab-runtime.ts';
import { describeCheckReport } from './describe-check-report.ts';
import { readSolutionFolder } from './read-solution-folder.ts';
import type { CheckCommand } from './lab-arguments.ts';
import { runSearchCommand } from './search-command.ts';
import { readReplay, selectCheck } from './select-checks.ts';

export interface CommandResult {
  /** Text for stdout. */
  readonly output: string;
  readonly ok: boolean;
}

/**
 * One seed runs strict. Several are a search that stops at the first that does not pass; when the command says to go on,
 * all are run, the later ones on the faster transport, and each that does not pass is replayed strict before it counts.
 */
export async function runCheckCommand(
  command: CheckCommand,
  root: string,
  runtime: LabRuntime,
  onProgress: (line: string) => void,
): Promise<CommandResult> {
  const { program, starter } = await readLab(root, command.lab);
  const files = command.folder === undefined ? starter : await readOver(starter, command.folder);
  const selected = select(command, program);
  if (command.seedCount > 1 && !command.keepGoing) {
    const { checks } = selected;
    return runSearchCommand(
      command,
      { program, files, again: againOf(command), ...(checks && { checks }) },
      runtime,
      onProgress,
    );
  }
  const reports: RunReport[] = [];
  for (let index = 0; index < command.seedCount; index += 1) {
    const request = { files, seed: command.seed + index, keepGoing: command.keepGoing, ...selected };
    const report = await runSeed(runtime, program, request, index === 0);
    reports.push(report);
    if (command.seedCount > 1) onProgress(`seed ${report.seed}: ${hasPassed(report) ? 'passed' : 'did not pass'}`);
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
  request: RunRequest,
  isFirst: boolean,
): Promise<RunReport> {
  const run = (transport: 'strict' | 'fleet') => runtime.runChecks(program, { ...request, transport }, () => {});
  if (isFirst) return run('strict');
  const fast = await run('fleet');
  return hasPassed(fast) ? fast : run('strict');
}

/** What the command chooses beyond seeds and files. */
function select(
  { check, replay, lab }: CheckCommand,
  program: LabProgram,
): Partial<Pick<RunRequest, 'seed' | 'checks' | 'keep'>> {
  if (replay === undefined) return check === undefined ? {} : { checks: [selectCheck(program, check)] };
  const { number, seed, keep } = readReplay(lab, replay);
  return { seed, checks: [selectCheck(program, number)], ...(keep && { keep }) };
}

/** What runs the checks again on the same files. */
const againOf = ({ lab, folder }: CheckCommand): string =>
  `npm run lab -- check ${lab}${folder === undefined ? '' : ` --dir ${folder}`}`;

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
  const lines = shown?.checks.map((check: CheckReport) => describeCheckReport(check, againOf(command))) ?? [];
  const passedCount = reports.filter(hasPassed).length;
  const judged = command.folder ?? `the starter of ${command.lab}`;
  const seeds = reports.length === 1 ? `seed ${reports[0]?.seed}` : `${passedCount} of ${reports.length} seeds passed`;
  return [...lines, '', `${ok ? 'All checks passed' : 'Not all checks passed'}: ${judged}, ${seeds}.`].join('\n');
}
