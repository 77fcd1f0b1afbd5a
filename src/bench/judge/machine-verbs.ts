/**
 * The bench's verbs for what a process stands on: its disk, its wall clock, and the moment at which it dies. Names are
 * checked before. Runs beside the kernel.
 * @module
 */
import { BenchUsageError } from './bench-usage-error.ts';
import type { LabSystem } from './lab-system.ts';
import type { CrashPoint, ServiceDisk } from './operation.ts';

export class MachineVerbs {
  readonly #system: LabSystem;
  /** Crash points that were armed: in words, and whether they were needed and never came. */
  readonly #crashes: { readonly label: string; readonly isMissing: () => boolean }[] = [];

  constructor(system: LabSystem) {
    this.#system = system;
  }

  /** @throws {BenchUsageError} `BENCH_CRASH_POINT_INVALID` */
  crashAt(service: string, k: number): CrashPoint {
    if (!Number.isInteger(k) || k < 1) {
      throw new BenchUsageError('BENCH_CRASH_POINT_INVALID', {
        message: `Cannot end "${service}" at touch ${k}: crash points are counted from 1`,
        hint: 'Try 1, 2, 3 … until hit() gives undefined.',
      });
    }
    const armed = this.#system.kernel.crashAt(service, k);
    let isDisarmed = false;
    this.#crashes.push({
      label: `crash of ${service} at touch ${k}`,
      isMissing: () => !isDisarmed && armed.hit() === undefined,
    });
    return {
      hit: () => {
        const hit = armed.hit();
        return hit && { atMs: hit.atUs / 1_000, about: hit.about };
      },
      disarm: () => {
        isDisarmed = true;
        armed.disarm();
      },
    };
  }

  /** Crash points that were neither reached nor disarmed. */
  missed(): readonly string[] {
    return this.#crashes.filter(({ isMissing }) => isMissing()).map(({ label }) => label);
  }

  /** @throws {BenchUsageError} `BENCH_CLOCK_INVALID` */
  skewClock(service: string, ms: number): void {
    if (!Number.isSafeInteger(ms)) {
      throw new BenchUsageError('BENCH_CLOCK_INVALID', {
        message: `Cannot set the clock of "${service}" ${ms} ms off: it should be a whole number of milliseconds`,
        hint: 'Give 0 to set it right.',
      });
    }
    for (const replica of this.#system.replicas.of(service)) this.#system.skewClock(replica, ms);
  }

  /** The first replica's, for a service that has several; accesses are those of all. */
  disk(service: string): ServiceDisk {
    const { kernel, recorder, replicas } = this.#system;
    const names = new Set(replicas.of(service).map((replica) => replica.name));
    const name = replicas.of(service)[0]?.name ?? service;
    return {
      accesses: () => recorder.accesses().filter(({ process }) => names.has(process)),
      files: () => kernel.disk(name).paths(),
      read: (path) => kernel.disk(name).read(path),
      wipe: async () => kernel.wipeDisk(name),
    };
  }
}
