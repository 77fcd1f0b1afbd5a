/**
 * Works off what lies in a table: at once when it is woken, and again later while something is left. What it works off is in
 * the database, so that a crash loses nothing; it has no timer while there is nothing to do.
 */
import type { Log } from './log.ts';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

export class RetryLoop {
  readonly #work: () => Promise<boolean>;
  readonly #log: Log;
  #pauseMs = FIRST_PAUSE_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRunning = false;
  #isWokenAgain = false;
  #isStopped = false;

  /** @param work Resolves with whether everything is done; called by one at a time. */
  constructor(work: () => Promise<boolean>, log: Log) {
    this.#work = work;
    this.#log = log;
  }

  wake(): void {
    if (this.#isStopped) return;
    clearTimeout(this.#timer);
    if (this.#isRunning) this.#isWokenAgain = true;
    else void this.#run();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    const isDone = await this.#work().catch((error: unknown) => {
      this.#log.error('work failed', { error: error instanceof Error ? error.stack : String(error) });
      return false;
    });
    this.#isRunning = false;
    if (this.#isStopped) return;
    if (this.#isWokenAgain) {
      this.#isWokenAgain = false;
      this.wake();
    } else if (isDone) {
      this.#pauseMs = FIRST_PAUSE_MS;
    } else {
      this.#timer = setTimeout(() => this.wake(), this.#pauseMs);
      this.#pauseMs = Math.min(2 * this.#pauseMs, LONGEST_PAUSE_MS);
    }
  }
}
