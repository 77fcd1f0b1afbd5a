/**
 * From what a check found to the lines of its report; the same words from every engine. Pure.
 * @module
 */
import { BenchUsageError } from './bench-usage-error.ts';
import type { Judgement } from './judgement.ts';
import { MissingCapabilityError } from './missing-capability-error.ts';
import type { CheckReport, ReportMessage, SourceNote, Timeline } from './report.ts';
import { whereToLook } from './where-to-look.ts';

export type Finding =
  | Judgement
  | { readonly verdict: 'error'; readonly reason: string; readonly where?: readonly SourceNote[] }
  | { readonly verdict: 'not-judged'; readonly reason: string };

type FindingLines = Pick<CheckReport, 'verdict' | 'held'> &
  Partial<Pick<CheckReport, 'reason' | 'message' | 'where' | 'parts'>>;

/**
 * @example
 * describeFinding({ verdict: 'inconclusive', reason: 'nothing ended' }, timeline) // { verdict: 'inconclusive', held: '', reason: … }
 */
export function describeFinding(finding: Finding, timeline: Timeline): FindingLines {
  switch (finding.verdict) {
    case 'pass':
      return { verdict: 'pass', held: finding.held, ...partsOf(finding) };
    case 'inconclusive':
    case 'not-judged':
      return { verdict: finding.verdict, held: '', reason: finding.reason };
    case 'error':
      return { verdict: 'error', held: '', reason: finding.reason, ...(finding.where && { where: finding.where }) };
    case 'fail':
      return {
        verdict: 'fail',
        held: finding.held,
        message: reportMessage(finding.message, timeline),
        ...partsOf(finding),
      };
  }
}

const partsOf = ({ parts }: Extract<Judgement, { held: string }>) => parts && { parts };

/** What a check that threw has found: the engine lacks something, or the check has a mistake of its own. */
export function findingOfError(error: unknown): Finding {
  if (error instanceof MissingCapabilityError) return { verdict: 'not-judged', reason: error.message };
  const told =
    error instanceof BenchUsageError
      ? `. ${error.message}. ${error.hint}`
      : `: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}.`;
  return { verdict: 'error', reason: `The check has a mistake of its own${told}` };
}

/**
 * A check that returned. A pass in which nothing ended, or in which a planned fault hit nothing, has shown nothing.
 *
 * @param missedFaults Labels of faults that changed nothing.
 */
export function findingOfJudgement(
  judgement: Judgement,
  endedCount: number,
  missedFaults: readonly string[] = [],
): Finding {
  if (judgement.verdict !== 'pass') return judgement;
  if (endedCount === 0) {
    return { verdict: 'inconclusive', reason: 'No operation of this check ended, so there was nothing to judge.' };
  }
  const [missed] = missedFaults;
  if (missed === undefined) return judgement;
  const others = missedFaults.length > 1 ? ` and ${missedFaults.length - 1} more` : '';
  const reason = `The planned fault "${missed}"${others} hit nothing, so the check would have passed without it.`;
  return { verdict: 'inconclusive', reason };
}

function reportMessage(message: Extract<Judgement, { verdict: 'fail' }>['message'], timeline: Timeline): ReportMessage {
  const { id, seen, expected, received, why, example } = message;
  const lines = { id, seen, expected, received, why };
  if (!example) return { ...lines, where: [] };
  const where = whereToLook(example, timeline);
  const { operation } = example.lookAt;
  const sentAtMs = timeline.messages.find((sent) => sent.operation === operation)?.sentAtMs;
  return { ...lines, where, example: { label: example.label, operation, atMs: where[0]?.atMs ?? sentAtMs ?? 0 } };
}
