/**
 * Works off what lies in a table: when it is woken, and again after a pause while something is left. The work is in the
 * database, so a crash loses nothing; while there is none, no timer runs.
 */
import type { Log } from './log.ts';

const PAUSE_MS = 10;

export class RetryLoop {
  readonly #work: () => Promise<boolean>;
  readonly #log: Log;
  #isWoken = false;
  #isStopped = false;
  #running: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param work Resolves with whether everything is done; never called twice at once. */
  constructor(work: () => Promise<boolean>, log: Log) {
    this.#work = work;
    this.#log = log;
  }

  wake(): void {
    this.#isWoken = true;
    this.#running ??= this.#run();
  }

  /** Resolves when what is under way has ended; the rest is for the next start. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#isWoken && !this.#isStopped) {
      this.#isWoken = false;
      clearTimeout(this.#timer);
      const isDone = await this.#work().catch((error: unknown) => {
        this.#log.error('will be tried again', { error: String(error) });
        return false;
      });
      if (!isDone && !this.#isStopped) this.#timer = setTimeout(() => this.wake(), PAUSE_MS);
    }
    this.#running = undefined;
  }
}
