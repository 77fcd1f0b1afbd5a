/**
 * One program of the shop as a process of this machine's Node, on a port of loopback that it keeps over restarts.
 * Node only, POSIX.
 * @module
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { endGroup, MARKER_VARIABLE, type ProcessRegister } from '#bench/real/process-register.ts';
import { CourseError } from '#course/course-error.ts';

const HEALTH_LIMIT_MS = 20_000;
const HEALTH_EVERY_MS = 40;
/** A request that has begun is finished; who needs longer is ended. */
const GRACE_MS = 5_000;
const TAIL_LINES = 12;

export interface ShopProcessOptions {
  readonly name: string;
  /** Absolute. */
  readonly entry: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly register: ProcessRegister;
  readonly onLine: (line: string) => void;
  /** Called when it ended although nobody asked it to. */
  readonly onLost: (ending: string) => void;
}

/**
 * @example
 * const bank = new ShopProcess({ name: 'bank', entry, port: 20417, env: {}, register, onLine: console.log, onLost });
 * await bank.start();
 * await bank.stop();
 */
export class ShopProcess {
  readonly url: string;
  readonly #options: ShopProcessOptions;
  readonly #tail: string[] = [];
  #child: ChildProcess | undefined;
  #ended: Promise<unknown> = Promise.resolve();
  #isExpectedToEnd = false;

  constructor(options: ShopProcessOptions) {
    this.#options = options;
    this.url = `http://127.0.0.1:${options.port}`;
  }

  /** `undefined` when it does not run. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /**
   * Resolves when it answers `GET /health` with 200.
   *
   * @throws {CourseError} `SHOP_PROCESS_FAILED` when it ends before, or takes longer than 20 s.
   */
  async start(): Promise<void> {
    const { entry, port, env, register } = this.#options;
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry], {
      env: {
        PATH: process.env['PATH'] ?? '',
        ...env,
        PORT: String(port),
        HOST: '127.0.0.1',
        [MARKER_VARIABLE]: register.marker,
      },
      // A group of its own: Ctrl-C in the terminal reaches it by us only, so that it can finish what it is at.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { pid } = child;
    if (pid !== undefined) register.add(pid);
    this.#child = child;
    this.#isExpectedToEnd = false;
    this.#tail.length = 0;
    for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', (line) => this.#print(line));
    this.#ended = once(child, 'close').then(([code, signal]) => {
      if (pid !== undefined) register.remove(pid);
      this.#child = undefined;
      if (!this.#isExpectedToEnd) this.#options.onLost(`ended with ${signal ?? `code ${code}`}`);
    });
    await this.#becomeHealthy(child);
  }

  /** SIGTERM, and SIGKILL when the time of grace is over. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** kill -9. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#isExpectedToEnd = true;
    child.kill(signal);
    const timer = setTimeout(() => child.pid !== undefined && endGroup(child.pid), GRACE_MS);
    await this.#ended;
    clearTimeout(timer);
  }

  #print(line: string): void {
    this.#tail.push(line);
    if (this.#tail.length > TAIL_LINES) this.#tail.shift();
    this.#options.onLine(line);
  }

  async #becomeHealthy(child: ChildProcess): Promise<void> {
    const deadline = performance.now() + HEALTH_LIMIT_MS;
    while (this.#child === child) {
      const isHealthy = await fetch(`${this.url}/health`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isHealthy) return;
      if (performance.now() > deadline) break;
      await sleep(HEALTH_EVERY_MS);
    }
    const what = this.#child === child ? `did not become healthy within ${HEALTH_LIMIT_MS / 1000} s` : 'ended';
    await this.#end('SIGKILL');
    throw new CourseError('SHOP_PROCESS_FAILED', {
      message: `Cannot start "${this.#options.name}": the process ${what}; it should answer GET /health with 200`,
      hint: this.#tail.length > 0 ? `The last lines that it printed:\n${this.#tail.join('\n')}` : 'It printed nothing.',
    });
  }
}
