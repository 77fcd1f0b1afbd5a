/**
 * The part of a report that the workbook keeps. Pure.
 * @module
 */
import type { RunReport } from '#bench/judge/report.ts';
import type { RunSummary } from '#workbook/lab-work.ts';

/**
 * @example
 * await work.recordRun(summariseRun(report), judged);
 */
export function summariseRun(report: RunReport): RunSummary {
  return {
    seed: report.seed,
    complete: report.complete,
    checks: report.checks.map(({ check, title, verdict, held, replay, message }) => ({
      check,
      title,
      verdict,
      held,
      replay,
      ...(message ? { messageId: message.id, seen: message.seen } : {}),
    })),
  };
}
