/**
 * A lab's programs as real Node processes on loopback: starts, ends and restarts them by name, knows their state, and
 * watches for those that compute without end. A check stands on it. Node only, POSIX.
 * @module
 */
import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import type { LabFiles, LabProgram, ProgramSpec } from '#bench/judge/lab-program.ts';
import type { ProcessStatus } from '#bench/judge/operation.ts';
import { statusOf } from '#bench/judge/process-status.ts';
import { LocalAddresses } from './local-addresses.ts';
import { findFreePorts } from './loopback-ports.ts';
import type { ProcessState } from './observer-message.ts';
import type { ProcessRegister } from './process-register.ts';
import { ProgramFolder } from './program-folder.ts';
import { RealClient } from './real-client.ts';
import { RealService } from './real-service.ts';
import { RealTimeline } from './real-timeline.ts';
import { setTimeout as pause } from 'node:timers/promises';

export interface RealSystemOptions {
  readonly program: LabProgram;
  readonly files: LabFiles;
  /** For the files of this system; does not exist yet, and is removed at the end. */
  readonly folder: string;
  /** The project's `node_modules`. */
  readonly nodeModules: string;
  readonly register: ProcessRegister;
}

/** How long programs may take to listen. A loaded machine needs seconds to start Node. */
export const START_LIMIT_MS = 15_000;
const WATCH_EVERY_MS = 500;
/** Ticks without an answer to a probe. They are counted, not timed: when the machine pauses, one late tick counts once. */
const SILENT_TICKS_LIMIT = 10;
export const SILENCE_LIMIT_MS = WATCH_EVERY_MS * SILENT_TICKS_LIMIT;
const SETTLE_PAUSE_MS = 5;
const NOTICE_LIMIT_MS = 1_000;

export class RealSystem {
  readonly client: RealClient;
  readonly timeline: RealTimeline;
  readonly #options: RealSystemOptions;
  readonly #services: readonly RealService[];
  readonly #startUs: number;
  readonly #changes = new Set<() => void>();
  #watch: NodeJS.Timeout | undefined;
  #isClosed = false;

  private constructor(
    options: RealSystemOptions,
    folders: ReadonlyMap<string, ProgramFolder>,
    ports: readonly number[],
  ) {
    this.#options = options;
    this.#startUs = monotonicUs();
    const programs = programsOf(options.program);
    const addresses = new LocalAddresses(
      programs,
      new Map(programs.map(({ name }, index) => [name, ports[index] ?? 0])),
    );
    this.timeline = new RealTimeline(options.program, addresses, this.#startUs);
    const nowUs = () => monotonicUs() - this.#startUs;
    this.client = new RealClient(addresses, nowUs, this.timeline);
    this.#services = programs.map((program) => {
      const port = addresses.portOf(program.name);
      return new RealService({
        program,
        // Written for every program of the list.
        folder: folders.get(program.name) as ProgramFolder,
        env: environmentOf(program, port, addresses),
        port,
        register: options.register,
        timeline: this.timeline,
        nowUs,
        onChange: () => this.#changed(),
      });
    });
  }

  /** Writes the files of every program and chooses ports; nothing runs yet. */
  static async prepare(options: RealSystemOptions): Promise<RealSystem> {
    const { program, files, folder, nodeModules } = options;
    const packages = Object.keys(program.packages);
    const isWorld = new Set(program.world.map(({ name }) => name));
    const folders = new Map<string, ProgramFolder>();
    for (const { name } of programsOf(program)) {
      const own = isWorld.has(name) ? program.worldFiles : files;
      folders.set(name, await ProgramFolder.write({ folder: join(folder, name), files: own, packages, nodeModules }));
    }
    return new RealSystem(options, folders, await findFreePorts(folders.size));
  }

  /** World first. */
  get services(): readonly RealService[] {
    return this.#services;
  }

  get nowMs(): number {
    return (monotonicUs() - this.#startUs) / 1_000;
  }

  find(name: string): RealService | undefined {
    return this.#services.find((service) => service.name === name);
  }

  /** Starts programs; resolves when each listens where it should, one has ended, or the limit has passed. */
  async start(services: readonly RealService[]): Promise<void> {
    // A check that nobody waits for any more may still ask.
    if (this.#isClosed) return;
    this.#watch ??= this.#watchForLoops();
    for (const service of services) service.start();
    const isDecided = () =>
      services.some(({ isRunning }) => !isRunning) || services.every(({ isListening }) => isListening);
    await this.waitUntil(isDecided, START_LIMIT_MS);
    // What breaks right after the port opened, such as a second listen on it, still belongs to the start.
    if (services.every(({ isListening }) => isListening)) await Promise.all(services.map((service) => service.probe()));
  }

  status(service: RealService): ProcessStatus {
    return statusOf(service.view());
  }

  /** A connection breaks a moment before its process is known to have ended; waits until that is settled, or a second. */
  async noticeEnd(name: string): Promise<void> {
    const service = this.find(name);
    if (service) await within(service.probe(), NOTICE_LIMIT_MS);
  }

  /** The first program that the bench had to stop. */
  stopped(): RealService | undefined {
    return this.#services.find(({ ending }) => ending?.kind === 'stopped');
  }

  /** Resolves when the condition holds, the limit has passed, or the system is closed. */
  waitUntil(isOver: () => boolean, limitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        this.#changes.delete(look);
        resolve();
      };
      const look = () => {
        if (this.#isClosed || isOver()) finish();
      };
      const timer = setTimeout(finish, limitMs);
      this.#changes.add(look);
      look();
    });
  }

  /**
   * Waits until nothing is under way, twice in a row, so that what one process handed to another in between is seen. A
   * process with a timer or another open task is at work; timers without a hold on the process are not seen.
   */
  async settle(limitMs: number): Promise<void> {
    const endMs = this.nowMs + limitMs;
    let before: string | undefined;
    while (this.nowMs < endMs) {
      const states = await within(this.#probeAll(), endMs - this.nowMs);
      if (!states) return;
      const isQuiet =
        this.client.openCount === 0 && states.every(({ pending, openRequests }) => pending.length + openRequests === 0);
      const now = isQuiet ? states.map(({ activity }) => activity).join() : undefined;
      if (now !== undefined && now === before) return;
      before = now;
      await pause(Math.min(SETTLE_PAUSE_MS, Math.max(endMs - this.nowMs, 0)));
    }
  }

  /** Ends everything, also what left its group, and removes the files. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#watch);
    this.client.close();
    this.#changed();
    await Promise.all(this.#services.map((service) => service.kill('SIGKILL')));
    this.#options.register.endMarked();
    await rm(this.#options.folder, { recursive: true, force: true });
  }

  async #probeAll(): Promise<readonly ProcessState[]> {
    const states = await Promise.all(this.#services.map((service) => service.probe()));
    return states.filter((state) => state !== undefined);
  }

  #changed(): void {
    for (const look of this.#changes) look();
  }

  #watchForLoops(): NodeJS.Timeout {
    const silentTicks = new Map<RealService, number>();
    return setInterval(() => {
      for (const service of this.#services) {
        if (!service.isRunning) {
          silentTicks.delete(service);
          continue;
        }
        const silent = silentTicks.get(service);
        if (silent === undefined) {
          silentTicks.set(service, 0);
          void service.probe().then(() => silentTicks.delete(service));
        } else if (silent >= SILENT_TICKS_LIMIT) {
          service.stopBecause(`stopped by the bench after ${SILENCE_LIMIT_MS / 1_000} s of computing`);
        } else silentTicks.set(service, silent + 1);
      }
    }, WATCH_EVERY_MS);
  }
}

function programsOf(program: LabProgram): readonly ProgramSpec[] {
  return [...program.world, ...program.services];
}

/** What a service finds in its environment: its own variables and what a program needs to run at all. */
function environmentOf(program: ProgramSpec, port: number, addresses: LocalAddresses): Record<string, string> {
  const own = Object.entries(program.env).map(([name, value]) => [name, addresses.translate(value)] as const);
  return { PATH: process.env['PATH'] ?? '', TZ: 'UTC', ...Object.fromEntries(own), PORT: String(port) };
}

/** The promise's value, or `undefined` when the limit passes first. */
async function within<Value>(promise: Promise<Value>, limitMs: number): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}

const monotonicUs = (): number => Number(process.hrtime.bigint() / 1_000n);
