/**
 * The timers and immediates of one process, in Node's order. The kernel knows only the earliest due time: one wake-up a
 * process, however many timers it holds. Pure.
 * @module
 */
export interface QueuedTimer {
  readonly dueUs: number;
  readonly order: number;
  isCancelled: boolean;
  readonly keepsAlive: () => boolean;
  readonly run: () => void;
}

export interface QueuedImmediate {
  isCancelled: boolean;
  keepsAlive: boolean;
  readonly run: () => void;
}

export class TimerQueue {
  readonly #heap: QueuedTimer[] = [];
  #immediates: QueuedImmediate[] = [];
  #order = 0;

  add(dueUs: number, keepsAlive: () => boolean, run: () => void): QueuedTimer {
    const timer: QueuedTimer = { dueUs, order: (this.#order += 1), isCancelled: false, keepsAlive, run };
    const heap = this.#heap;
    let at = heap.push(timer) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above] as QueuedTimer;
      if (!isBefore(timer, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = timer;
    return timer;
  }

  /** Takes out the first timer that is due, in the order of due times and then of arming. */
  takeDue(nowUs: number): QueuedTimer | undefined {
    const first = this.#first();
    if (!first || first.dueUs > nowUs) return undefined;
    this.#removeFirst();
    return first;
  }

  /** Undefined when no timer is armed. */
  nextDueUs(): number | undefined {
    return this.#first()?.dueUs;
  }

  keepsAlive(): boolean {
    return (
      this.#heap.some((timer) => !timer.isCancelled && timer.keepsAlive()) ||
      this.#immediates.some((immediate) => !immediate.isCancelled && immediate.keepsAlive)
    );
  }

  addImmediate(run: () => void): QueuedImmediate {
    const immediate: QueuedImmediate = { isCancelled: false, keepsAlive: true, run };
    this.#immediates.push(immediate);
    return immediate;
  }

  takeImmediate(): QueuedImmediate | undefined {
    if (this.#immediates.length === 0) return undefined;
    this.#immediates = this.#immediates.filter((immediate) => !immediate.isCancelled);
    return this.#immediates.shift();
  }

  hasImmediates(): boolean {
    return this.#immediates.some((immediate) => !immediate.isCancelled);
  }

  #first(): QueuedTimer | undefined {
    while (this.#heap[0]?.isCancelled) this.#removeFirst();
    return this.#heap[0];
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let below = at * 2 + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isBefore(heap[below + 1] as QueuedTimer, heap[below] as QueuedTimer)) below += 1;
      const child = heap[below] as QueuedTimer;
      if (!isBefore(child, last)) break;
      heap[at] = child;
      at = below;
    }
    heap[at] = last;
  }
}

const isBefore = (a: QueuedTimer, b: QueuedTimer): boolean =>
  a.dueUs < b.dueUs || (a.dueUs === b.dueUs && a.order < b.order);
