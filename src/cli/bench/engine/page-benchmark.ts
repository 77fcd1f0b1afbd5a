/**
 * The page's side of the engine's benchmarks. Browser only.
 * @module
 */
import type { PeerPort } from '#platform/port-peer.ts';
import { openPageRuntime } from '#runtimes/index.ts';
import type { LabRuntime, LabSession } from '#runtimes/lab-runtime.ts';
import type { BenchmarkSystem, Crowd } from './benchmark-programs.ts';
import { longestGapMs } from './longest-gap.ts';
import type { CrowdGap } from './page-host.ts';
import { countRoundTrips, ECHO_LISTENER } from './port-round-trips.ts';
import { runCrowd } from './run-crowd.ts';
import { startSession, timeRun } from './time-run.ts';

const ECHO_WORKER = `addEventListener('message', ({ data }) => (${ECHO_LISTENER})(data), { once: true });`;

let runtime: LabRuntime;
let session: LabSession | undefined;

const benchmark = {
  async open(): Promise<void> {
    runtime = await openPageRuntime({ frameUrl: 'frame.html' });
  },
  run: (system: BenchmarkSystem, transport: 'strict' | 'fleet', seed: number | undefined) =>
    timeRun(runtime, system, transport, seed),
  async start(system: BenchmarkSystem): Promise<number> {
    const started = await startSession(runtime, system);
    ({ session } = started);
    return started.ms;
  },
  async stop(): Promise<void> {
    await session?.close();
  },
  async crowdGap(crowd: Crowd): Promise<CrowdGap> {
    const startedMs = performance.now();
    let startedCount = 0;
    let answeredCount = 0;
    const gapMs = await longestGapMs(async () => {
      const run = await runCrowd(runtime, crowd);
      ({ startedCount } = run);
      const isRight = (answer: string | undefined, index: number) => answer === crowd.healthy[index];
      answeredCount = Object.values(run.neighbours).flatMap((answers) => answers.filter(isRight)).length;
    });
    const tookMs = performance.now() - startedMs;
    const idleGapMs = await longestGapMs(() => new Promise((resolve) => setTimeout(resolve, tookMs)));
    return { gapMs, idleGapMs, tookMs, startedCount, answeredCount };
  },
  async roundTripsPerSecond(): Promise<number> {
    const worker = new Worker(URL.createObjectURL(new Blob([ECHO_WORKER], { type: 'text/javascript' })));
    const { port1, port2 } = new MessageChannel();
    worker.postMessage(port2, [port2]);
    const perSecond = await countRoundTrips(port1 as PeerPort);
    worker.terminate();
    return perSecond;
  },
};

declare global {
  /** Put there by this script; the benchmark calls it from outside. */
  var engineBenchmark: typeof benchmark;
}

globalThis.engineBenchmark = benchmark;
