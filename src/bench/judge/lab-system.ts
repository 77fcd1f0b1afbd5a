/**
 * A lab's programs on a kernel: starts, kills and restarts them by name, knows their state, and drives virtual time
 * while someone waits for something. Both a check and a session stand on it. Runs everywhere.
 * @module
 */
import { BenchClient } from '#bench/kernel/bench-client.ts';
import { Kernel } from '#bench/kernel/kernel.ts';
import type { ProcessEnding } from '#bench/kernel/kernel-observer.ts';
import type { ProcessView } from '#bench/kernel/kernel-process.ts';
import type { ProcessTransport } from '#bench/kernel/process-transport.ts';
import { BROKER_CHANNEL } from './broker-feed.ts';
import type { LabFiles, LabProgram, ProgramSpec } from './lab-program.ts';
import { filesOf } from './program-files.ts';
import type { ProcessStatus } from './operation.ts';
import { CLIENT_NAME, labColumns } from './lab-columns.ts';
import { type Replica, Replicas } from './replicas.ts';
import { statusOf } from './process-status.ts';
import type { SourcePosition } from './report.ts';
import { type KeptMessages, TimelineRecorder } from './timeline-recorder.ts';
import type { TimelineWatcher } from './timeline-watcher.ts';
import { joinVersions, type ProgramVersion, type VersionChange } from './version-change.ts';

export interface LabSystemOptions {
  readonly program: LabProgram;
  readonly files: LabFiles;
  readonly seed: number;
  readonly transport: ProcessTransport;
  readonly watcher?: TimelineWatcher;
  /** Which messages stay when there are more than the timeline holds. Default `first`. */
  readonly keeps?: KeptMessages;
  /** Takes a line for every event and effect of the run. */
  readonly trace?: string[];
}

/** How long a service may take to listen, in virtual time. */
const START_LIMIT_US = 10_000_000;
/** What breaks this soon after the port opened, such as a second listen on it, still belongs to the start. */
const STEADY_US = 10_000;

interface Wait {
  readonly isOver: () => boolean;
  readonly resolve: () => void;
}

export interface LastActivity {
  /** Such as `r-3 (POST /api/payments)`. */
  readonly request?: string;
  readonly seen?: SourcePosition & { readonly atMs: number };
}

export class LabSystem {
  readonly kernel: Kernel;
  readonly client: BenchClient;
  readonly recorder: TimelineRecorder;
  #program: LabProgram;
  readonly replicas: Replicas;
  readonly #versions = new Map<string, ProgramVersion>();
  readonly #skewsMs = new Map<string, number>();
  #files: LabFiles;
  #waits: Wait[] = [];
  #resolvedWaitCount = 0;

  constructor(options: LabSystemOptions) {
    const { program, files, seed, transport, watcher, keeps } = options;
    this.#program = program;
    this.#files = files;
    this.replicas = new Replicas(this.programs);
    this.recorder = new TimelineRecorder(labColumns(program), watcher, keeps);
    this.kernel = new Kernel({
      seed,
      transport,
      observer: this.recorder,
      hosts: this.programs.map(({ name }) => name),
      ...(options.trace && { trace: options.trace }),
    });
    this.client = new BenchClient(this.kernel, CLIENT_NAME);
  }

  /** World first, so that services find it up. */
  get programs(): readonly ProgramSpec[] {
    return [...this.#program.world, ...this.#program.services];
  }

  get services(): readonly ProgramSpec[] {
    return this.#program.services;
  }

  get nowMs(): number {
    return this.kernel.nowUs / 1_000;
  }

  /** Changes whenever someone who waited has been answered; they then get a turn before time moves on. */
  get turn(): number {
    return this.client.endedCount + this.#resolvedWaitCount;
  }

  /** New files, and with them the services that they declare. What has ended may be started anew; disks stay by name. */
  replaceFiles(files: LabFiles, program = this.#program): void {
    this.#files = files;
    this.#program = program;
    this.replicas.declare(this.programs);
    this.recorder.replaceColumns(labColumns(program));
    this.kernel.hosts.clear();
    for (const { name } of this.programs) this.kernel.hosts.add(name);
    for (const { name } of program.world.filter(({ reads }) => reads)) {
      for (const pid of this.replicas.of(name).flatMap((replica) => this.livePids(replica))) {
        this.kernel.replaceFiles(pid, filesOf(program, name, files));
      }
    }
  }

  find(name: string): ProgramSpec | undefined {
    return this.programs.find((program) => program.name === name);
  }

  isWorld(name: string): boolean {
    return this.#program.world.some((program) => program.name === name);
  }

  /** Starts programs, each with all its replicas, one virtual millisecond apart, and waits as {@link startReplicas} does. */
  start(programs: readonly ProgramSpec[]): Promise<void> {
    return this.startReplicas(programs.flatMap(({ name }) => this.replicas.of(name)));
  }

  /** Resolves when each listens where it should, or one has ended. */
  startReplicas(replicas: readonly Replica[]): Promise<void> {
    const pids = replicas.map((replica, index) => {
      const pid = this.#spawn(replica, index * 1_000);
      replica.pids.push(pid);
      return pid;
    });
    const ports = replicas.map(({ program }) => program.port);
    const limitUs = this.kernel.nowUs + START_LIMIT_US;
    let upSinceUs: number | undefined;
    return this.waitUntil(() => {
      const views = pids.map((pid) => this.kernel.process(pid));
      if (this.isQuietUntil(limitUs) || views.some((view) => view?.state === 'exited')) return true;
      if (!ports.every((port, index) => views[index]?.ports.includes(port))) return false;
      upSinceUs ??= this.kernel.nowUs;
      return this.isQuietUntil(upSinceUs + STEADY_US);
    });
  }

  /** What every process of a program gets from now on, over its own environment and the lab's files. */
  changeVersion(program: ProgramSpec, change: VersionChange): void {
    this.#versions.set(program.name, joinVersions(this.#versions.get(program.name), change));
  }

  /** One more replica, not started, with a column beside the others'. */
  addReplica(program: ProgramSpec): Replica {
    const before = this.replicas.of(program.name).at(-1)?.name ?? program.name;
    const replica = this.replicas.add(program);
    this.recorder.addColumn({ process: replica.name, role: 'service' }, before);
    return replica;
  }

  /** Wall clocks belong to the machine: a process that starts again finds it as it was. */
  skewClock(replica: Replica, skewMs: number): void {
    this.#skewsMs.set(replica.name, skewMs);
    for (const pid of this.livePids(replica)) this.kernel.skewClock(pid, skewMs);
  }

  kill(name: string): void {
    for (const replica of this.replicas.of(name)) for (const pid of this.livePids(replica)) this.kernel.kill(pid);
  }

  livePids(replica: Replica): readonly number[] {
    return replica.pids.filter((pid) => this.kernel.process(pid)?.state !== 'exited');
  }

  /** The process that a replica is now; the first replica's for a program. */
  view(name: string): ProcessView | undefined {
    const [replica] = this.replicas.of(name);
    return replica && this.#present(replica);
  }

  ending(name: string): ProcessEnding | undefined {
    return this.view(name)?.ending;
  }

  /** Of one replica, or of the one of a program that is worst off: ended, then starting, then running. */
  status(name: string): ProcessStatus {
    const views = this.replicas.of(name).map((replica) => this.#present(replica));
    const worst =
      views.find((view) => !view || view.state === 'exited') ?? views.find((view) => view?.state === 'starting');
    const silent = views.find((view) => view?.ports.length === 0);
    return statusOf(worst ?? silent ?? views[0]);
  }

  /** The first program that the bench had to stop in real time. */
  stopped(): { readonly name: string; readonly ending: Extract<ProcessEnding, { kind: 'stopped' }> } | undefined {
    // Asked after every event.
    if (!this.recorder.hasSeenStop) return undefined;
    for (const { name, pids } of this.replicas.ever()) {
      for (const pid of pids) {
        const ending = this.kernel.process(pid)?.ending;
        if (ending?.kind === 'stopped') return { name, ending };
      }
    }
    return undefined;
  }

  /** What a service was doing: the request that reached it last, and the last line it was seen at since. */
  lastActivity(name: string): LastActivity {
    const { messages, moments } = this.recorder.timeline();
    const request = messages.findLast(
      ({ to, kind, receivedAtMs }) => to === name && kind === 'request' && receivedAtMs !== undefined,
    );
    const sent = messages
      .filter(({ from }) => from === name)
      .map(({ sentAtMs, source }) => ({ atMs: sentAtMs, source }));
    const told = moments.filter(({ process }) => process === name).map(({ atMs, source }) => ({ atMs, source }));
    const seen = [...sent, ...told]
      .filter(({ atMs }) => atMs >= (request?.receivedAtMs ?? 0))
      .sort((left, right) => left.atMs - right.atMs)
      .findLast(({ source }) => source !== undefined);
    return {
      ...(request && { request: `${request.operation ?? 'a request'} (${request.label})` }),
      ...(seen?.source && { seen: { ...seen.source, atMs: seen.atMs } }),
    };
  }

  /** Nothing is due up to and including this moment. */
  isQuietUntil(atUs: number): boolean {
    const nextUs = this.kernel.nextAtUs();
    return nextUs === undefined || nextUs > atUs;
  }

  /** Resolves after the first step at which the condition holds. */
  waitUntil(isOver: () => boolean): Promise<void> {
    return new Promise((resolve) => this.#waits.push({ isOver, resolve }));
  }

  /**
   * Handles what is due next, after answering everyone whose wait is over.
   *
   * @returns `answered`: someone must get a turn first; `moved`: time moved; `idle`: nothing is due.
   */
  async advance(): Promise<'answered' | 'moved' | 'idle'> {
    const over = this.#waits.filter(({ isOver }) => isOver());
    if (over.length > 0) {
      this.#waits = this.#waits.filter((wait) => !over.includes(wait));
      this.#resolvedWaitCount += over.length;
      for (const wait of over) wait.resolve();
      return 'answered';
    }
    return (await this.kernel.step()) ? 'moved' : 'idle';
  }

  close(): void {
    this.kernel.close();
  }

  #spawn(replica: Replica, afterUs: number): number {
    const { name, program } = replica;
    const version = this.#versions.get(program.name);
    const files = filesOf(this.#program, program.name, this.#files);
    const clockSkewMs = this.#skewsMs.get(name);
    return this.kernel.spawn(
      {
        name,
        service: program.name,
        entry: program.entry,
        files: version ? { ...files, ...version.files } : files,
        env: { HOSTNAME: name, ...program.env, ...version?.env, PORT: String(program.port) },
        packages: this.#program.packages,
        ...(version && version.imports.length > 0 && { imports: version.imports }),
        ...(this.#isBroker(program) && { tells: [BROKER_CHANNEL] }),
        ...(clockSkewMs !== undefined && { clockSkewMs }),
      },
      afterUs,
    );
  }

  #isBroker({ name }: ProgramSpec): boolean {
    return this.#program.world.some((one) => one.name === name && one.role === 'broker');
  }

  /** While one process takes over from another: the one that listens. */
  #present(replica: Replica): ProcessView | undefined {
    const views = replica.pids.map((pid) => this.kernel.process(pid));
    return (
      views.findLast((view) => view?.state === 'running' && view.ports.length > 0) ??
      views.findLast((view) => view?.state !== 'exited') ??
      views.at(-1)
    );
  }
}
