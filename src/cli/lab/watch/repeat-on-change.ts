/**
 * Does something again whenever what it is done with has changed: one at a time, and a change ends the one under way. Pure.
 * @module
 */

export interface RepeatOptions {
  /** What counts as the same is not done again. */
  readonly read: () => Promise<string>;
  /** Rejects when the signal aborts. */
  readonly run: (signal: AbortSignal) => Promise<void>;
  /** Resolves when `read` may give something else by now. */
  readonly nextChange: () => Promise<void>;
  readonly onCancelled: () => void;
  /** Called when `run` has ended by itself. */
  readonly onWaiting: () => void;
  /** Ends it all. */
  readonly signal: AbortSignal;
}

/** @returns when the signal aborts; rejects with what `run` or `nextChange` rejects with. */
export async function repeatOnChange(options: RepeatOptions): Promise<void> {
  const { read, run, nextChange, onCancelled, onWaiting, signal } = options;
  const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  const ask = (): Promise<void> => {
    const asked = nextChange();
    // It is awaited at the next turn at the latest, and says there what it has to say.
    asked.catch(() => {});
    return asked;
  };
  // Kept over rounds: a change that nobody waited for yet is not lost.
  let change = ask();
  const changed = async (): Promise<void> => {
    await Promise.race([change, ended]);
    if (!signal.aborted) change = ask();
  };

  let done: string | undefined;
  while (!signal.aborted) {
    const now = await read();
    if (now === done) {
      await changed();
      continue;
    }
    done = now;
    const cancel = new AbortController();
    let isRunning = true;
    const running = run(AbortSignal.any([signal, cancel.signal])).finally(() => {
      isRunning = false;
    });
    // Its end is awaited below in any case.
    const settled = running.catch(() => {});
    while (isRunning && !signal.aborted) {
      await Promise.race([settled, change, ended]);
      if (!isRunning || signal.aborted) break;
      await changed();
      if ((await read()) === done || !isRunning) continue;
      onCancelled();
      cancel.abort(new DOMException('A file changed', 'AbortError'));
      break;
    }
    try {
      await running;
      onWaiting();
    } catch (error) {
      if (!cancel.signal.aborted && !signal.aborted) throw error;
    }
  }
}
