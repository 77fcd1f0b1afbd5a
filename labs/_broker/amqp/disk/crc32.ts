/**
 * The checksum of the journal's frames: CRC-32 as in gzip. Runs in Node and in the simulated engine.
 * @module
 */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** @example crc32(Buffer.from('123456789')).toString(16); // 'cbf43926' */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  // An index: this runs over every byte that is stored.
  for (let at = 0; at < bytes.length; at++) crc = (crc >>> 8) ^ (TABLE[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
