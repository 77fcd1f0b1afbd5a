/**
 * The simulation's kernel: owns virtual time, the order of events, the network and process life. It hands one event at a
 * time to a process, waits until that process is idle again, applies the effects and moves on. No host API, no clock, no
 * randomness but the seed. Runs everywhere.
 * @module
 */
import { Agenda } from './agenda.ts';
import { Connections } from './connections.ts';
import { Disks, type DiskView } from './disks.ts';
import { EventLog } from './event-log.ts';
import type { KernelObserver, ProcessEnding } from './kernel-observer.ts';
import { type Actor, type KernelProcess, newProcess, type ProcessView, viewOf } from './kernel-process.ts';
import type { Handover, NetworkHost, Origin } from './network-host.ts';
import { Ports } from './ports.ts';
import type { ProcessTransport } from './process-transport.ts';
import type { ProcessEffect, ProcessSpec } from './protocol.ts';

export interface KernelOptions {
  readonly seed: number;
  readonly transport: ProcessTransport;
  readonly observer: KernelObserver;
  /** Hosts that exist even while nothing runs on them; connecting to them is refused instead of unknown. */
  readonly hosts: readonly string[];
}

/** A program to run: everything of `ProcessSpec` that the kernel does not choose itself. */
export type KernelProgram = Omit<ProcessSpec, 'pid' | 'seed' | 'disk'>;

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
  readonly #transport: ProcessTransport;
  readonly #observer: KernelObserver;
  readonly #hosts: Set<string>;
  readonly #agenda: Agenda;
  readonly #disks = new Disks();
  readonly #processes = new Map<number, KernelProcess>();
  readonly #log = new EventLog();
  readonly #ports: Ports;
  readonly #connections: Connections;
  #nowUs = 0;
  #nextPid = 1;
  #messageCount = 0;
  #eventCount = 0;

  constructor(options: KernelOptions) {
    this.seed = options.seed;
    this.#agenda = new Agenda(options.seed);
    this.#transport = options.transport;
    this.#observer = options.observer;
    this.#hosts = new Set(options.hosts);
    const host: NetworkHost = {
      seed: options.seed,
      observer: options.observer,
      nowUs: () => this.#nowUs,
      isKnownHost: (host) => this.#hosts.has(host),
      nextMessageId: () => (this.#messageCount += 1),
      addFact: (text) => this.#log.addFact(text),
      schedule: (process, atUs, salt, arrive) => this.#agenda.schedule(process, atUs, salt, arrive),
    };
    this.#ports = new Ports(host);
    this.#connections = new Connections(host, this.#ports);
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
    this.#add(newProcess(0, name, actor), 'running');
    return 0;
  }

  /** Applies effects of an actor outside any event, as when a check asks for a request. */
  act(pid: number, effects: readonly ProcessEffect[], operation: string | undefined): void {
    const process = this.#processes.get(pid);
    if (process) this.#apply(process, effects, operation);
  }

  /** Starts a program; its `start` event is due after `afterUs`. Returns its pid. */
  spawn(program: KernelProgram, afterUs = 0): number {
    const pid = this.#nextPid;
    this.#nextPid += 1;
    const process = newProcess(pid, program.name, undefined);
    this.#add(process, 'starting');
    this.#transport.create({ ...program, pid, seed: this.seed, disk: this.#disks.of(program.name).snapshot() });
    this.#agenda.schedule(process, this.#nowUs + afterUs, 0, () => {
      process.state = 'running';
      this.#observer.processStarted(process, this.#nowUs);
      return { process, event: { kind: 'start', atUs: this.#nowUs }, operation: undefined };
    });
    return pid;
  }

  /** kill -9. Nothing happens when the process has ended. */
  kill(pid: number): void {
    const process = this.#processes.get(pid);
    if (process) this.#finish(process, { kind: 'killed', signal: 'SIGKILL' }, {});
  }

  signal(pid: number, signal: 'SIGTERM' | 'SIGINT'): void {
    const process = this.#processes.get(pid);
    if (!process) return;
    this.#agenda.schedule(process, this.#nowUs, 6, () => ({
      process,
      event: { kind: 'signal', atUs: this.#nowUs, signal },
      operation: undefined,
    }));
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
      if (process.name !== name || process.state === 'exited') continue;
      this.#agenda.schedule(process, this.#nowUs, 7, () => ({
        process,
        event: { kind: 'disk-wiped', atUs: this.#nowUs },
        operation: undefined,
      }));
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

    this.#eventCount += 1;
    this.#log.addEvent(process.pid, event);
    if (process.actor) {
      this.#apply(process, process.actor(event, operation), operation);
      return true;
    }
    const delivery = await this.#transport.deliver(process.pid, event);
    if ('effects' in delivery) this.#apply(process, delivery.effects, operation);
    else this.#finish(process, { kind: 'stopped', reason: delivery.stopped, bySelf: delivery.bySelf }, { operation });
    return true;
  }

  #apply(process: KernelProcess, effects: readonly ProcessEffect[], operation: string | undefined): void {
    for (const effect of effects) {
      if (process.state === 'exited') return;
      process.effectCount += 1;
      this.#log.addEffect(effect);
      this.#applyOne(process, effect, operation);
    }
  }

  #applyOne(process: KernelProcess, effect: ProcessEffect, operation: string | undefined): void {
    const source = 'source' in effect ? effect.source : undefined;
    const origin: Origin = { operation, source };
    switch (effect.kind) {
      case 'set-timer':
        return this.#setTimer(process, effect.timerId, effect.afterUs, operation);
      case 'clear-timer':
        process.timers.delete(effect.timerId);
        return;
      case 'listen':
        return this.#ports.listen(process, effect, origin);
      case 'unlisten':
        return this.#ports.unlisten(process, effect.listenerId);
      case 'connect':
        return this.#connections.connect(process, effect, origin);
      case 'data':
        return this.#connections.data(process, effect, origin);
      case 'end':
        return this.#connections.end(process, effect.connectionId, origin);
      case 'reset':
        return this.#connections.reset(process, effect.connectionId, origin);
      case 'log':
        return this.#observer.logged(process, effect.stream, loggedText(effect), this.#cause(origin));
      case 'disk':
        return this.#changeDisk(process, effect, origin);
      case 'disk-access':
        return this.#observer.diskAccessed(process, effect.path, effect.mode, this.#cause(origin));
      case 'note':
        return this.#observer.noted(process, effect.text, this.#cause(origin));
      case 'exit': {
        const { code, error } = effect;
        return this.#finish(
          process,
          { kind: 'exit', code, ...(error && { error }) },
          { operation, source: error?.source ?? source },
        );
      }
    }
  }

  #setTimer(process: KernelProcess, timerId: number, afterUs: number, operation: string | undefined): void {
    const armed = process.effectCount;
    process.timers.set(timerId, armed);
    // Cleared, or set again under the same id since.
    const isStale = () => process.timers.get(timerId) !== armed;
    const fire = (): Handover => {
      process.timers.delete(timerId);
      return { process, event: { kind: 'timer', atUs: this.#nowUs, timerId }, operation };
    };
    this.#agenda.schedule(process, this.#nowUs + Math.max(0, Math.round(afterUs)), 0, fire, isStale);
  }

  #changeDisk(process: KernelProcess, effect: Extract<ProcessEffect, { kind: 'disk' }>, origin: Origin): void {
    const stored = this.#disks.of(process.name).change(effect.change, effect.commits);
    if (stored.length > 0) this.#observer.stored(process, stored, this.#cause(origin));
  }

  #finish(process: KernelProcess, ending: ProcessEnding, origin: Partial<Origin>): void {
    if (process.state === 'exited') return;
    process.state = 'exited';
    process.ending = ending;
    process.timers.clear();
    this.#log.addFact(`${ending.kind} ${process.pid}`);
    this.#transport.destroy(process.pid);
    this.#disks.of(process.name).dropOpenGroup();
    this.#ports.release(process);
    this.#observer.processEnded(process, ending, this.#cause(origin));
    this.#connections.release(process, origin.operation);
  }

  #cause(origin: Partial<Origin>) {
    const { operation, source } = origin;
    return {
      atUs: this.#nowUs,
      ...(operation === undefined ? {} : { operation }),
      ...(source === undefined ? {} : { source }),
    };
  }

  #add(process: KernelProcess, state: KernelProcess['state']): void {
    process.state = state;
    this.#processes.set(process.pid, process);
    this.#hosts.add(process.host);
  }
}

function loggedText({ text, droppedBytes }: Extract<ProcessEffect, { kind: 'log' }>): string {
  if (!droppedBytes) return text;
  return `${text.replace(/\n$/, '')}\n[${droppedBytes} more bytes were printed at once and are left out]\n`;
}
