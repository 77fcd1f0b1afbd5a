/**
 * A queue in which items wait for their time and never overtake each other. Pure; stages that hold items build on it.
 * @module
 */
import type { LinkItem } from './link-item.ts';
import type { StageContext } from './link-stage.ts';

/** An item that waits; lowering `exitUs` and calling `drain()` lets it go earlier. */
export interface Waiting {
  readonly item: LinkItem;
  exitUs: number;
}

/**
 * @example
 * line.push(item, context.nowUs + 100_000); // leaves 100 ms from now, or after what is before it
 */
export class DelayLine {
  readonly #context: StageContext;
  #queue: Waiting[] = [];
  /** When the next look at the queue is due. */
  #lookAtUs = Infinity;

  constructor(context: StageContext) {
    this.#context = context;
  }

  /** When the last in the queue is to leave, or now. */
  get busyUntilUs(): number {
    return Math.max(this.#context.nowUs, this.#queue.at(-1)?.exitUs ?? 0);
  }

  push(item: LinkItem, exitUs: number): Waiting {
    const waiting = { item, exitUs };
    this.#queue.push(waiting);
    this.drain();
    return waiting;
  }

  /** Lets go whatever may. */
  drain(): void {
    const { nowUs } = this.#context;
    while (this.#queue[0] && this.#queue[0].exitUs <= nowUs) {
      const { item } = this.#queue.shift() as Waiting;
      this.#context.pass(item);
    }
    const head = this.#queue[0];
    if (!head) this.#lookAtUs = Infinity;
    else if (head.exitUs !== this.#lookAtUs) this.#lookAt(head.exitUs);
  }

  /** Everything goes at once. */
  flush(): void {
    for (const waiting of this.#queue) waiting.exitUs = this.#context.nowUs;
    this.drain();
  }

  /** Empties the queue without letting anything go. */
  discard(): readonly LinkItem[] {
    const items = this.#queue.map(({ item }) => item);
    this.#queue = [];
    this.#lookAtUs = Infinity;
    return items;
  }

  #lookAt(atUs: number): void {
    this.#lookAtUs = atUs;
    const isStale = () => this.#lookAtUs !== atUs;
    this.#context.at(
      atUs,
      () => {
        // An entry that went stale and was due again counts as this one.
        this.#lookAtUs = Infinity;
        this.drain();
      },
      isStale,
    );
  }
}
