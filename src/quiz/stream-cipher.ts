/**
 * Hides text from a glance: a small stream cipher for quiz keys and feedback. Pure; runs at build time and in the browser.
 *
 * This is no cryptography and does not try to be. Nothing in a static page is secret: four options can be tried in a
 * millisecond by anyone who wants to. It keeps answers out of *view source*, of a search through the files and of the
 * developer tools' preview, so that an answer is met where the course puts it, after an attempt. WebCrypto would be
 * stronger but is missing on plain http, where classrooms run.
 * @module
 */

/** Separates the parts of a key, so that ("ab", "c") and ("a", "bc") differ. */
const SEPARATOR = '\u0000';

/** FNV-1a over UTF-16 units with a closing avalanche (the last steps of MurmurHash3). */
function hash(text: string, seed: number): number {
  let state = seed ^ 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/**
 * An endless stream of numbers that is a function of the key: sfc32, seeded with four hashes.
 *
 * @returns A function that gives the next unsigned 32-bit number.
 *
 * @example
 * const next = keyStream('lesson', 'question');
 * next() % 6; // the same throw of the dice in every build
 */
export function keyStream(...key: readonly string[]): () => number {
  const text = key.join(SEPARATOR);
  let a = hash(text, 1);
  let b = hash(text, 2);
  let c = hash(text, 3);
  let counter = hash(text, 4);
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  // The first outputs of sfc32 still resemble its seed.
  for (let round = 0; round < 12; round += 1) next();
  return next;
}

/**
 * A short stable name made from the key: a letter, then letters and digits, fit for an id in HTML.
 *
 * @example
 * opaqueId('characteristics', 'q-timeouts', 'option-b'); // 'k1x09fz4'
 */
export function opaqueId(...key: readonly string[]): string {
  return `k${keyStream('id', ...key)().toString(36)}`;
}

function crypt(bytes: Uint8Array, key: readonly string[]): Uint8Array {
  const next = keyStream('seal', ...key);
  return bytes.map((byte) => byte ^ (next() & 0xff));
}

/**
 * @returns Base64.
 *
 * @example
 * openText(sealText('Because …', 'lesson', 'question'), 'lesson', 'question'); // 'Because …'
 */
export function sealText(text: string, ...key: readonly string[]): string {
  return btoa(String.fromCharCode(...crypt(new TextEncoder().encode(text), key)));
}

/** The reverse of {@link sealText}. A wrong key gives nonsense, not an error. */
export function openText(sealed: string, ...key: readonly string[]): string {
  return new TextDecoder().decode(
    crypt(
      Uint8Array.from(atob(sealed), (character) => character.charCodeAt(0)),
      key,
    ),
  );
}
