/**
 * The simulated engine on any host that can start Workers: runs checks and holds sessions, each in a bench Worker of its
 * own. The sandbox frame and the terminal share it.
 * @module
 */
import type { CheckReport, RunReport } from '#bench/judge/report.ts';
import { searchSeeds } from '#bench/judge/search-seeds.ts';
import { BenchProcess } from './bench-process.ts';
import { BenchSession } from './bench-session.ts';
import { type HostWorker, SpareWorkers } from './host-workers.ts';
import type {
  LabFiles,
  LabProgram,
  LabRuntime,
  LabSession,
  RunEvent,
  RunRequest,
  SeedSearchEvent,
  SeedSearchReport,
  SeedSearchRequest,
  SessionEvent,
} from './lab-runtime.ts';
import { LoadedParts, type PartReader } from './loaded-parts.ts';
import { closedError } from './lab-runtime-error.ts';

export interface BenchHostOptions {
  readonly name: LabRuntime['name'];
  /** A Worker with the code of `src/bench/worker/serve-worker.ts`. */
  readonly startWorker: () => HostWorker;
  /** Reads a part of the engine that a lab names. Called once for each. */
  readonly readPart: PartReader;
  /** Workers to keep loaded ahead: a bench and the two processes of a small lab. Default 3. */
  readonly spareCount?: number;
}

/** A service in the bench's own thread that computes for so long is replayed in a Worker of its own, which names it. */
const FLEET_BEAT_LIMIT_MS = 1_000;
const STRICT_BEAT_LIMIT_MS = 5_000;

/** A fleet bench that may serve again, as long as it is asked to run the same programs and files. */
interface IdleFleet {
  readonly bench: BenchProcess;
  readonly program: LabProgram;
  readonly files: LabFiles;
}

export class BenchHost implements LabRuntime {
  readonly name: LabRuntime['name'];
  readonly #spare: SpareWorkers;
  readonly #parts: LoadedParts;
  readonly #live = new Set<BenchProcess>();
  #idleFleets: IdleFleet[] = [];
  /** Learner code never ran in its thread, so it may serve any run; its kernel is warm. */
  #idleStrict: BenchProcess | undefined;
  #isClosed = false;

  constructor(options: BenchHostOptions) {
    this.name = options.name;
    this.#parts = new LoadedParts(options.readPart);
    this.#spare = new SpareWorkers(options.startWorker, options.spareCount ?? 3);
  }

  /** Loads Workers ahead of the first use. */
  warmUp(): void {
    this.#spare.fill();
  }

  async openSession(program: LabProgram, files: LabFiles, onEvent: (event: SessionEvent) => void): Promise<LabSession> {
    const parts = await this.#parts.of(program);
    const bench = this.#startBench(STRICT_BEAT_LIMIT_MS, onEvent);
    this.#spare.fill();
    return BenchSession.open(bench, { program, files, parts }, () => this.#end(bench, closedError()));
  }

  async runChecks(
    program: LabProgram,
    request: RunRequest,
    onEvent: (event: RunEvent) => void,
    signal?: AbortSignal,
  ): Promise<RunReport> {
    signal?.throwIfAborted();
    return request.transport === 'fleet'
      ? this.#runFleet(program, request, onEvent, signal)
      : this.#runStrict(program, request, onEvent, signal);
  }

  async searchSeeds(
    program: LabProgram,
    request: SeedSearchRequest,
    onEvent: (event: SeedSearchEvent) => void,
    signal?: AbortSignal,
  ): Promise<SeedSearchReport> {
    return searchSeeds({
      lab: program.id,
      request,
      run: (runRequest) => this.runChecks(program, runRequest, () => {}, signal),
      nowMs: () => performance.now(),
      onEvent,
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const bench of this.#live) bench.end(closedError());
    this.#live.clear();
    this.#idleFleets = [];
    this.#idleStrict = undefined;
    this.#spare.close();
  }

  async #runStrict(
    program: LabProgram,
    request: RunRequest,
    onEvent: (event: RunEvent) => void,
    signal: AbortSignal | undefined,
  ): Promise<RunReport> {
    const bench = this.#takeStrict();
    // The Workers of the first services load while the bench prepares the run.
    this.#spare.fill();
    try {
      const report = await this.#run(bench, { program, request }, onEvent, signal);
      if (this.#idleStrict || this.#isClosed) this.#end(bench, closedError());
      else this.#idleStrict = bench;
      return report;
    } catch (error) {
      this.#end(bench, closedError());
      throw error;
    }
  }

  /** Fast first; what hangs in the shared thread is replayed strict from that check on, which names the service. */
  async #runFleet(
    program: LabProgram,
    request: RunRequest,
    onEvent: (event: RunEvent) => void,
    signal: AbortSignal | undefined,
  ): Promise<RunReport> {
    const ended: CheckReport[] = [];
    const bench = this.#takeFleet(program, request.files);
    try {
      const collect = (event: RunEvent) => {
        if (event.kind === 'check-ended') ended.push(event.report);
        onEvent(event);
      };
      const report = await this.#run(bench, { program, request }, collect, signal);
      this.#idleFleets.push({ bench, program, files: request.files });
      return report;
    } catch (error) {
      this.#end(bench, closedError());
      if (!bench.isLost) throw error;
      const slugs = request.checks ?? program.checks.map(({ slug }) => slug);
      const rest: RunRequest = { ...request, transport: 'strict', checks: slugs.slice(ended.length) };
      const replayed = await this.runChecks(program, rest, onEvent, signal);
      const checks = [...ended, ...replayed.checks];
      return { ...replayed, transport: 'fleet', checks, complete: false };
    }
  }

  async #run(
    bench: BenchProcess,
    input: { readonly program: LabProgram; readonly request: RunRequest },
    onEvent: (event: RunEvent) => void,
    signal: AbortSignal | undefined,
  ): Promise<RunReport> {
    const abort = () => this.#end(bench, signal?.reason as Error);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      const parts = await this.#parts.of(input.program);
      return await bench.call<RunReport>('runChecks', { ...input, parts }, onEvent);
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  #takeStrict(): BenchProcess {
    const idle = this.#idleStrict;
    this.#idleStrict = undefined;
    return idle && !idle.isEnded ? idle : this.#startBench(STRICT_BEAT_LIMIT_MS);
  }

  #takeFleet(program: LabProgram, files: LabFiles): BenchProcess {
    const match = this.#idleFleets.find((idle) => idle.program === program && idle.files === files);
    // A bench of other files has run other learner code; it never serves again.
    for (const idle of this.#idleFleets) {
      if (idle !== match && idle.files !== files) this.#end(idle.bench, closedError());
    }
    this.#idleFleets = this.#idleFleets.filter((idle) => idle !== match && idle.files === files);
    return match?.bench ?? this.#startBench(FLEET_BEAT_LIMIT_MS);
  }

  #startBench(beatLimitMs: number, onSessionEvent?: (event: SessionEvent) => void): BenchProcess {
    if (this.#isClosed) throw closedError();
    const bench = new BenchProcess({
      bench: this.#spare.take(),
      takeWorker: () => {
        const worker = this.#spare.take();
        this.#spare.fill();
        return worker;
      },
      beatLimitMs,
      ...(onSessionEvent && { onSessionEvent }),
    });
    this.#live.add(bench);
    return bench;
  }

  #end(bench: BenchProcess, reason: Error): void {
    this.#live.delete(bench);
    bench.end(reason);
  }
}
