/**
 * The kernel's agenda: a binary heap ordered by time, then by the seeded tie, then by the order of scheduling.
 * Pure; runs everywhere.
 * @module
 */

/** When something is due. `tie` orders what is due in the same microsecond, drawn from the seed. */
export interface Due {
  readonly atUs: number;
  readonly tie: number;
  readonly sequence: number;
}

/**
 * A priority queue of due things.
 *
 * @example
 * queue.push({ atUs: 10, tie: 0, sequence: 1 });
 * queue.pop(); // the earliest, or undefined
 */
export class EventQueue<Item extends Due> {
  readonly #heap: Item[] = [];

  get size(): number {
    return this.#heap.length;
  }

  peek(): Item | undefined {
    return this.#heap[0];
  }

  push(item: Item): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(item);
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex] as Item;
      if (!isBefore(item, parent)) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = item;
  }

  pop(): Item | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let childIndex = 2 * index + 1;
      if (childIndex >= heap.length) break;
      const right = heap[childIndex + 1];
      if (right !== undefined && isBefore(right, heap[childIndex] as Item)) childIndex += 1;
      const child = heap[childIndex] as Item;
      if (!isBefore(child, last)) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = last;
    return first;
  }
}

function isBefore(left: Due, right: Due): boolean {
  if (left.atUs !== right.atUs) return left.atUs < right.atUs;
  if (left.tie !== right.tie) return left.tie < right.tie;
  return left.sequence < right.sequence;
}
