/**
 * Where the engine's benchmarks run it: the terminal's threads, or a page in Chromium. Pure types.
 * @module
 */
import type { BenchmarkSystem } from './benchmark-programs.ts';
import type { TimedRun } from './time-run.ts';

export interface EngineHost {
  readonly name: 'terminal' | 'page';
  /** Runs the checks of the system. Default seed 4711. */
  run(system: BenchmarkSystem, transport: 'strict' | 'fleet', seed?: number): Promise<TimedRun>;
  /** Starts the services in a session of their own; milliseconds until all listen. They run until {@link stop}. */
  start(system: BenchmarkSystem): Promise<number>;
  stop(): Promise<void>;
  /** Messages to another thread and back, a second. */
  roundTripsPerSecond(): Promise<number>;
  /** Seconds of CPU that the host's processes have used so far, all threads together. */
  cpuSeconds(): Promise<number>;
  /** Megabytes of memory that the host's processes hold; undefined where the system does not tell. */
  memoryMb(): Promise<number | undefined>;
  close(): Promise<void>;
}
