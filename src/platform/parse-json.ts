/**
 * JSON from somebody whose word is not trusted. Runs everywhere.
 * @module
 */

/**
 * The value of a JSON text; undefined when it is none.
 *
 * @example
 * parseJson('[1, 2') // undefined
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
