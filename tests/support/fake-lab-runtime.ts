/**
 * A lab runtime whose verdicts are a function of the request, for tests of what is made of them.
 * @module
 */
import type { CheckReport, RunReport } from '#bench/judge/report.ts';
import type { LabProgram, LabRuntime, RunRequest } from '#runtimes/lab-runtime.ts';

export interface FakeResult {
  readonly verdict: CheckReport['verdict'];
  readonly messageId?: string;
  /** Default: one per seed. */
  readonly hash?: string;
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
  return {
    name: 'worker-threads',
    requests,
    runChecks: async (program: LabProgram, request: RunRequest): Promise<RunReport> => {
      requests.push(request);
      const { seed, transport = 'strict' } = request;
      const checks = [fakeCheckReport(program.id, seed, judge(request))];
      return { lab: program.id, seed, engine: 'simulated', transport, checks, complete: false, realMs: 1 };
    },
    openSession: () => Promise.reject(new Error('a fake opens no sessions')),
    close: async () => {},
  };
}

function fakeCheckReport(lab: string, seed: number, result: FakeResult): CheckReport {
  const { verdict, messageId, hash = `hash-${seed}` } = result;
  const message = messageId === undefined ? undefined : { id: messageId, ...FOUR_LINES, where: [] };
  return {
    check: 'C1',
    slug: '01-first',
    title: 'First',
    verdict,
    held: 'all of it',
    ...(message && { message }),
    timeline: { columns: [], messages: [], moments: [], bands: [], droppedCount: 0 },
    virtualMs: 1,
    realMs: 12,
    eventCount: 1,
    hash,
    replay: `${lab}/01 seed=${seed}`,
  };
}

const FOUR_LINES = { seen: 'Something was lost.', expected: 'all', received: 'some', why: 'Someone misses it.' };
