/**
 * Ctrl+C, or a polite wish to end, as a signal that a run can be ended by: its processes end before this one. Node only.
 * @module
 */

/** What a shell reports for a program that was ended by a signal. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

export class Interruption extends DOMException {
  readonly exitCode: number;

  constructor(by: keyof typeof EXIT_CODES) {
    super(`Ended by ${by}`, 'AbortError');
    this.exitCode = EXIT_CODES[by];
  }
}

/**
 * Listens once; whoever presses twice ends the program at once.
 *
 * @returns a signal whose reason is an {@link Interruption}.
 *
 * @example
 * await runCheckCommand(command, root, runtime, say, listenForInterruption());
 */
export function listenForInterruption(): AbortSignal {
  const controller = new AbortController();
  for (const by of ['SIGINT', 'SIGTERM'] as const) {
    process.once(by, () => controller.abort(new Interruption(by)));
  }
  return controller.signal;
}
