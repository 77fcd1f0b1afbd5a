/**
 * Bytes as the text of the code points 0 to 255, as headers of HTTP are written. Runs everywhere.
 * @module
 */

/** Arguments of one call: engines refuse very many. */
const PIECE = 8_192;
const decoder = new TextDecoder();

/**
 * @example
 * decodeLatin1(new Uint8Array([71, 233])) // 'Gé'
 */
export function decodeLatin1(bytes: Uint8Array): string {
  // The platform's decoder is many times faster, and says the same of ASCII.
  if (isAscii(bytes)) return decoder.decode(bytes);
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) {
    text += String.fromCharCode.apply(null, bytes.subarray(at, at + PIECE) as unknown as number[]);
  }
  return text;
}

function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) if ((bytes[at] as number) > 127) return false;
  return true;
}
