/**
 * Bytes that are not what they should be. Never leaves the wire: a connection turns it into a reply code. Pure.
 * @module
 */
export class MalformedBytes extends Error {
  override name = 'MalformedBytes';
}
