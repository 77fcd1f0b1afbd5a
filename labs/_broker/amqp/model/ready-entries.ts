/**
 * The messages of a queue that wait for a consumer, in the order in which they go out: by priority, then by place. Taking one
 * costs O(1); putting one back at its old place O(log n) of those that were put back. Pure.
 * @module
 */
import type { QueueEntry } from './queue-entry.ts';

/** One priority. What was put back is always older than what was never taken, so it goes first. */
class Lane {
  #entries: (QueueEntry | undefined)[] = [];
  #head = 0;
  /** A binary heap, the oldest on top. */
  readonly #returned: QueueEntry[] = [];

  push(entry: QueueEntry): void {
    this.#entries.push(entry);
  }

  peek(): QueueEntry | undefined {
    return this.#returned[0] ?? this.#entries[this.#head];
  }

  shift(): QueueEntry | undefined {
    if (this.#returned.length > 0) return this.#popReturned();
    const entry = this.#entries[this.#head];
    if (!entry) return undefined;
    this.#entries[this.#head++] = undefined;
    if (this.#head === this.#entries.length) this.#restart([]);
    else if (this.#head > 1024 && this.#head * 2 > this.#entries.length) this.#restart(this.#entries.slice(this.#head));
    return entry;
  }

  #restart(entries: (QueueEntry | undefined)[]): void {
    this.#entries = entries;
    this.#head = 0;
  }

  putBack(entry: QueueEntry): void {
    const heap = this.#returned;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const parentAt = (at - 1) >> 1;
      const parent = heap[parentAt];
      if (!parent || parent.id < entry.id) break;
      heap[at] = parent;
      at = parentAt;
    }
    heap[at] = entry;
  }

  #popReturned(): QueueEntry | undefined {
    const heap = this.#returned;
    const top = heap[0];
    const last = heap.pop();
    if (!last || heap.length === 0) return top;
    let at = 0;
    for (;;) {
      const leftAt = at * 2 + 1;
      const left = heap[leftAt];
      if (!left) break;
      const right = heap[leftAt + 1];
      const [child, childAt] = right && right.id < left.id ? [right, leftAt + 1] : [left, leftAt];
      if (last.id < child.id) break;
      heap[at] = child;
      at = childAt;
    }
    heap[at] = last;
    return top;
  }

  *[Symbol.iterator](): Generator<QueueEntry> {
    yield* this.#returned.toSorted((a, b) => a.id - b.id);
    for (let at = this.#head; at < this.#entries.length; at++) {
      const entry = this.#entries[at];
      if (entry) yield entry;
    }
  }
}

export class ReadyEntries {
  readonly #lanes: readonly Lane[];
  /** No lane above it holds anything. */
  #top = 0;
  #count = 0;
  #bodyBytes = 0;

  /** @param maxPriority Messages of a higher priority count as having this one. */
  constructor(maxPriority: number) {
    this.#lanes = Array.from({ length: maxPriority + 1 }, () => new Lane());
  }

  get count(): number {
    return this.#count;
  }

  /** Of the bodies alone, as `x-max-length-bytes` counts. */
  get bodyBytes(): number {
    return this.#bodyBytes;
  }

  push(entry: QueueEntry): void {
    this.#laneOf(entry)?.push(entry);
  }

  /** Puts a taken entry back in front of everything that is younger and not more urgent. */
  putBack(entry: QueueEntry): void {
    this.#laneOf(entry)?.putBack(entry);
  }

  peek(): QueueEntry | undefined {
    while (this.#top > 0 && !this.#lanes[this.#top]?.peek()) this.#top--;
    return this.#lanes[this.#top]?.peek();
  }

  shift(): QueueEntry | undefined {
    if (!this.peek()) return undefined;
    const entry = this.#lanes[this.#top]?.shift();
    if (!entry) return undefined;
    this.#count--;
    this.#bodyBytes -= entry.message.body.length;
    return entry;
  }

  /** In the order in which they would go out. */
  *[Symbol.iterator](): Generator<QueueEntry> {
    for (const lane of this.#lanes.toReversed()) yield* lane;
  }

  #laneOf(entry: QueueEntry): Lane | undefined {
    const priority = Math.min(entry.message.properties.priority ?? 0, this.#lanes.length - 1);
    this.#top = Math.max(this.#top, priority);
    this.#count++;
    this.#bodyBytes += entry.message.body.length;
    return this.#lanes[priority];
  }
}
