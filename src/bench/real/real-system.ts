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
import { CLIENT_NAME } from '#bench/judge/lab-columns.ts';
import type { RouteHost } from '#bench/kernel/edge.ts';
import { hostNamesOf } from '#bench/kernel/kernel-process.ts';
import { LoopbackPorts } from './loopback-ports.ts';
import { LoopWatch } from './loop-watch.ts';
import type { Backend } from './network/proxied-connection.ts';
import { RealNetwork } from './network/real-network.ts';
import type { ProcessState } from './observer-message.ts';
import type { ProcessRegister } from './process-register.ts';
import { ProgramFolder } from './program-folder.ts';
import { RealClient } from './real-client.ts';
import { addressesIn, labPorts, realEnvironment } from './real-environment.ts';
import { RealService } from './real-service.ts';
import { RealTimeline } from './real-timeline.ts';
import type { AddressLookup } from './translate-address.ts';
import { within } from './within.ts';
import { setTimeout as pause } from 'node:timers/promises';

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
}

/** How long programs may take to listen. A loaded machine needs seconds to start Node. */
export const START_LIMIT_MS = 15_000;
const SETTLE_PAUSE_MS = 5;
const NOTICE_LIMIT_MS = 1_000;
/** The bench's own client, as the network knows it. */
const CLIENT: RouteHost = { name: CLIENT_NAME, service: CLIENT_NAME, actor: () => [] };

export class RealSystem {
  readonly client: RealClient;
  readonly timeline: RealTimeline;
  readonly network: RealNetwork;
  readonly #options: RealSystemOptions;
  readonly #services: RealService[] = [];
  readonly #ports = new LoopbackPorts();
  readonly #startUs = monotonicUs();
  readonly #changes = new Set<() => void>();
  readonly #watch = new LoopWatch(() => this.#services);
  #isClosed = false;

  private constructor(options: RealSystemOptions) {
    this.#options = options;
    const nowUs = () => monotonicUs() - this.#startUs;
    this.timeline = new RealTimeline(options.program, (port) => this.#targetAt(port), this.#startUs);
    this.network = new RealNetwork({
      seed: options.seed,
      nowUs,
      watcher: this.timeline,
      backends: (toName, port) => this.#backends(toName, port),
      onRefused: ({ host, localPort }) => this.find(host.name)?.noticeClosed(localPort),
      onChange: () => this.#changed(),
    });
    this.client = new RealClient((host, port) => this.#locate(CLIENT, host, port), nowUs, {
      sent: (...sent) => this.timeline.sent(...sent),
      answered: (...answered) => this.timeline.answered(...answered),
      refused: (operation, request, code, atUs) => {
        this.timeline.refused(operation, request, code, atUs);
        if (code === 'ECONNREFUSED') this.network.countRefusal(CLIENT, request.host);
      },
    });
  }

  /** Writes the files of every program and chooses ports; nothing runs yet. */
  static async prepare(options: RealSystemOptions): Promise<RealSystem> {
    const system = new RealSystem(options);
    for (const program of programsOf(options.program)) await system.#add(program);
    return system;
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
    this.#watch.start();
    for (const service of services) service.start();
    const isDecided = () =>
      services.some(({ isRunning }) => !isRunning) ||
      (services.every(({ isListening }) => isListening) && this.network.isSettled);
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

  /** Somebody else holds a port that was chosen. */
  get hasLostPorts(): boolean {
    return this.network.problem !== undefined || this.#services.some(({ lostItsPort }) => lostItsPort);
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
    await Promise.all(this.#services.map((service) => service.kill('SIGKILL')));
    this.#options.register.endMarked();
    await rm(this.#options.folder, { recursive: true, force: true });
  }

  async #probeAll(): Promise<readonly ProcessState[]> {
    const states = await Promise.all(this.#services.map((service) => service.probe()));
    return states.filter((state) => state !== undefined);
  }

  /** The proxies follow before anybody is told. */
  #changed(): void {
    this.network.look();
    for (const look of this.#changes) look();
  }

  /** Chooses ports for a program and for its ways to others, and for the client's way to it. */
  async #add(program: ProgramSpec): Promise<void> {
    const { files, folder, nodeModules, register, program: lab } = this.#options;
    const { name } = program;
    const host: RouteHost = { name, service: name, actor: undefined };
    const isWorld = lab.world.some((other) => other.name === name);
    const ownFolder = await ProgramFolder.write({
      folder: join(folder, name),
      files: isWorld ? lab.worldFiles : files,
      packages: Object.keys(lab.packages),
      nodeModules,
    });
    const own = labPorts(program);
    const called = addressesIn(program).filter(({ host: to, port }) => to !== name && this.#isKnown(to, port));
    const free = (await this.#ports.take(own.length * 2 + called.length)).values();
    const next = () => free.next().value ?? 0;
    const ports = new Map(own.map((port) => [port, next()] as const));
    for (const port of own) this.network.addEdge(CLIENT, name, port, next());
    for (const { host: to, port } of called) this.network.addEdge(host, to, port, next());
    this.#services.push(
      new RealService({
        program,
        host,
        folder: ownFolder,
        env: realEnvironment(program, {
          folder: ownFolder.folder,
          ports,
          locate: (to, port) => (to === name ? (ports.get(port) ?? 'ECONNREFUSED') : this.#locate(host, to, port)),
        }),
        ports,
        register,
        timeline: this.timeline,
        nowUs: () => monotonicUs() - this.#startUs,
        onChange: () => this.#changed(),
      }),
    );
  }

  #isKnown(host: string, port: number): boolean {
    return programsOf(this.#options.program).some((known) => known.name === host && labPorts(known).includes(port));
  }

  #locate(from: RouteHost, host: string, port: number): ReturnType<AddressLookup> {
    const isKnown = programsOf(this.#options.program).some(({ name }) => name === host);
    return isKnown ? (this.network.localPort(from, host, port) ?? 'ECONNREFUSED') : 'ENOTFOUND';
  }

  #backends(toName: string, port: number): readonly Backend[] {
    return this.#services.flatMap((service) => {
      const localPort = hostNamesOf(service.host).includes(toName) ? service.openAt(port) : undefined;
      return localPort === undefined ? [] : [{ host: service.host, localPort }];
    });
  }

  /** What is behind a port that a program has called; a program that calls itself uses no proxy. */
  #targetAt(localPort: number): ReturnType<RealNetwork['targetAt']> {
    const service = this.#services.find(({ port }) => port === localPort);
    return service ? { name: service.name, port: service.program.port } : this.network.targetAt(localPort);
  }
}

function programsOf(program: LabProgram): readonly ProgramSpec[] {
  return [...program.world, ...program.services];
}

const monotonicUs = (): number => Number(process.hrtime.bigint() / 1_000n);
