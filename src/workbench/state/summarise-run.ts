/**
 * The part of a report that the workbook keeps. Pure.
 * @module
 */
import type { RunReport } from '#bench/judge/report.ts';
import type { LabStep } from '#course/lab-manifest.ts';
import { judgeSteps } from '#course/step-credit.ts';
import type { RunSummary } from '#workbook/lab-work.ts';

/**
 * @param steps Those that the run says something of: none for a replay of one check.
 *
 * @example
 * await work.recordRun(summariseRun(report, data.steps), judged);
 */
export function summariseRun(report: RunReport, steps: readonly LabStep[]): RunSummary {
  return {
    seed: report.seed,
    complete: report.complete,
    checks: report.checks.map(({ check, title, verdict, held, replay, message, parts }) => ({
      check,
      title,
      verdict,
      held,
      replay,
      ...(parts && { parts }),
      ...(message ? { messageId: message.id, seen: message.seen } : {}),
    })),
    steps: judgeSteps(steps, report.checks),
  };
}
