/**
 * A path as one word of a shell's line. Pure.
 * @module
 */

/**
 * @example
 * shellWord('my labs/it') // "'my labs/it'"
 */
export const shellWord = (word: string): string =>
  /^[\w./@:+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
