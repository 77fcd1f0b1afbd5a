/**
 * One program of a lab across its lives: the process that runs now, its ports, and how the last one ended. Node only.
 * @module
 */
import type { ProgramSpec } from '#bench/judge/lab-program.ts';
import type { RouteHost } from '#bench/kernel/edge.ts';
import type { ObservedProcess, ProcessEnding } from '#bench/kernel/kernel-observer.ts';
import type { ProcessView } from '#bench/kernel/kernel-process.ts';
import type { ObservedError, ObserverMessage, ProcessState } from './observer-message.ts';
import type { ProcessRegister } from './process-register.ts';
import type { ProgramFolder } from './program-folder.ts';
import { realEnding } from './real-ending.ts';
import { RealProcess } from './real-process.ts';
import type { RealTimeline } from './real-timeline.ts';

export interface RealServiceOptions {
  readonly program: ProgramSpec;
  /** As the network knows it. */
  readonly host: RouteHost;
  /** What a deployment had changed when it was made. */
  readonly version: object | undefined;
  readonly folder: ProgramFolder;
  /** With real addresses and the real PORT. */
  readonly env: Readonly<Record<string, string>>;
  /** Modules in its folder that are evaluated before its entry. */
  readonly imports: readonly string[];
  /** Its ports on this machine by those that the lab knows. */
  readonly ports: ReadonlyMap<number, number>;
  readonly register: ProcessRegister;
  readonly timeline: RealTimeline;
  /** Microseconds since the run began. */
  readonly nowUs: () => number;
  /** Called whenever its state may have changed. */
  readonly onChange: () => void;
}

/** Addresses at which a connection to 127.0.0.1 arrives. */
const REACHABLE = new Set(['::', '0.0.0.0', '127.0.0.1', '::ffff:127.0.0.1']);
let lastPid = 0;

export class RealService {
  readonly program: ProgramSpec;
  readonly host: RouteHost;
  readonly version: object | undefined;
  readonly folder: ProgramFolder;
  /** The real value of PORT. */
  readonly port: number;
  readonly #options: RealServiceOptions;
  readonly #ports = new Set<number>();
  #process: RealProcess | undefined;
  #view: Pick<ProcessView, 'pid' | 'ending' | 'portTakenByItself'> | undefined;
  #error: ObservedError | undefined;
  #stopReason: string | undefined;
  #isContextless = false;

  constructor(options: RealServiceOptions) {
    this.#options = options;
    this.program = options.program;
    this.host = options.host;
    this.version = options.version;
    this.folder = options.folder;
    this.port = options.ports.get(options.program.port) ?? options.program.port;
  }

  get name(): string {
    return this.host.name;
  }

  get isRunning(): boolean {
    return this.#process !== undefined;
  }

  get isListening(): boolean {
    return this.#ports.has(this.port);
  }

  /** Its host cannot tell which request caused what it stores. */
  get isContextless(): boolean {
    return this.#isContextless;
  }

  /** Where it listens on this machine for a port of the lab; `undefined` when it does not. */
  openAt(labPort: number): number | undefined {
    const local = this.#options.ports.get(labPort);
    return local !== undefined && this.#ports.has(local) ? local : undefined;
  }

  /** A connection to it was refused, so it has stopped listening there. */
  noticeClosed(localPort: number): void {
    if (this.#ports.delete(localPort)) this.#options.onChange();
  }

  get ending(): ProcessEnding | undefined {
    return this.#view?.ending;
  }

  /** Somebody else held the port that was chosen for it. */
  get lostItsPort(): boolean {
    const taken = this.#error?.code === 'EADDRINUSE' && this.#error.port === this.port;
    return taken && this.#view?.portTakenByItself === undefined && !this.isRunning;
  }

  view(): ProcessView | undefined {
    if (!this.#view) return undefined;
    const state = !this.#process ? 'exited' : this.#ports.size > 0 ? 'running' : 'starting';
    return { ...this.#view, name: this.name, state, ports: [...this.#ports] };
  }

  start(): void {
    const { folder, env, imports, register, timeline, nowUs, onChange, program } = this.#options;
    lastPid += 1;
    const observed = { pid: lastPid, name: this.name };
    this.#view = { pid: lastPid, ending: undefined, portTakenByItself: undefined };
    this.#error = undefined;
    this.#stopReason = undefined;
    timeline.started(observed, nowUs());
    const process = new RealProcess({
      folder: folder.folder,
      entry: program.entry,
      programs: folder.programs,
      env,
      imports,
      register,
      onMessage: (message) => {
        this.#tell(observed, message);
        this.#take(message);
        onChange();
      },
      onOutput: (stream, text) => timeline.logged(observed, stream, folder.shorten(text), nowUs()),
      onExit: (exit) => {
        const ending = realEnding(exit, this.#error, this.#stopReason, folder);
        const say = (text: string) => timeline.logged(observed, 'stderr', text, nowUs());
        if (exit.dropped !== undefined) say(exit.dropped);
        if (exit.leftOthers) say('Processes that it had started were still running; the bench ended them with it.');
        this.#process = undefined;
        this.#ports.clear();
        this.#view = { pid: observed.pid, portTakenByItself: this.#view?.portTakenByItself, ending };
        timeline.ended(observed, ending, nowUs());
        onChange();
      },
    });
    this.#process = process;
  }

  /** Resolves when it has ended. */
  async kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const process = this.#process;
    process?.kill(signal);
    await process?.ended;
  }

  /** Asks it to end; after the grace it is ended. */
  async stop(graceMs: number): Promise<void> {
    const process = this.#process;
    if (!process) return;
    process.kill('SIGTERM');
    const timer = setTimeout(() => process.kill('SIGKILL'), graceMs);
    await process.ended;
    clearTimeout(timer);
  }

  /** Ends it because of what it does. `reason` continues "payment-service was …". */
  stopBecause(reason: string): void {
    this.#stopReason = reason;
    this.#process?.kill('SIGKILL');
  }

  /** How long it has computed; `undefined` when it is not running, and where the system does not tell. */
  get cpuMs(): number | undefined {
    return this.#process?.cpuMs;
  }

  /** `undefined` when it is not running, or ended before it answered. */
  async probe(): Promise<ProcessState | undefined> {
    const process = this.#process;
    if (!process) return undefined;
    return Promise.race([process.probe(), process.ended.then(() => undefined)]);
  }

  #take(message: Exclude<ObserverMessage, ProcessState>): void {
    switch (message.kind) {
      case 'listening':
        if (REACHABLE.has(message.address)) this.#ports.add(message.port);
        return;
      case 'closed':
        this.#ports.delete(message.port);
        return;
      case 'error': {
        this.#error = message;
        const { code, port } = message;
        if (code === 'EADDRINUSE' && port !== undefined && this.#ports.has(port) && this.#view) {
          this.#view = { ...this.#view, portTakenByItself: port };
        }
        return;
      }
      case 'note':
      case 'asked':
      case 'answered':
      case 'called':
      case 'call-answered':
      case 'call-refused':
      case 'stored':
      case 'accessed':
        return;
      case 'contextless':
        this.#isContextless = true;
        return;
    }
  }

  /** Reading its own program is no use of a store. */
  #tell(observed: ObservedProcess, message: Exclude<ObserverMessage, ProcessState>): void {
    const { folder, timeline } = this.#options;
    if (message.kind !== 'accessed') timeline.observed(observed, message);
    else if (message.mode === 'denied') timeline.observed(observed, message, folder.placeIn(message.stack ?? ''));
    else if (!folder.isOurs(message.path)) timeline.observed(observed, message);
  }
}
