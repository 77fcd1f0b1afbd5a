/**
 * How long the page's main thread is away at most while twelve services run at once, five of which misbehave. Node only;
 * needs Chromium.
 * @module
 */
import { CourseError } from '#course/course-error.ts';
import { type Measurement, median } from '../measurement.ts';
import { type Crowd, twelveServices } from './benchmark-programs.ts';
import { type CrowdGap, openPageHost } from './page-host.ts';

const RUNS = 3;
const GOAL_MS = 100;

/** @param executablePath Chromium. */
export async function measureGap(executablePath: string): Promise<Measurement> {
  const host = await openPageHost(executablePath);
  try {
    const crowd = await twelveServices();
    const runs: CrowdGap[] = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(requireContained(crowd, await host.crowdGap(crowd)));
    const gaps = runs.map(({ gapMs }) => gapMs);
    return {
      name: 'longest-gap-12-services-page-ms',
      value: median(gaps),
      unit: 'ms',
      reference: median(runs.map(({ idleGapMs }) => idleGapMs)),
      referenceName: 'the longest gap of the same page, idle for as long',
      note: `goal < ${GOAL_MS} ms; median of ${RUNS} runs of ${Math.round(median(runs.map(({ tookMs }) => tookMs)))} ms, the longest gap of all ${Math.max(...gaps).toFixed(1)} ms`,
    };
  } finally {
    await host.close();
  }
}

/** A page that does not contain them has no gap worth telling. */
function requireContained(crowd: Crowd, run: CrowdGap): CrowdGap {
  const { startedCount, answeredCount } = run;
  const asked = crowd.healthy.length * crowd.wild.length;
  if (startedCount === crowd.program.services.length && answeredCount === asked) return run;
  throw new CourseError('BENCH_RUN_FAILED', {
    message: `Cannot measure the page's gaps: ${startedCount} of ${crowd.program.services.length} services started and ${answeredCount} of ${asked} requests to well-behaved ones were answered`,
    hint: 'Run tests/e2e/containment.spec.ts, which tells which of them.',
  });
}
