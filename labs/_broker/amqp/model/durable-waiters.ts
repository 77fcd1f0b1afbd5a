/**
 * What waits for the journal to be durable up to a position. Positions only grow, so it is a line. Pure.
 * @module
 */
export class DurableWaiters {
  #line: { readonly position: number; readonly run: () => void }[] = [];
  #reached = 0;

  /** Runs it at once when that is durable already. */
  add(position: number, run: () => void): void {
    if (position <= this.#reached) run();
    else this.#line.push({ position, run });
  }

  /** Everything up to that position is durable. */
  reach(position: number): void {
    this.#reached = Math.max(this.#reached, position);
    const at = this.#line.findIndex((waiter) => waiter.position > this.#reached);
    const done = this.#line.splice(0, at < 0 ? this.#line.length : at);
    for (const { run } of done) run();
  }
}
