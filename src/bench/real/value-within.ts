/**
 * A limit for something that may never come and is not missed; where its absence is an error, `src/platform/within.ts` says so. Node only.
 * @module
 */

/**
 * The promise's value, or `undefined` when the limit passes first.
 *
 * @example
 * await valueWithin(service.probe(), 1_000)
 */
export async function valueWithin<Value>(promise: Promise<Value>, limitMs: number): Promise<Value | undefined> {
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
