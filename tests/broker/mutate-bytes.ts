/**
 * Damages the bytes of a client session in the ways that cables, bugs and enemies do. A function of the seed. Pure.
 * @module
 */

/** Uniform in [0, 1), from a 32-bit seed (the "mulberry32" generator). */
function randomStream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One stream in five may be damaged anywhere; the others get past the handshake. */
const ANYWHERE = 0.2;
const CONNECTION_OPEN = Buffer.from([0, 10, 0, 40]);
const EXTREMES = [0, 1, 0x7f, 0x80, 0xce, 0xff];

/**
 * A damaged copy of one of `sessions`.
 *
 * @example
 * mutateBytes([session], 7) // always the same bytes
 */
export function mutateBytes(sessions: readonly Buffer[], seed: number): Buffer {
  const random = randomStream(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = () => sessions[below(sessions.length)] ?? Buffer.alloc(0);
  let bytes = Buffer.from(pick());
  const opened = Math.max(0, bytes.indexOf(CONNECTION_OPEN) + 8);
  const start = random() < ANYWHERE ? 0 : opened;
  for (let count = 1 + below(4); count > 0; count -= 1) bytes = damage(bytes, start);
  return bytes;

  function damage(from: Buffer, first: number): Buffer<ArrayBuffer> {
    const at = first + below(Math.max(1, from.length - first));
    const length = 1 + below(random() < 0.5 ? 4 : 400);
    const [before, slice, after] = [from.subarray(0, at), from.subarray(at, at + length), from.subarray(at + length)];
    const noise = Buffer.from(Array.from({ length: Math.min(length, 64) }, () => below(256)));
    switch (below(8)) {
      case 0: // one bit
        return Buffer.concat([before, Buffer.from([(from[at] ?? 0) ^ (1 << below(8))]), from.subarray(at + 1)]);
      case 1: // an extreme value
        return Buffer.concat([before, Buffer.from([EXTREMES[below(EXTREMES.length)] ?? 0]), from.subarray(at + 1)]);
      case 2: // something missing
        return Buffer.concat([before, after]);
      case 3: // something twice
        return Buffer.concat([before, slice, slice, after]);
      case 4: // noise
        return Buffer.concat([before, noise, from.subarray(at)]);
      case 5: // the end too early
        return Buffer.from(before);
      case 6: {
        // a piece of another session
        const other = pick();
        const from2 = below(Math.max(1, other.length));
        return Buffer.concat([before, other.subarray(from2, from2 + length), from.subarray(at)]);
      }
      default: {
        // a length or a number of four bytes
        const number = Buffer.alloc(4);
        number.writeUInt32BE(below(2) === 0 ? below(2 ** 32) : below(300));
        return Buffer.concat([before, number, from.subarray(at + 4)]);
      }
    }
  }
}
