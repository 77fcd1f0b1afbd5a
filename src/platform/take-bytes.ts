/**
 * Memory for small messages: views into one block, because a browser takes microseconds for each buffer of its own.
 * Never hand such a view to `postMessage`, which copies the whole block: copy it out first. Runs everywhere.
 * @module
 */

const BLOCK_BYTES = 64 * 1024;
/** What is longer has a buffer of its own. */
const LONGEST_BYTES = 8 * 1024;

let block = new Uint8Array(0);
let used = 0;

/**
 * A view of zeros that nothing else uses.
 *
 * @example
 * takeBytes(12).set(bytes)
 */
export function takeBytes(length: number): Uint8Array<ArrayBuffer> {
  if (length > LONGEST_BYTES) return new Uint8Array(length);
  if (used + length > block.length) {
    block = new Uint8Array(BLOCK_BYTES);
    used = 0;
  }
  const taken = block.subarray(used, used + length);
  used += length;
  return taken;
}
