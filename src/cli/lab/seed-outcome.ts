/**
 * What became of one solution on one seed. Pure.
 * @module
 */
import type { CheckReport, RunReport } from '#bench/judge/report.ts';

export interface SeedOutcome {
  readonly seed: number;
  readonly verdict: 'passed' | 'failed' | 'inconclusive';
  /** Of the check that did not pass. `error` when it could not judge, such as after a crash at the start. */
  readonly messageId?: string;
  /** Slug of the check that did not pass. */
  readonly stoppedAt?: string;
  /** Such as `hello-payment/02 seed=17`, of the check that did not pass. */
  readonly replay?: string;
  /** Real milliseconds by check id. */
  readonly tookMs: Readonly<Record<string, number>>;
  /** The event-log hashes of the checks that ran, by check id. */
  readonly hashes: Readonly<Record<string, string>>;
}

/**
 * @example
 * seedOutcome(report).verdict // 'failed'
 */
export function seedOutcome(report: RunReport): SeedOutcome {
  const ran = report.checks.filter(({ verdict }) => verdict !== 'not-run');
  const stopped = ran.find(({ verdict }) => verdict !== 'pass');
  const base = {
    seed: report.seed,
    tookMs: Object.fromEntries(ran.map(({ check, realMs }) => [check, realMs])),
    hashes: Object.fromEntries(ran.map(({ check, hash }) => [check, hash])),
  };
  if (stopped === undefined) return { ...base, verdict: ran.length === 0 ? 'inconclusive' : 'passed' };
  return {
    ...base,
    verdict: stopped.verdict === 'inconclusive' || stopped.verdict === 'not-judged' ? 'inconclusive' : 'failed',
    messageId: messageIdOf(stopped),
    stoppedAt: stopped.slug,
    replay: stopped.replay,
  };
}

const messageIdOf = (report: CheckReport): string => report.message?.id ?? report.verdict;
