/**
 * A limit for something that may never come. Node only.
 * @module
 */

/**
 * The promise's value, or `undefined` when the limit passes first.
 *
 * @example
 * await within(service.probe(), 1_000)
 */
export async function within<Value>(promise: Promise<Value>, limitMs: number): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
