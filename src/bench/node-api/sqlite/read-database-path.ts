/**
 * Where a database is: text, bytes or a `file:` URL, as SQLite takes it.
 * @module
 */
import { wrongScheme, wrongType } from './sqlite-error.ts';

const { TextDecoder, URL } = globalThis;

/** @param name How the argument is called in a complaint. */
export const readDatabasePath = (place: unknown, name = 'path'): string => {
  if (place instanceof URL) {
    if (place.protocol !== 'file:') throw wrongScheme();
    return place.href;
  }
  const text = place instanceof Uint8Array ? new TextDecoder().decode(place) : place;
  if (typeof text === 'string' && !text.includes('\0')) return text;
  throw wrongType(`The "${name}" argument must be a string, Uint8Array, or URL without null bytes.`);
};
