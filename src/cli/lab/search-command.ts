/**
 * `npm run lab -- check <lab> --seeds 200`: looks for a seed on which the checks do not pass. Node only.
 * @module
 */
import type { CheckReport, RunReport } from '#bench/judge/report.ts';
import {
  describeDisagreement,
  describeSearch,
  describeSearchProgress,
  describeSmallest,
} from '#bench/judge/search-words.ts';
import type { LabFiles, LabProgram, LabRuntime, SeedSearchReport } from '#runtimes/lab-runtime.ts';
import type { CommandResult } from './check-command.ts';
import { describeCheckReport } from './describe-check-report.ts';
import type { CheckCommand } from './lab-command.ts';

export interface SearchInput {
  readonly program: LabProgram;
  readonly files: LabFiles;
  /** Slugs; all checks when absent. */
  readonly checks?: readonly string[];
  /** What runs the checks again, such as "npm run lab -- check hello-payment". */
  readonly again: string;
}

/** Every so many seeds a line of progress is printed. */
const PROGRESS_EVERY = 10;

/** `ok` when every seed passed. */
export async function runSearchCommand(
  command: CheckCommand,
  { program, files, checks, again }: SearchInput,
  runtime: LabRuntime,
  onProgress: (line: string) => void,
  signal?: AbortSignal,
): Promise<CommandResult> {
  const { seed: fromSeed, seedCount } = command;
  let last = '';
  const report = await runtime.searchSeeds(
    program,
    { files, fromSeed, seedCount, ...(checks && { checks }) },
    (event) => {
      const line = describeSearchProgress(event, { seedCount });
      const isRare = event.kind !== 'seed-passed' || event.passedCount % PROGRESS_EVERY === 0;
      if (isRare && line !== last) onProgress(line);
      last = line;
    },
    signal,
  );
  const ok = report.found === undefined;
  return { output: command.json ? toJson(report, ok) : toText(report, again), ok };
}

function toText(report: SeedSearchReport, again: string): string {
  const { found, smallest, disagreement } = report;
  return [
    ...(found?.checks.map((check) => describeCheckReport(check, again)) ?? []),
    ...(smallest
      ? [`    smallest  ${describeSmallest(smallest)}`, `              ${again} --replay "${smallest.report.replay}"`]
      : []),
    ...(disagreement ? [`    unlike    ${describeDisagreement(disagreement)}`] : []),
    ...(found ? [''] : []),
    describeSearch(report),
  ].join('\n');
}

/** Without timelines, which are long and made for drawing. */
function toJson({ found, smallest, ...report }: SeedSearchReport, ok: boolean): string {
  const short = ({ timeline: _timeline, ...check }: CheckReport) => check;
  const shortRun = (run: RunReport) => ({ ...run, checks: run.checks.map(short) });
  const told = {
    ...report,
    ok,
    ...(found && { found: shortRun(found) }),
    ...(smallest && { smallest: { ...smallest, report: short(smallest.report) } }),
  };
  return JSON.stringify(told, undefined, 2);
}
