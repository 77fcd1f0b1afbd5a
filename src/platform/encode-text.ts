/**
 * Text as UTF-8 bytes. What is sent here is short and mostly ASCII, where a loop beats the platform's encoder and the
 * buffer that it makes. The bytes may be a view into a larger block. Runs everywhere.
 * @module
 */
import { takeBytes } from './take-bytes.ts';

const LONGEST_LOOP = 2_048;
const encoder = new TextEncoder();

/**
 * @example
 * encodeText('GET / HTTP/1.1\r\n')
 */
export function encodeText(text: string): Uint8Array<ArrayBuffer> {
  const { length } = text;
  if (length > LONGEST_LOOP || !isAscii(text)) return encoder.encode(text);
  const bytes = takeBytes(length);
  for (let at = 0; at < length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
}
