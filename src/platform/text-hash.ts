/**
 * A short fingerprint of a text, to tell whether two texts are the same. Not cryptographic: plain http has no
 * `crypto.subtle`, and nothing here defends against a forger.
 * Pure; runs anywhere.
 * @module
 */

/**
 * 53-bit fingerprint as 14 hexadecimal digits (cyrb53 by bryc, public domain: two multiply-xor lanes).
 *
 * @example
 * textHash('') // '0bdcb81aee8d83'
 */
export function textHash(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(16).padStart(14, '0');
}
