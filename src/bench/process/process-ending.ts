/**
 * How a process ends: by `process.exit`, by an error that nothing caught, by a signal, or because nothing is left to do.
 * @module
 */
import type { EffectSource, ProcessEffect, ProcessError, ProcessSignal } from '#bench/kernel/protocol.ts';
import { signalNumbers } from '#bench/node-api/child-process/signals.ts';
import type { ProcessObject } from '#bench/node-api/process-object.ts';
import type { LogBuffer } from './log-buffer.ts';
import type { Program } from './program.ts';

/** Thrown by `process.exit()` so that nothing behind it runs. */
export const exitSignal = Symbol('the process has exited');

export type ErrorOrigin = 'uncaughtException' | 'unhandledRejection';

interface Ending {
  readonly program: Program;
  readonly log: LogBuffer;
  /** Undefined as long as the program has not touched `process`. */
  readonly processObject: () => ProcessObject | undefined;
  readonly onEnd: (effect: Extract<ProcessEffect, { kind: 'exit' }>) => void;
}

export class ProcessEnding {
  readonly #of: Ending;
  #isEnding = false;

  constructor(of: Ending) {
    this.#of = of;
  }

  /**
   * Tells the program, and ends it with `process.exitCode` where it set one. Does nothing while it is ending.
   *
   * @param source The line that asked for the end; an error brings its own.
   */
  end(code: number | undefined, error?: ProcessError, source?: EffectSource): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    const process = this.#of.processObject();
    if (process && code !== undefined) process.exitCode = code;
    try {
      process?.emit('exit', process.exitCode ?? code ?? 0);
    } catch (thrown) {
      if (thrown !== exitSignal) this.#print(thrown, 'uncaughtException');
    }
    this.#finish(Number(process?.exitCode ?? code ?? 0), error, source);
  }

  /** An error that reached the event loop: the program's own handlers first, then the end. */
  uncaught(error: unknown, origin: ErrorOrigin, promise?: Promise<unknown>): void {
    if (error === exitSignal || this.#isEnding) return;
    const process = this.#of.processObject();
    try {
      if (origin === 'unhandledRejection' && process?.emit('unhandledRejection', error, promise)) return;
      process?.emit('uncaughtExceptionMonitor', error, origin);
      if (process?.emit('uncaughtException', error, origin)) return;
    } catch (thrown) {
      if (thrown !== exitSignal) this.#fail(thrown, 'uncaughtException');
      return;
    }
    this.#fail(error, origin);
  }

  signal(signal: ProcessSignal): void {
    const number = signalNumbers[signal];
    if (this.#isEnding || this.#of.processObject()?.emit(signal, signal, number)) return;
    this.#isEnding = true;
    this.#of.log.endEvent();
    // What a shell shows for it.
    this.#of.onEnd({ kind: 'exit', code: 128 + number, signal });
  }

  #fail(error: unknown, origin: ErrorOrigin): void {
    this.end(1, this.#print(error, origin));
  }

  #print(error: unknown, origin: ErrorOrigin): ProcessError {
    const described = this.#of.program.describeError(error, origin);
    this.#of.log.write('stderr', described.printed, () => described.error.source);
    return described.error;
  }

  #finish(code: number, error?: ProcessError, source?: EffectSource): void {
    this.#of.log.endEvent();
    this.#of.onEnd({ kind: 'exit', code, ...(error && { error }), ...(source && { source }) });
  }
}
