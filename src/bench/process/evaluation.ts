/**
 * How far the evaluation of a program has come: its modules run to the end of their top-level awaits. Pure.
 * @module
 */
export class Evaluation {
  #state: 'not-started' | 'running' | 'done' = 'not-started';

  get hasStarted(): boolean {
    return this.#state !== 'not-started';
  }

  get isRunning(): boolean {
    return this.#state === 'running';
  }

  /**
   * Node evaluates an ES module inside a promise job, so its first ticks run behind its first promise jobs.
   *
   * @param run Evaluates the modules; returns a promise where one of them awaits.
   */
  start(run: () => unknown, onError: (error: unknown) => void): void {
    this.#state = 'running';
    const fail = (error: unknown) => {
      this.#state = 'done';
      onError(error);
    };
    try {
      const evaluation = run();
      if (evaluation instanceof Promise) evaluation.then(() => this.#finish(), fail);
      else this.#finish();
    } catch (error) {
      fail(error);
    }
  }

  #finish(): void {
    this.#state = 'done';
  }
}
