/**
 * A lab's programs as real Node processes on loopback: starts, ends and restarts them by name, knows their state, and
 * watches for those that compute without end. A check stands on it. Node only, POSIX.
 * @module
 */
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { LabFiles, LabProgram } from '#bench/judge/lab-program.ts';
import type { ProcessStatus } from '#bench/judge/operation.ts';
import { statusOf } from '#bench/judge/process-status.ts';
import { LOST_LIMIT_MS, LoopWatch } from './loop-watch.ts';
import { RealNetwork } from './network/real-network.ts';
import type { ProcessState } from './observer-message.ts';
import type { ProcessRegister } from './process-register.ts';
import { RealClient } from './real-client.ts';
import { CLIENT_HOST, RealMachines } from './real-machines.ts';
import type { RealService } from './real-service.ts';
import { RealTimeline } from './real-timeline.ts';
import { valueWithin } from './value-within.ts';

export interface RealSystemOptions {
  readonly program: LabProgram;
  readonly files: LabFiles;
  /** For the files of this system; does not exist yet, and is removed at the end. */
  readonly folder: string;
  /** The project's `node_modules`. */
  readonly nodeModules: string;
  /** Of every draw that the network makes. */
  readonly seed: number;
  readonly register: ProcessRegister;
  /** A broker that was chosen in the place of the lab's. */
  readonly broker?: ChosenBroker;
}

/** A program of the lab's world that is not as the lab has it. */
export interface ChosenBroker {
  readonly name: string;
  /** Nobody here may end it. */
  readonly isForeign: boolean;
  /** How long it may take to listen. */
  readonly startLimitMs: number;
}

/** How long programs may take to listen. A loaded machine needs seconds to start Node. */
export const START_LIMIT_MS = 15_000;
const SETTLE_PAUSE_MS = 5;
const NOTICE_LIMIT_MS = 1_000;

export class RealSystem {
  readonly client: RealClient;
  readonly timeline: RealTimeline;
  readonly network: RealNetwork;
  readonly machines: RealMachines;
  readonly #options: RealSystemOptions;
  readonly #startUs = monotonicUs();
  readonly #changes = new Set<() => void>();
  readonly #watch = new LoopWatch(
    () => this.services,
    () => this.#changed(),
  );
  #isClosed = false;

  private constructor(options: RealSystemOptions) {
    this.#options = options;
    const nowUs = () => monotonicUs() - this.#startUs;
    const onChange = () => this.#changed();
    this.timeline = new RealTimeline(options.program, (port) => this.machines.targetAt(port), this.#startUs);
    const { timeline } = this;
    this.machines = new RealMachines({ ...options, timeline, network: () => this.network, nowUs, onChange });
    this.network = new RealNetwork({
      seed: options.seed,
      nowUs,
      watcher: timeline,
      backends: (toName, port) => this.machines.backends(toName, port),
      onRefused: ({ localPort }) => {
        for (const service of this.services) service.noticeClosed(localPort);
      },
      onChange,
    });
    this.client = new RealClient((host, port) => this.machines.locate(CLIENT_HOST, host, port), nowUs, {
      sent: (...sent) => timeline.sent(...sent),
      answered: (...answered) => timeline.answered(...answered),
      refused: (operation, request, code, atUs) => {
        timeline.refused(operation, request, code, atUs);
        if (code === 'ECONNREFUSED') this.network.countRefusal(CLIENT_HOST, request.host);
      },
    });
  }

  /** Writes the files of every program and chooses ports; nothing runs yet. */
  static async prepare(options: RealSystemOptions): Promise<RealSystem> {
    const system = new RealSystem(options);
    for (const replica of system.machines.replicas.all()) await system.machines.renew(replica);
    return system;
  }

  /** World first. */
  get services(): readonly RealService[] {
    return this.machines.all();
  }

  /** The program's processes belong to somebody else. */
  isForeign(name: string): boolean {
    const { broker } = this.#options;
    return broker?.isForeign === true && broker.name === name;
  }

  get nowMs(): number {
    return (monotonicUs() - this.#startUs) / 1_000;
  }

  /** The programs of the world, and when they listen the services: who connects to a broker at its start finds one. */
  async startAll(): Promise<void> {
    const isWorld = ({ program }: RealService) => this.machines.isWorld(program.name);
    await this.start(this.services.filter(isWorld));
    await this.start(this.services.filter((service) => !isWorld(service)));
  }

  /** Starts programs; resolves when each listens where it should, one has ended, or the limit has passed. */
  async start(services: readonly RealService[]): Promise<void> {
    // A check that nobody waits for any more may still ask.
    if (this.#isClosed) return;
    this.#watch.start();
    for (const service of services) service.start();
    const isDecided = () =>
      services.some(({ isRunning }) => !isRunning) ||
      (services.every(({ isListening }) => isListening) && this.network.isSettled);
    const { broker } = this.#options;
    const isSlow = services.some(({ program }) => program.name === broker?.name);
    await this.waitUntil(isDecided, isSlow && broker ? broker.startLimitMs : START_LIMIT_MS);
    // Who computes without end is told so, also where it has to share the processor.
    await this.waitUntil(() => isDecided() || !this.#watch.isDoubtful(services), LOST_LIMIT_MS);
    // What breaks right after the port opened, such as a second listen on it, still belongs to the start.
    if (services.every(({ isListening }) => isListening)) await Promise.all(services.map((service) => service.probe()));
  }

  /** Of one replica, or of the one of a program that is worst off: ended, then starting, then running. */
  status(name: string): ProcessStatus {
    const views = this.machines.of(name).map((service) => service.view());
    const worst =
      views.find((view) => !view || view.state === 'exited') ?? views.find((view) => view?.state === 'starting');
    const silent = views.find((view) => view?.ports.length === 0);
    return statusOf(worst ?? silent ?? views[0]);
  }

  /** A connection breaks a moment before its process is known to have ended; waits until that is settled, or a second. */
  async noticeEnd(name: string): Promise<void> {
    await valueWithin(Promise.all(this.machines.of(name).map((service) => service.probe())), NOTICE_LIMIT_MS);
  }

  /** Somebody else holds a port that was chosen. */
  get hasLostPorts(): boolean {
    return this.network.problem !== undefined || this.services.some(({ lostItsPort }) => lostItsPort);
  }

  /**
   * Resolves when every proxy is open or closed as it should be.
   *
   * @throws {Error} when another program has taken the port of a proxy meanwhile.
   */
  async settleNetwork(): Promise<void> {
    await this.waitUntil(() => this.network.isSettled, START_LIMIT_MS);
    const { problem } = this.network;
    if (problem) throw new Error(`Cannot open the network again: ${problem.message}`, { cause: problem });
  }

  /** The first program that the bench had to stop. */
  stopped(): RealService | undefined {
    return this.services.find(({ ending }) => ending?.kind === 'stopped');
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
      const states = await valueWithin(this.#probeAll(), endMs - this.nowMs);
      if (!states) return;
      const isQuiet =
        this.client.openCount === 0 &&
        !this.network.isBusy &&
        states.every(({ pending, openRequests }) => pending.length + openRequests === 0);
      const now = isQuiet ? [this.network.activity, ...states.map(({ activity }) => activity)].join() : undefined;
      if (now !== undefined && now === before) return;
      before = now;
      await pause(Math.min(SETTLE_PAUSE_MS, Math.max(endMs - this.nowMs, 0)));
    }
  }

  /** Ends everything, also what left its group, and removes the files. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#watch.stop();
    this.client.close();
    this.network.close();
    this.#changed();
    await Promise.all(this.services.map((service) => service.kill('SIGKILL')));
    this.#options.register.endMarked();
    this.machines.close();
    await rm(this.#options.folder, { recursive: true, force: true });
  }

  async #probeAll(): Promise<readonly ProcessState[]> {
    const states = await Promise.all(this.services.map((service) => service.probe()));
    return states.filter((state) => state !== undefined);
  }

  /** The proxies follow before anybody is told. */
  #changed(): void {
    this.network.look();
    for (const look of this.#changes) look();
  }
}

const monotonicUs = (): number => Number(process.hrtime.bigint() / 1_000n);
