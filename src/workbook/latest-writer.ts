/**
 * Writes the latest of many values: one write at a time, and what came in meanwhile is written once. No timer: a value
 * is under way as soon as the store is free, so a closed tab loses at most what came in during one write.
 * Runs anywhere.
 * @module
 */

export interface LatestWriter<Value> {
  /** Takes the value; writes it now or after the write under way. */
  put(value: Value): void;
  /** The newest value that is not known to be stored. */
  readonly unsaved: { readonly value: Value } | undefined;
  /** Resolves when no write is under way and none waits. */
  settled(): Promise<void>;
}

/**
 * @param write Stores a value and says whether it did; must not reject. A value that was not stored stays `unsaved`
 *   and is written again with the next `put`.
 *
 * @example
 * const writer = createLatestWriter<string>((text) => saveNote(text));
 */
export function createLatestWriter<Value>(write: (value: Value) => Promise<boolean>): LatestWriter<Value> {
  let unsaved: { readonly value: Value } | undefined;
  let running: Promise<void> | undefined;

  const drain = async () => {
    for (let next = unsaved; next;) {
      const isStored = await write(next.value);
      if (unsaved !== next) {
        next = unsaved;
      } else {
        if (isStored) unsaved = undefined;
        next = undefined;
      }
    }
    running = undefined;
  };

  return {
    put: (value) => {
      unsaved = { value };
      running ??= drain();
    },
    get unsaved() {
      return unsaved;
    },
    settled: () => running ?? Promise.resolve(),
  };
}
