/**
 * Waits for an event with a named limit, so that nothing waits by the clock and nothing waits for ever. Runs anywhere.
 * @module
 */

/**
 * @throws when `event` did not happen within `limitMs`; the message holds `what`.
 *
 * @example
 * const message = await within(10_000, 'the third message', inbox.next());
 */
export async function within<Value>(limitMs: number, what: string, event: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${limitMs} ms for ${what}`)), limitMs);
  });
  try {
    return await Promise.race([event, limit]);
  } finally {
    clearTimeout(timer);
  }
}
