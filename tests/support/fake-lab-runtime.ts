/**
 * A lab runtime whose verdicts are a function of the request, for tests of what is made of them.
 * @module
 */
import { formatReplay } from '#bench/judge/replay-line.ts';
import type { CheckReport, RunReport } from '#bench/judge/report.ts';
import { searchSeeds } from '#bench/judge/search-seeds.ts';
import type { LabProgram, LabRuntime, RunRequest } from '#runtimes/lab-runtime.ts';

export interface FakeResult {
  readonly verdict: CheckReport['verdict'];
  readonly messageId?: string;
  /** Default: one per seed. */
  readonly hash?: string;
  readonly parts?: CheckReport['parts'];
  /** Requests that the check planned; none when absent. */
  readonly trafficCount?: number;
}

export interface FakeLabRuntime extends LabRuntime {
  /** In the order of asking. */
  readonly requests: readonly RunRequest[];
}

/**
 * @example
 * const runtime = fakeLabRuntime(({ seed }) => (seed === 3 ? { verdict: 'fail', messageId: 'lost' } : { verdict: 'pass' }));
 */
export function fakeLabRuntime(judge: (request: RunRequest) => FakeResult): FakeLabRuntime {
  const requests: RunRequest[] = [];
  const runChecks = async (program: LabProgram, request: RunRequest): Promise<RunReport> => {
    requests.push(request);
    const { seed, transport = 'strict' } = request;
    const checks = [fakeCheckReport(program.id, request, judge(request))];
    return { lab: program.id, seed, engine: 'simulated', transport, checks, complete: false, realMs: 1 };
  };
  return {
    name: 'worker-threads',
    requests,
    runChecks,
    searchSeeds: (program, request, onEvent) =>
      searchSeeds({
        lab: program.id,
        request,
        run: (runRequest) => runChecks(program, runRequest),
        nowMs: () => 0,
        onEvent,
      }),
    openSession: () => Promise.reject(new Error('a fake opens no sessions')),
    close: async () => {},
  };
}

function fakeCheckReport(lab: string, { seed, keep }: RunRequest, result: FakeResult): CheckReport {
  const { verdict, messageId, trafficCount, parts, hash = `hash-${seed}` } = result;
  const operations = keep?.map((number) => `r-${number}`);
  const traffic =
    trafficCount === undefined ? undefined : { plannedCount: trafficCount, ...(operations && { operations }) };
  const message = messageId === undefined ? undefined : { id: messageId, ...FOUR_LINES, where: [] };
  return {
    check: 'C1',
    slug: '01-first',
    title: 'First',
    verdict,
    held: 'all of it',
    ...(message && { message }),
    ...(traffic && { traffic }),
    ...(parts && { parts }),
    timeline: { columns: [], messages: [], moments: [], bands: [], droppedCount: 0 },
    virtualMs: 1,
    realMs: 12,
    eventCount: 1,
    hash,
    replay: formatReplay({ lab, number: '01', seed, ...(keep && { keep }) }),
  };
}

const FOUR_LINES = { seen: 'Something was lost.', expected: 'all', received: 'some', why: 'Someone misses it.' };
