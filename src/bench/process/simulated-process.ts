/**
 * One simulated process: takes an event, lets the program run until it is idle again, and gives back what it did.
 *
 * Idle means: no tick, no promise job, no immediate, no due timer and no native result is left. Promise jobs are known
 * to be done after one macrotask turn; the rest the process counts itself (`simulation.md` §1 has the measurements).
 * @module
 */
import { EFFECT_LIMIT } from '#bench/kernel/effect-limit.ts';
import type { EffectSource, ProcessEffect, ProcessEvent, ProcessSpec } from '#bench/kernel/protocol.ts';
import { parentPipes } from '#bench/node-api/child-process/parent-pipes.ts';
import { ProcessFamily } from '#bench/node-api/child-process/process-family.ts';
import { ResponsePlaces } from '#bench/node-api/http/response-places.ts';
import {
  enterProcess,
  epochMs,
  type ConnectionEnd,
  type Listener,
  type ProcessContext,
} from '#bench/node-api/process-context.ts';
import { ProcessDisk } from '#bench/node-api/fs/process-disk.ts';
import { RandomStream } from '#bench/node-api/random-stream.ts';
import { TimerQueue } from '#bench/node-api/timers/timer-queue.ts';
import type { ProcessObject } from '#bench/node-api/process-object.ts';
import type { HostPlatform } from './host-platform.ts';
import { deliverEvent } from './deliver-event.ts';
import { Evaluation } from './evaluation.ts';
import { LogBuffer } from './log-buffer.ts';
import type { CompiledFiles } from './module/compiled-files.ts';
import { NativeGate } from './native-gate.ts';
import { exitSignal, ProcessEnding, type ErrorOrigin } from './process-ending.ts';
import { Program } from './program.ts';
import { TickQueue } from './tick-queue.ts';
import { UnhandledRejections } from './unhandled-rejections.ts';
import { WakeUp, wakeUpTimerId } from './wake-up.ts';
import { learnerStack, positionOnStack } from './source-position.ts';
import { clockReadUs, VirtualClock } from './virtual-clock.ts';

/** So many immediates run in one event; then virtual time moves, so that an endless `setImmediate` loop yields. */
const immediatesPerEvent = 1000;

export class SimulatedProcess implements ProcessContext {
  readonly pid: number;
  readonly name: string;
  readonly entry: string;
  readonly env: Record<string, string>;
  readonly files: Readonly<Record<string, string>>;
  readonly timers = new TimerQueue();
  readonly random: RandomStream;
  readonly cryptoRandom: RandomStream;
  readonly disk: ProcessDisk;
  readonly parts: ProcessContext['parts'];
  readonly family: ProcessFamily;
  readonly cwd: string;
  readonly connections = new Map<string, ConnectionEnd>();
  readonly listeners = new Map<number, Listener>();
  readonly singletons = new Map<string, unknown>();
  readonly program: Program;
  /** The thread tells here of promises that were rejected while this process ran. */
  readonly rejections = new UnhandledRejections();
  isAlive = true;
  allocatedBytes = 0;
  clockSkewMs: number;
  readonly responsePlaces = new ResponsePlaces();
  readonly #clock = new VirtualClock();
  readonly #platform: HostPlatform;
  readonly #tellsPlaces: boolean;
  readonly #gate = new NativeGate();
  readonly #log: LogBuffer;
  readonly #ending: ProcessEnding;
  readonly #wakeUp = new WakeUp();
  #effects: ProcessEffect[] = [];
  readonly #ticks = new TickQueue();
  #ids = wakeUpTimerId;
  #retained = 0;
  readonly #evaluation = new Evaluation();
  readonly #thrown = (error: unknown): void => this.uncaught(error, 'uncaughtException');

  constructor(spec: ProcessSpec, compiled: CompiledFiles, platform: HostPlatform, parts: ProcessContext['parts']) {
    this.parts = parts;
    this.pid = spec.pid;
    this.name = spec.name;
    this.entry = spec.entry;
    this.env = { ...spec.env };
    this.files = spec.files;
    this.clockSkewMs = spec.clockSkewMs ?? 0;
    this.random = new RandomStream(spec.seed, spec.pid, 1);
    this.cryptoRandom = new RandomStream(spec.seed, spec.pid, 2);
    const { launch } = spec;
    this.cwd = launch?.cwd ?? '/';
    this.family = new ProcessFamily(spec.pid, launch, parentPipes);
    this.disk = new ProcessDisk(
      { ...spec, entry: launch?.homeEntry ?? spec.entry },
      this,
      () => epochMs + this.#clock.nowUs / 1000 + this.clockSkewMs,
    );
    this.#platform = platform;
    this.#tellsPlaces = spec.tellsPlaces ?? true;
    this.#log = new LogBuffer((effect) => this.#effects.push(effect), launch, spec.tells);
    this.program = new Program(this, compiled, spec);
    this.#ending = new ProcessEnding({
      program: this.program,
      log: this.#log,
      processObject: this.#processObject,
      onEnd: (effect) => this.#ended(effect),
    });
  }

  /**
   * @param events Of one moment. As where an event loop finds several sockets ready, what is no tick and no promise job
   *   waits until all of them were told.
   * @returns What the process did at each, in order.
   */
  async deliver(events: readonly ProcessEvent[]): Promise<readonly (readonly ProcessEffect[])[]> {
    const effects: ProcessEffect[][] = [];
    for (const [index, event] of events.entries()) {
      if (!this.isAlive) break;
      effects.push(await this.#take(event, index === events.length - 1));
    }
    return effects;
  }

  async #take(event: ProcessEvent, isLast: boolean): Promise<ProcessEffect[]> {
    enterProcess(this);
    this.#clock.beginEvent(event.atUs);
    this.responsePlaces.beginEvent();
    this.allocatedBytes = 0;
    this.#log.beginEvent();
    if (event.kind === 'start') this.#evaluation.start(() => this.program.run(), this.#thrown);
    else this.#callback(() => this.#dispatch(event));
    await (isLast ? this.#settle() : this.#drain());
    this.#log.endEvent();
    if (this.isAlive && isLast) this.#armWakeUp();
    enterProcess(undefined);
    return this.#effects.splice(0);
  }

  /** kill -9: what is still on its way finds nobody. */
  kill(): void {
    this.isAlive = false;
    this.#ticks.clear();
    this.#effects = [];
  }

  emit(effect: ProcessEffect): void {
    if (this.isAlive && this.#effects.length <= EFFECT_LIMIT) this.#effects.push(effect);
  }

  send(...[connectionId, bytes, tag, source]: Parameters<ProcessContext['send']>): void {
    this.emit({ kind: 'data', connectionId, bytes, ...(tag && { tag }), ...(source && { source }) });
  }

  nowUs(): number {
    return this.#clock.read();
  }

  nextTick(callback: (...values: never[]) => unknown, ...values: unknown[]): void {
    if (this.isAlive) this.#ticks.add(callback, values);
  }

  nextId(): number {
    return (this.#ids += 1);
  }

  retain(): void {
    this.#retained += 1;
  }

  release(): void {
    this.#retained -= 1;
  }

  position(): EffectSource | undefined {
    return this.#tellsPlaces ? positionOnStack(this.program.translateFrame, this.position) : undefined;
  }

  write(stream: 'stdout' | 'stderr', text: string): void {
    if (this.isAlive) this.#log.write(stream, text, () => this.position());
  }

  note(text: string): void {
    if (this.isAlive) this.#log.note(text, () => this.position());
  }

  learnerStack(stack: string): string {
    return learnerStack(stack, this.program.translateFrame, this.program.isKnownPath);
  }

  gate<T>(promise: Promise<T>): Promise<T> {
    return this.#gate.hold(promise);
  }

  exit(...[code, signal]: Parameters<ProcessContext['exit']>): never {
    if (signal) this.#ending.signal(signal);
    else this.#ending.end(code, undefined, this.position());
    throw exitSignal;
  }

  uncaught(error: unknown, origin: ErrorOrigin, promise?: Promise<unknown>): void {
    this.#ending.uncaught(error, origin, promise);
  }

  readonly #processObject = (): ProcessObject | undefined =>
    this.singletons.get('process') as ProcessObject | undefined;

  #ended(effect: ProcessEffect): void {
    this.#effects.push(effect);
    this.isAlive = false;
    this.#ticks.clear();
  }

  /** Runs one callback as Node's event loop does: an error ends the process, ticks run before promise jobs. */
  #callback(run: () => unknown): void {
    try {
      run();
    } catch (error) {
      this.#thrown(error);
    }
    this.#runTicks();
  }

  #runTicks(): void {
    this.#ticks.run(this.#thrown, () => this.isAlive);
  }

  /** Lets promise jobs and ticks run, and nothing else. */
  async #drain(): Promise<void> {
    await this.#hop();
    while (this.isAlive && this.#ticks.hasTicks()) {
      this.#runTicks();
      await this.#hop();
    }
  }

  #hop(): Promise<void> {
    return new Promise((resolve) => this.#platform.hop(resolve));
  }

  async #settle(): Promise<void> {
    let immediates = 0;
    for (;;) {
      await this.#hop();
      if (!this.isAlive) return;
      if (this.#ticks.hasTicks()) this.#runTicks();
      else if (this.rejections.size > 0) this.#reportRejection();
      else if (this.#runDueTimer(this.#clock.eventUs)) continue;
      else if (this.timers.hasImmediates() && immediates < immediatesPerEvent) {
        immediates += 1;
        this.#callback(() => this.timers.takeImmediate()?.run());
      } else if (this.#gate.isHolding()) {
        await this.#gate.releaseFirst();
      } else if (!this.#runDueTimer(this.#clock.nowUs) && !this.#endIfNothingIsLeft()) return;
    }
  }

  #reportRejection(): void {
    const first = this.rejections.takeFirst();
    if (first) this.#callback(() => this.uncaught(first.reason, 'unhandledRejection', first.promise));
  }

  #runDueTimer(nowUs: number): boolean {
    const due = this.timers.takeDue(nowUs);
    if (due) this.#callback(due.run);
    return due !== undefined;
  }

  /** @returns True when the program was asked once more (`beforeExit`) and may have found work. */
  #endIfNothingIsLeft(): boolean {
    if (!this.#evaluation.hasStarted || this.#retained > 0 || this.timers.keepsAlive()) return false;
    if (this.#evaluation.isRunning) {
      const warning = `Warning: Detected unsettled top-level await at file:///${this.entry}\n`;
      this.#log.write('stderr', warning, () => undefined);
      this.#ending.end(13);
      return false;
    }
    const process = this.#processObject();
    const asked = process?.listenerCount('beforeExit') ?? 0;
    if (asked > 0 && process) {
      this.#callback(() => process.emit('beforeExit', process.exitCode ?? 0));
      const foundWork = this.#ticks.hasTicks() || this.#retained > 0 || this.timers.keepsAlive();
      if (!this.isAlive || foundWork) return true;
    }
    this.#ending.end(undefined);
    return false;
  }

  #armWakeUp(): void {
    const busyUntilUs = this.timers.hasImmediates() ? this.#clock.nowUs + clockReadUs : undefined;
    this.#effects.push(...this.#wakeUp.arm(busyUntilUs ?? this.timers.nextDueUs(), this.#clock.eventUs));
  }

  /** Handles what concerns the process itself; sockets and listeners take the rest. */
  #dispatch(event: ProcessEvent): void {
    if (event.kind === 'signal') this.#ending.signal(event.signal);
    else if (event.kind === 'timer') {
      this.#wakeUp.fired();
      this.#runDueTimer(this.#clock.eventUs);
    } else deliverEvent(this, event);
  }
}
