/**
 * One program of a lab as a real Node process, in a process group of its own. Node only, POSIX.
 * @module
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Duplex } from 'node:stream';
import { BoundedOutput } from './bounded-output.ts';
import { processCpuMs } from './process-cpu-ms.ts';
import { type ObserverMessage, parseObserverMessage, type ProcessState } from './observer-message.ts';
import { endGroup, MARKER_VARIABLE, type ProcessRegister } from './process-register.ts';

/** Heap of one service; what needs more ends with Node's own words, as a container with a limit would end it. */
export const HEAP_LIMIT_MB = 512;
/** A line of the observer is never longer; anything else on its channel is not its. */
const LINE_LIMIT_CHARACTERS = 100_000;
/** As it is written here, or beside this file's bundle for a WebContainer. */
const OBSERVER = new URL(
  import.meta.url.endsWith('.ts') ? './observe-process.ts' : './observe-process.mjs',
  import.meta.url,
).href;
/**
 * Linux ends a process that is killed within milliseconds; a WebContainer cannot end one that computes. Nobody waits for
 * it longer than this; it stays in the register. Ticks are counted, so that a pause of the machine counts once.
 */
const END_TICK_MS = 500;
const END_TICKS_LIMIT = 10;

export interface RealProcessOptions {
  /** Working directory; the program's own files are in it. */
  readonly folder: string;
  /** Relative to the folder. */
  readonly entry: string;
  /** First folders of the lab's files. */
  readonly programs: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Relative to the folder; evaluated before the entry. */
  readonly imports: readonly string[];
  readonly register: ProcessRegister;
  readonly onMessage: (message: Exclude<ObserverMessage, ProcessState>) => void;
  readonly onOutput: (stream: 'stdout' | 'stderr', text: string) => void;
  readonly onExit: (exit: RealExit) => void;
}

export interface RealExit {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Processes that it had started outlived it and were ended with it. */
  readonly leftOthers: boolean;
  /** Such as "9000 more characters were printed and not kept". */
  readonly dropped: string | undefined;
  /** The last that was printed. */
  readonly tail: string;
}

/**
 * @example
 * const process = new RealProcess({ folder, entry: 'main.ts', env: { PORT: '20417' }, imports: [], register, onMessage, onOutput, onExit });
 * process.kill('SIGKILL');
 * await process.ended;
 */
export class RealProcess {
  /** Resolves when it has ended, its output is read, and its group is empty; or when kill -9 did nothing to it. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #channel: Duplex;
  readonly #probes = new Map<number, (state: ProcessState) => void>();
  #giveUp: () => void = () => {};
  #endTicks: NodeJS.Timeout | undefined;
  #lastProbe = 0;

  constructor(options: RealProcessOptions) {
    const { folder, entry, env, imports, register } = options;
    this.#child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        `--max-old-space-size=${HEAP_LIMIT_MB}`,
        ...[observerOf(options), ...imports.map((path) => `./${path}`)].flatMap((module) => ['--import', module]),
        entry,
      ],
      {
        cwd: folder,
        env: { ...env, [MARKER_VARIABLE]: register.marker },
        // A group of its own: signals reach what it starts too, and Ctrl-C in the terminal reaches it by us only.
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      },
    );
    const { pid } = this.#child;
    if (pid !== undefined) register.add(pid);
    this.#channel = this.#child.stdio[3] as Duplex;
    this.#listen(options.onMessage);
    const output = new BoundedOutput();
    this.#read('stdout', output, options.onOutput);
    this.#read('stderr', output, options.onOutput);
    this.ended = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      let exit = { code: null as number | null, signal: null as NodeJS.Signals | null, leftOthers: false };
      this.#child.once('exit', (code, signal) => {
        exit = { code, signal, leftOthers: pid !== undefined && endGroup(pid) };
      });
      let isOver = false;
      const finish = (): void => {
        clearInterval(this.#endTicks);
        if (isOver) return;
        isOver = true;
        options.onExit({ ...exit, dropped: output.describeDropped(), tail: output.tail });
        resolve();
      };
      // After `exit`, when every holder of its output is gone; the group was ended, so that this comes.
      this.#child.once('close', () => {
        if (pid !== undefined) register.remove(pid);
        finish();
      });
      this.#giveUp = () => {
        exit = { ...exit, signal: exit.signal ?? 'SIGKILL' };
        finish();
      };
    });
  }

  /** How long it has computed so far, where the system tells. */
  get cpuMs(): number | undefined {
    const { pid } = this.#child;
    return pid === undefined ? undefined : processCpuMs(pid);
  }

  /** To the whole group, as a container that is killed takes everything in it along. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    if (signal === 'SIGKILL') {
      endGroup(pid);
      this.#limitTheWait();
    }
    // A wish to end is for the program; what it does with its own children is its decision.
    else this.#child.kill(signal);
  }

  #limitTheWait(): void {
    let ticks = 0;
    this.#endTicks ??= setInterval(() => {
      ticks += 1;
      if (ticks >= END_TICKS_LIMIT) this.#giveUp();
    }, END_TICK_MS);
  }

  /** Asks what it is doing; the promise stays open while it computes. */
  probe(): Promise<ProcessState> {
    this.#lastProbe += 1;
    const probe = this.#lastProbe;
    return new Promise((resolve) => {
      this.#probes.set(probe, resolve);
      if (this.#channel.writable) this.#channel.write(`${JSON.stringify({ probe })}\n`);
    });
  }

  #listen(onMessage: RealProcessOptions['onMessage']): void {
    let unread = '';
    this.#channel.on('error', () => {});
    this.#channel.setEncoding('utf8').on('data', (text: string) => {
      const lines = (unread + text).split('\n');
      unread = (lines.pop() ?? '').slice(0, LINE_LIMIT_CHARACTERS);
      for (const line of lines) {
        const message = parseObserverMessage(line);
        if (message?.kind === 'state') this.#answerProbe(message);
        else if (message) onMessage(message);
      }
    });
  }

  #answerProbe(state: ProcessState): void {
    this.#probes.get(state.probe)?.(state);
    this.#probes.delete(state.probe);
  }

  #read(name: 'stdout' | 'stderr', output: BoundedOutput, onOutput: RealProcessOptions['onOutput']): void {
    this.#child[name]?.setEncoding('utf8').on('data', (text: string) => {
      const kept = output.take(text);
      if (kept !== '') onOutput(name, kept);
    });
  }
}

/** The query says whom it observes, and which folders are other programs'. */
function observerOf({ entry, programs }: Pick<RealProcessOptions, 'entry' | 'programs'>): string {
  const query = new URLSearchParams([
    ['entry', entry],
    ...programs.map((name) => ['program', name] as [string, string]),
  ]);
  return `${OBSERVER}?${query}`;
}
