/**
 * The simulation's kernel: owns virtual time, the order of events, the network and process life. Hands one event at a time to
 * a process, waits until it is idle again, applies the effects and moves on. Knows nothing but the seed. Runs everywhere.
 * @module
 */
import { Agenda } from './agenda.ts';
import { ChildProcesses } from './child-processes.ts';
import { Connections } from './connections.ts';
import { type ArmedCrash, CrashPoints } from './crash-points.ts';
import { Disks, type DiskView } from './disks.ts';
import { EffectApplier } from './effect-applier.ts';
import { EventLog } from './event-log.ts';
import type { KernelObserver, ProcessEnding } from './kernel-observer.ts';
import { type Actor, hostNamesOf, type KernelProcess, newProcess, type ProcessView, viewOf } from './kernel-process.ts';
import type { FaultPlan, NetworkFault } from './network-fault.ts';
import type { Handover, NetworkHost, Origin } from './network-host.ts';
import { Ports } from './ports.ts';
import type { ProcessTransport } from './process-transport.ts';
import type { ProcessEffect, ProcessEvent, ProcessSpec, UncausedEvent } from './protocol.ts';

export interface KernelOptions {
  readonly seed: number;
  readonly transport: ProcessTransport;
  readonly observer: KernelObserver;
  /** Hosts that exist even while nothing runs on them; connecting to them is refused instead of unknown. */
  readonly hosts: readonly string[];
  /** Takes a line for every event and effect. */
  readonly trace?: string[];
}

/** A program to run: everything of `ProcessSpec` that the kernel does not choose itself. */
export interface KernelProgram extends Omit<ProcessSpec, 'pid' | 'seed' | 'disk' | 'launch'> {
  /** The host that all replicas of a service share. Default: the name, for a service that runs once. */
  readonly service?: string;
}

/**
 * One simulated system.
 *
 * @example
 * const pid = kernel.spawn({ name: 'payment-service', entry: 'main.ts', files, env });
 * while (await kernel.step());
 * kernel.digest(); // equal for equal seeds
 */
export class Kernel {
  readonly seed: number;
  /** Names that are known, whether something runs there or not. A session may take some away and add others. */
  readonly hosts: Set<string>;
  readonly #transport: ProcessTransport;
  readonly #observer: KernelObserver;
  readonly #agenda: Agenda;
  readonly #disks = new Disks();
  readonly #processes = new Map<number, KernelProcess>();
  readonly #log: EventLog;
  readonly #ports: Ports;
  readonly #connections: Connections;
  readonly #crashPoints: CrashPoints;
  readonly #children: ChildProcesses;
  readonly #effects: EffectApplier;
  #nowUs = 0;
  #nextPid = 1;
  #messageCount = 0;
  #eventCount = 0;

  constructor(options: KernelOptions) {
    this.seed = options.seed;
    this.#log = new EventLog(options.trace);
    this.#agenda = new Agenda(options.seed);
    this.#transport = options.transport;
    this.#observer = options.observer;
    this.hosts = new Set(options.hosts);
    const host: NetworkHost = {
      seed: options.seed,
      observer: options.observer,
      nowUs: () => this.#nowUs,
      isKnownHost: (host) => this.hosts.has(host),
      nextMessageId: () => (this.#messageCount += 1),
      addFact: (text) => this.#log.addFact(text),
      schedule: (process, atUs, salt, arrive, isStale) => this.#agenda.schedule(process, atUs, salt, arrive, isStale),
      tellWithNext: (handover) => this.#agenda.wait(handover, this.#nowUs),
      act: (process, effects, operation) => this.#effects.apply(process, effects, operation),
    };
    this.#ports = new Ports(host);
    this.#connections = new Connections(host, this.#ports);
    this.#crashPoints = new CrashPoints((process, connectionId) => this.#connections.remoteOf(process, connectionId));
    const finish = (process: KernelProcess, ending: ProcessEnding, origin: Partial<Origin>) =>
      this.#finish(process, ending, origin);
    this.#children = new ChildProcesses({
      nowUs: host.nowUs,
      schedule: host.schedule,
      start: (process, spec, afterUs) => this.#start(process, spec, afterUs),
      finish,
    });
    this.#effects = new EffectApplier({
      observer: options.observer,
      log: this.#log,
      agenda: this.#agenda,
      ports: this.#ports,
      connections: this.#connections,
      disks: this.#disks,
      children: this.#children,
      crashPoints: this.#crashPoints,
      nowUs: () => this.#nowUs,
      finish,
    });
  }

  /** Virtual microseconds since the run began. */
  get nowUs(): number {
    return this.#nowUs;
  }

  /** Events handed to processes so far. */
  get eventCount(): number {
    return this.#eventCount;
  }

  /** When the next thing is due, or `undefined` when nothing is. */
  nextAtUs(): number | undefined {
    return this.#agenda.nextAtUs();
  }

  /** The event log's hash so far, sixteen hexadecimal digits. */
  digest(): string {
    return this.#log.digest();
  }

  /** Adds the bench's client: pid 0, answers in this thread. */
  addActor(name: string, actor: Actor): number {
    this.#add(newProcess(0, name, name, actor), 'running');
    return 0;
  }

  /** Applies effects of an actor outside any event, as when a check asks for a request. */
  act(pid: number, effects: readonly ProcessEffect[], operation: string | undefined): void {
    const process = this.#processes.get(pid);
    if (process) this.#effects.apply(process, effects, operation);
  }

  /** Starts a program; its `start` event is due after `afterUs`. Returns its pid. */
  spawn(program: KernelProgram, afterUs = 0): number {
    const pid = this.#nextPid;
    this.#nextPid += 1;
    const { service = program.name, ...spec } = program;
    this.#start(newProcess(pid, program.name, service, undefined, spec), { ...spec, pid }, afterUs);
    return pid;
  }

  #start(process: KernelProcess, spec: Omit<ProcessSpec, 'seed' | 'disk'>, afterUs: number): void {
    this.#add(process, 'starting');
    this.#transport.create({ ...spec, seed: this.seed, disk: this.#disks.of(process.name).snapshot() });
    this.#agenda.schedule(process, this.#nowUs + afterUs, 0, () => {
      if (process.state === 'exited') return undefined;
      process.state = 'running';
      this.#observer.processStarted(process, this.#nowUs);
      return { process, event: { kind: 'start', atUs: this.#nowUs }, operation: undefined };
    });
  }

  /** What the processes that this one's machine starts from now on find as their program's files. */
  replaceFiles(pid: number, files: KernelProgram['files']): void {
    const { machine } = this.#processes.get(pid) ?? {};
    if (machine?.spec) machine.spec = { ...machine.spec, files };
  }

  /** kill -9. Nothing happens when the process has ended. */
  kill(pid: number): void {
    const process = this.#processes.get(pid);
    if (process) this.#finish(process, { kind: 'killed', signal: 'SIGKILL' }, {});
  }

  signal(pid: number, signal: 'SIGTERM' | 'SIGINT'): void {
    this.#tell(pid, 6, { kind: 'signal', signal });
  }

  /** Sets how far the wall clock of a running process stands from virtual time. */
  skewClock(pid: number, skewMs: number): void {
    this.#tell(pid, 8, { kind: 'clock', skewMs });
  }

  /** Ends a process known by that name, as `kill` does, instead of its `k`-th touch of the outside from now on. */
  crashAt(name: string, k: number): ArmedCrash {
    return this.#crashPoints.arm(name, k);
  }

  /** Puts a fault on the network, from now until it is removed. */
  addFault(plan: FaultPlan): NetworkFault {
    return this.#connections.faults.add(plan);
  }

  /** Bytes that were sent, and that faults on the network took. */
  get lostBytes(): number {
    return this.#connections.faults.lostBytes;
  }

  removeFault(fault: NetworkFault): void {
    this.#connections.faults.remove(fault);
  }

  /** What is durable on the disk of that name; empty before anything was written. */
  disk(name: string): DiskView {
    return this.#disks.of(name);
  }

  /** Empties a disk; processes of that name that run lose it under their feet. */
  wipeDisk(name: string): void {
    this.#disks.of(name).wipe();
    this.#log.addFact(`wiped ${name}`);
    for (const process of this.#processes.values()) {
      if (process.name === name && process.state !== 'exited') this.#tell(process.pid, 7, { kind: 'disk-wiped' });
    }
  }

  process(pid: number): ProcessView | undefined {
    const process = this.#processes.get(pid);
    return process && viewOf(process);
  }

  /** Ends every process, in this world and in the transport's. */
  close(): void {
    for (const process of this.#processes.values()) {
      if (!process.actor && process.state !== 'exited') this.#transport.destroy(process.pid);
      process.state = 'exited';
    }
  }

  /**
   * Moves to the next thing that is due, and waits until the process that it concerns is idle again.
   *
   * @returns `false` when nothing is due any more.
   */
  async step(): Promise<boolean> {
    const entry = this.#agenda.pop();
    if (!entry) return false;
    this.#nowUs = entry.atUs;
    const handover = entry.arrive();
    if (!handover) return true;
    const { process, event, operation } = handover;
    if (process.state === 'exited') return true;
    if (process.actor) {
      this.#count(process, event);
      this.#effects.apply(process, process.actor(event, operation), operation);
    } else await this.#deliver(process, [...process.waiting.splice(0), handover]);
    return true;
  }

  async #deliver(process: KernelProcess, handovers: readonly Handover[]): Promise<void> {
    // What waited is told of now.
    const events = handovers.map(({ event }) => (event.atUs === this.#nowUs ? event : { ...event, atUs: this.#nowUs }));
    for (const event of events) this.#count(process, event);
    const delivery = await this.#transport.deliver(process.pid, events);
    if ('effects' in delivery) {
      for (const [index, effects] of delivery.effects.entries()) {
        this.#effects.apply(process, effects, handovers[index]?.operation);
      }
      return;
    }
    const ending = { kind: 'stopped', reason: delivery.stopped, bySelf: delivery.bySelf } as const;
    this.#finish(process, ending, { operation: handovers.at(-1)?.operation });
  }

  #count({ pid }: KernelProcess, event: ProcessEvent): void {
    this.#eventCount += 1;
    this.#log.addEvent(pid, event);
  }

  #finish(process: KernelProcess, ending: ProcessEnding, origin: Partial<Origin>): void {
    if (process.state === 'exited') return;
    process.state = 'exited';
    process.ending = ending;
    process.timers.clear();
    process.waiting.length = 0;
    this.#log.addFact(`${ending.kind} ${process.pid}`);
    this.#transport.destroy(process.pid);
    this.#disks.of(process.name).dropOpenGroup(process.pid);
    this.#ports.release(process);
    const { operation, source } = origin;
    const cause = { atUs: this.#nowUs, ...(operation !== undefined && { operation }), ...(source && { source }) };
    this.#observer.processEnded(process, ending, cause);
    this.#connections.release(process, origin.operation);
    this.#children.ended(process, ending, origin);
  }

  /** An event that nobody's effect caused. `salt` is its own among those of one moment. */
  #tell(pid: number, salt: number, event: UncausedEvent): void {
    const process = this.#processes.get(pid);
    if (!process) return;
    this.#agenda.schedule(process, this.#nowUs, salt, () => ({
      process,
      event: { ...event, atUs: this.#nowUs },
      operation: undefined,
    }));
  }

  #add(process: KernelProcess, state: KernelProcess['state']): void {
    process.state = state;
    this.#processes.set(process.pid, process);
    for (const host of hostNamesOf(process)) this.hosts.add(host);
  }
}
