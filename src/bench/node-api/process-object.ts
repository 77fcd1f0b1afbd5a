/**
 * The global `process` of a simulated process.
 * @module
 */
import { Buffer } from './buffer.ts';
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

/** Memory is the host's: a run that could see it would differ from machine to machine. */
const memory = {
  rss: 50_000_000,
  heapTotal: 20_000_000,
  heapUsed: 10_000_000,
  external: 1_000_000,
  arrayBuffers: 10_000,
};

export class ProcessObject extends EventEmitter {
  exitCode: number | undefined = undefined;
  title = 'node';
  readonly pid: number;
  readonly ppid = 0;
  readonly platform = 'linux';
  readonly arch = 'x64';
  readonly version = `v${nodeVersion}`;
  readonly versions = { node: nodeVersion };
  readonly release = { name: 'node' };
  readonly features = { typescript: 'strip' };
  readonly config = { variables: {} };
  readonly execPath = '/usr/bin/node';
  readonly execArgv: string[] = [];
  readonly argv: string[];
  readonly argv0 = 'node';
  readonly env: Record<string, string>;
  readonly stdin = undefined;
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
    this.argv = [this.execPath, `/${context.entry}`];
    // As in Node, what is assigned becomes a string.
    this.env = new Proxy(context.env, {
      set: (target, name, value) => Reflect.set(target, name, String(value)),
    });
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

  nextTick(callback: (...values: unknown[]) => unknown, ...values: unknown[]): void {
    this.#context.nextTick(callback, ...values);
  }

  exit(code?: number | string): never {
    return this.#context.exit(code === undefined ? undefined : Number(code));
  }

  /** `process.kill` of another process needs the kernel; a process may only signal itself. */
  kill(pid: number, signal: string | number = 'SIGTERM'): true {
    if (pid !== this.pid) throw new Error(`kill ESRCH`);
    if (signal !== 0 && !this.emit(String(signal), signal)) this.#context.exit(143);
    return true;
  }

  abort(): never {
    return this.#context.exit(134);
  }

  cwd(): string {
    return '/';
  }

  uptime(): number {
    return (this.#context.nowUs() - this.#startUs) / 1e6;
  }

  memoryUsage = Object.assign(() => ({ ...memory }), { rss: () => memory.rss });

  cpuUsage(): { user: number; system: number } {
    return { user: 0, system: 0 };
  }

  emitWarning(warning: string | Error, options?: string | { type?: string }): void {
    const type =
      (typeof options === 'string' ? options : options?.type) ?? (warning instanceof Error ? warning.name : 'Warning');
    const text = warning instanceof Error ? warning.message : warning;
    this.#context.write('stderr', `(node:${this.pid}) ${type}: ${text}\n`);
  }

  umask(): number {
    return 0o22;
  }

  getBuiltinModule(): undefined {
    return undefined;
  }
}

export const processObject = (): ProcessObject => singleton('process', (context) => new ProcessObject(context));
