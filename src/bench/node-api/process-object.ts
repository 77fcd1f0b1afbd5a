/**
 * The global `process` of a simulated process.
 * @module
 */
import { Buffer } from './buffer.ts';
import { sendSignal } from './child-process/child-process.ts';
import { addChannel, standardInput } from './child-process/parent-pipes.ts';
import { readSignal, signalNumbers } from './child-process/signals.ts';
import { invalidArgType, outOfRange, systemError } from './errors.ts';
import { EventEmitter } from './events.ts';
import { currentProcess, singleton, type ProcessContext } from './process-context.ts';
import { Writable } from './stream/stream.ts';

export const nodeVersion = '24.21.0';

class StandardStream extends Writable {
  readonly isTTY = false;
  readonly columns = undefined;
  readonly fd: number;

  constructor(fd: 1 | 2) {
    super({
      decodeStrings: false,
      write(chunk: string | Uint8Array, _encoding, done) {
        const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
        currentProcess().write(fd === 1 ? 'stdout' : 'stderr', text);
        done();
      },
    });
    this.fd = fd;
  }
}

const hrtime = (from?: readonly [number, number]): [number, number] => {
  if (from !== undefined && !Array.isArray(from)) throw invalidArgType('time', 'an instance of Array', from);
  if (from !== undefined && from.length !== 2) throw outOfRange('time', '2', (from as readonly number[]).length);
  const us = currentProcess().nowUs();
  let seconds = Math.floor(us / 1e6);
  let nanos = (us % 1e6) * 1000;
  if (from) {
    seconds -= from[0];
    nanos -= from[1];
    if (nanos < 0) {
      seconds -= 1;
      nanos += 1e9;
    }
  }
  return [seconds, nanos];
};
hrtime.bigint = (): bigint => BigInt(currentProcess().nowUs()) * 1000n;

type FindModule = (name: string) => Record<string, unknown> | undefined;

interface WarningOptions {
  readonly type?: string;
  code?: string;
  detail?: string;
}

const resourceNames =
  'userCPUTime systemCPUTime maxRSS sharedMemorySize unsharedDataSize unsharedStackSize minorPageFault majorPageFault swappedOut fsRead fsWrite ipcSent ipcReceived signalsCount voluntaryContextSwitches involuntaryContextSwitches'.split(
    ' ',
  );

/** Memory is the host's: a run that could see it would differ from machine to machine. */
const memory = {
  rss: 50_000_000,
  heapTotal: 20_000_000,
  heapUsed: 10_000_000,
  external: 1_000_000,
  arrayBuffers: 10_000,
};

export class ProcessObject extends EventEmitter {
  #exitCode: number | undefined;
  title = 'node';
  readonly pid: number;
  readonly ppid: number;
  readonly platform = 'linux';
  readonly arch = 'x64';
  readonly version = `v${nodeVersion}`;
  readonly versions = { node: nodeVersion, v8: '13.6.233.17-node.28', modules: '137' };
  readonly report = {};
  readonly release = { name: 'node' };
  readonly features = { typescript: 'strip' };
  readonly config = { variables: {} };
  readonly execPath = '/usr/bin/node';
  readonly execArgv: string[] = [];
  readonly argv: string[];
  readonly argv0 = 'node';
  readonly env: Record<string, string>;
  readonly hrtime = hrtime;
  readonly #context: ProcessContext;
  readonly #startUs: number;
  #stdout: StandardStream | undefined;
  #stderr: StandardStream | undefined;

  constructor(context: ProcessContext) {
    super();
    this.#context = context;
    this.#startUs = context.nowUs();
    this.pid = context.pid;
    const { launch } = context.family;
    this.ppid = launch?.parentPid ?? 0;
    this.argv = [this.execPath, `/${context.entry}`, ...(launch?.args ?? [])];
    // As in Node, what is assigned becomes a string.
    this.env = new Proxy(context.env, {
      // A template, not String(): a symbol is refused.
      set: (target, name, value) => Reflect.set(target, name, `${value as string}`),
    });
  }

  /** A service has none; a child reads what its parent writes. */
  get stdin(): unknown {
    return this.#context.family.launch && standardInput();
  }

  get stdout(): StandardStream {
    return (this.#stdout ??= new StandardStream(1));
  }

  get stderr(): StandardStream {
    return (this.#stderr ??= new StandardStream(2));
  }

  get [Symbol.toStringTag](): string {
    return 'process';
  }

  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  set exitCode(code: unknown) {
    const isText = typeof code === 'string' && code !== '' && !Number.isNaN(Number(code));
    if (code !== undefined && code !== null && typeof code !== 'number' && !isText) {
      throw invalidArgType('code', 'of type number', code);
    }
    const value = code === undefined || code === null ? undefined : Number(code);
    if (value !== undefined && !Number.isInteger(value)) throw outOfRange('code', 'an integer', value);
    this.#exitCode = value;
  }

  /** Functions of their own: programs import them by name. */
  readonly nextTick = (callback: (...values: unknown[]) => unknown, ...values: unknown[]): void => {
    if (typeof callback !== 'function') throw invalidArgType('callback', 'of type function', callback);
    this.#context.nextTick(callback, ...values);
  };

  exit(code?: number | string): never {
    return this.#context.exit(code === undefined ? undefined : Number(code));
  }

  /** Reaches the own process, the parent and the children. */
  kill(pid: number, signal: string | number = 'SIGTERM'): true {
    if (!Number.isInteger(pid)) throw invalidArgType('pid', 'of type number', pid);
    const name = readSignal(signal);
    if (!this.#context.family.isKnown(pid)) throw systemError('kill', 'ESRCH', '');
    if (name === 0) return true;
    if (pid !== this.pid) sendSignal(this.#context, pid, name);
    else if (name === 'SIGKILL') {
      sendSignal(this.#context, pid, name);
      this.#context.exit(128 + signalNumbers[name]);
    } else if (!this.emit(name, name, signalNumbers[name])) this.#context.exit(undefined, name);
    return true;
  }

  abort(): never {
    return this.#context.exit(134);
  }

  cwd(): string {
    return this.#context.cwd;
  }

  uptime(): number {
    return (this.#context.nowUs() - this.#startUs) / 1e6;
  }

  memoryUsage = Object.assign(() => ({ ...memory }), { rss: () => memory.rss });

  cpuUsage(): { user: number; system: number } {
    return { user: 0, system: 0 };
  }

  emitWarning(warning: string | Error, options?: string | WarningOptions, code?: string): void {
    const given: WarningOptions =
      typeof options === 'object' ? options : { ...(options && { type: options }), ...(code && { code }) };
    if (typeof warning !== 'string' && !(warning instanceof Error)) {
      throw invalidArgType('warning', 'of type string or an instance of Error', warning);
    }
    const told =
      typeof warning === 'string'
        ? (Object.assign(new Error(warning), { name: given.type ?? 'Warning' }) as Error & WarningOptions)
        : (warning as Error & WarningOptions);
    if (given.code !== undefined) told.code = given.code;
    if (given.detail !== undefined) told.detail = given.detail;
    this.#context.nextTick(() => {
      const mark = told.code === undefined ? '' : `[${told.code}] `;
      const detail = told.detail === undefined ? '' : `${told.detail}\n`;
      this.#context.write('stderr', `(node:${this.pid}) ${mark}${told.name}: ${told.message}\n${detail}`);
      this.emit('warning', told);
    });
  }

  constrainedMemory(): number {
    return 0;
  }

  availableMemory(): number {
    return 2 ** 31;
  }

  resourceUsage(): Record<string, number> {
    return Object.fromEntries(resourceNames.map((name) => [name, 0]));
  }

  setUncaughtExceptionCaptureCallback(callback: ((error: unknown) => void) | null): void {
    this.removeAllListeners('uncaughtException');
    if (callback) this.on('uncaughtException', callback);
  }

  hasUncaughtExceptionCaptureCallback(): boolean {
    return this.listenerCount('uncaughtException') > 0;
  }

  loadEnvFile(path = '.env'): void {
    throw systemError('open', 'ENOENT', ` '${path}'`, { path });
  }

  umask(): number {
    return 0o22;
  }

  getBuiltinModule(name: string): unknown {
    const find = this.#context.singletons.get('builtin modules') as FindModule | undefined;
    return find?.(name.replace(/^node:/, ''))?.['default'];
  }
}

export const processObject = (): ProcessObject =>
  singleton('process', (context) => {
    const made = new ProcessObject(context);
    context.family.channel = addChannel(context, made);
    return made;
  });
