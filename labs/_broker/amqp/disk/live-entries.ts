/**
 * Which messages still count and in which segment they stand, so that compaction knows what to keep. Runs in Node and in the
 * simulated engine.
 * @module
 */

/** A segment's number and a record's size in one number: there are many of these. */
const SEGMENT = 2 ** 31;

export class LiveEntries {
  /** By queue, because a queue goes with all that it holds. */
  readonly #places = new Map<number, Map<number, number>>();
  readonly #delivered = new Set<number>();
  #bytes = 0;

  /** What the records of all of them take on the disk. */
  get bytes(): number {
    return this.#bytes;
  }

  /** It stands there now; if it stood elsewhere, that does not count any more. */
  add(queueId: number, id: number, segment: number, bytes: number): void {
    const places = this.#places.get(queueId) ?? new Map<number, number>();
    this.#places.set(queueId, places);
    this.#bytes += bytes - ((places.get(id) ?? 0) % SEGMENT);
    places.set(id, segment * SEGMENT + bytes);
  }

  markDelivered(id: number): void {
    this.#delivered.add(id);
  }

  wasDelivered(id: number): boolean {
    return this.#delivered.has(id);
  }

  remove(queueId: number, id: number): void {
    const places = this.#places.get(queueId);
    const place = places?.get(id);
    if (place === undefined) return;
    places?.delete(id);
    this.#delivered.delete(id);
    this.#bytes -= place % SEGMENT;
  }

  removeQueue(queueId: number): void {
    for (const [id, place] of this.#places.get(queueId) ?? []) {
      this.#delivered.delete(id);
      this.#bytes -= place % SEGMENT;
    }
    this.#places.delete(queueId);
  }

  standsIn(queueId: number, id: number, segment: number): boolean {
    const place = this.#places.get(queueId)?.get(id);
    return place !== undefined && Math.floor(place / SEGMENT) === segment;
  }

  has(queueId: number, id: number): boolean {
    return this.#places.get(queueId)?.has(id) ?? false;
  }
}
