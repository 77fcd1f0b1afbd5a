/**
 * `npm run lab -- check <lab>`: runs the checks on the starter or on any folder of a learner's. Node only.
 * @module
 */
import { join, relative, resolve, sep } from 'node:path';
import { readLab } from '#build/read-lab.ts';
import { readVariantFiles } from '#build/read-variant-files.ts';
import type { CheckReport, RunReport } from '#bench/judge/report.ts';
import { CourseError } from '#course/course-error.ts';
import type { LabManifest, LabStep } from '#course/lab-manifest.ts';
import { judgeSteps, needsEveryCheck } from '#course/step-credit.ts';
import type { LabFiles, LabProgram, LabRuntime, RunEvent, RunRequest } from '#runtimes/lab-runtime.ts';
import { describeCheckReport } from './describe-check-report.ts';
import { describeSteps } from './describe-steps.ts';
import { readSolutionFolder } from './read-solution-folder.ts';
import type { CheckCommand } from './lab-command.ts';
import { needRealEngine } from './need-real-engine.ts';
import { beginReportFile } from './report/report-file.ts';
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
 *
 * @param signal Ends it: rejects with the signal's reason then.
 */
export async function runCheckCommand(
  command: CheckCommand,
  root: string,
  runtime: LabRuntime,
  onProgress: (line: string) => void,
  signal?: AbortSignal,
  nowIso = () => new Date().toISOString(),
): Promise<CommandResult> {
  const { manifest, program, starter } = await readLab(root, command.lab);
  if (command.real) needRealEngine(manifest);
  const files = command.folder === undefined ? starter : await readOver(root, manifest, starter, command.folder);
  const selected = select(command, program);
  if (command.seedCount > 1 && !command.keepGoing && !command.real) {
    const { checks } = selected;
    return runSearchCommand(
      command,
      { program, files, again: againOf(command), ...(checks && { checks }) },
      runtime,
      onProgress,
      signal,
    );
  }
  // A run of some checks says nothing of the steps.
  const steps = selected.checks ? [] : manifest.steps;
  const reports: RunReport[] = [];
  const file = command.report === undefined ? undefined : beginReportFile(command.report);
  for (let index = 0; index < command.seedCount; index += 1) {
    // As in the page: where steps name parts, a run of all checks goes on after one that failed.
    const keepGoing = command.keepGoing || (needsEveryCheck(steps) && 'failures');
    const request: RunRequest = { files, seed: command.seed + index, keepGoing, ...selected };
    const engine = command.real ? 'real' : 'simulated';
    const recording = file?.begin({ atIso: nowIso(), lab: program.id, seed: request.seed, engine, files });
    const isFinal = command.real || index === 0;
    const tell = (event: RunEvent): void => recording?.tell(event);
    const report = await runSeed(runtime, program, request, isFinal ? tell : undefined, signal);
    recording?.end(report);
    reports.push(report);
    if (command.seedCount > 1) onProgress(`seed ${report.seed}: ${hasPassed(report) ? 'passed' : 'did not pass'}`);
    // Without --keep-going only real runs come here with more than one seed; they are not searched further.
    if (!hasPassed(report) && !command.keepGoing) break;
  }
  const ok = reports.every(hasPassed);
  return { output: command.json ? toJson(command, ok, reports, steps) : toText(command, ok, reports, steps), ok };
}

/**
 * A variant of the lab with what it is laid over, or a learner's files: over the starter's, or alone when they declare
 * which services there are, for a file that is not there was deleted then.
 */
async function readOver(root: string, manifest: LabManifest, starter: LabFiles, folder: string): Promise<LabFiles> {
  const variant = relative(resolve(root, 'labs', manifest.id), resolve(folder))
    .split(sep)
    .join('/');
  if (/^(starter|solution|(right|wrong)\/[a-z0-9-]+)$/.test(variant)) return readVariantFiles(root, manifest, variant);
  const own = await readSolutionFolder(folder);
  if (manifest.declared && manifest.declared.file in own) return own;
  if (Object.keys(own).some((path) => path in starter)) return { ...starter, ...own };
  const [wanted = ''] = Object.keys(starter);
  throw new CourseError('LAB_FOLDER_STRANGE', {
    message: `Cannot judge "${folder}": none of its files has the path of a file of the starter, such as "${wanted}"`,
    hint: `Give the folder above, so that "${join(folder, wanted)}" exists; nothing else would be judged than the starter.`,
  });
}

/** @param tell Given for a run that counts as it is; every other one is tried on the faster transport first. */
async function runSeed(
  runtime: LabRuntime,
  program: LabProgram,
  request: RunRequest,
  tell: ((event: RunEvent) => void) | undefined,
  signal: AbortSignal | undefined,
): Promise<RunReport> {
  const run = (transport: 'strict' | 'fleet') =>
    runtime.runChecks(program, { ...request, transport }, tell ?? (() => {}), signal);
  if (tell) return run('strict');
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

/** What runs the checks again on the same files, but for a password. */
function againOf({ lab, folder, real, amqp }: CheckCommand): string {
  const broker = amqp === undefined ? '' : ` --amqp ${amqp === 'rabbitmq' ? amqp : 'amqp://…'}`;
  return `npm run lab -- check ${lab}${real ? ' --real' : ''}${broker}${folder === undefined ? '' : ` --dir ${folder}`}`;
}

const hasPassed = (report: RunReport): boolean =>
  report.checks.length > 0 && report.checks.every(({ verdict }) => verdict === 'pass');

/** Reports without their timelines, which are long and made for drawing. */
function toJson(command: CheckCommand, ok: boolean, reports: readonly RunReport[], steps: readonly LabStep[]): string {
  const runs = reports.map(({ seed, engine, broker, transport, complete, checks }) => ({
    seed,
    engine,
    ...(broker !== undefined && { broker }),
    transport,
    complete,
    checks: checks.map(({ timeline: _timeline, ...check }) => check),
    ...(steps.length > 0 && { steps: judgeSteps(steps, checks) }),
  }));
  return JSON.stringify({ lab: command.lab, ok, runs }, undefined, 2);
}

function toText(command: CheckCommand, ok: boolean, reports: readonly RunReport[], steps: readonly LabStep[]): string {
  const shown = reports.find((report) => !hasPassed(report)) ?? reports[0];
  const lines = shown?.checks.map((check: CheckReport) => describeCheckReport(check, againOf(command))) ?? [];
  const passedCount = reports.filter(hasPassed).length;
  const judged = command.folder ?? `the starter of ${command.lab}`;
  const seeds = reports.length === 1 ? `seed ${reports[0]?.seed}` : `${passedCount} of ${reports.length} seeds passed`;
  const broker = shown?.broker === undefined ? '' : ` with ${shown.broker}`;
  const engine = command.real ? `, as real processes${broker}` : '';
  const stepLines = shown ? describeSteps(steps, shown.checks) : [];
  return [
    ...lines,
    ...(stepLines.length > 0 ? ['', ...stepLines] : []),
    '',
    `${summary(ok, reports)}: ${judged}, ${seeds}${engine}.`,
  ].join('\n');
}

/** A check that was not judged was not passed; the sentence says which of the two it is. */
function summary(ok: boolean, reports: readonly RunReport[]): string {
  if (ok) return 'All checks passed';
  const checks = reports.flatMap((report) => report.checks);
  const notJudged = checks.filter(({ verdict }) => verdict === 'not-judged').length;
  const others = checks.some(({ verdict }) => verdict !== 'pass' && verdict !== 'not-judged');
  if (notJudged === 0 || others) return 'Not all checks passed';
  return `Not complete, ${notJudged} of ${checks.length} checks could not be judged by this engine`;
}
