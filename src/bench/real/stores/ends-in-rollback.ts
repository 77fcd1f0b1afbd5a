/**
 * Reads from SQL whether a transaction that it ended was given up. Pure.
 * @module
 */

/** Comments, and texts and names in quotes: words in them mean nothing. */
const QUOTED = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]/g;
const CONTROL = /(?:^|;)\s*(commit|end|release|rollback)\b(?!\s+(?:transaction\s+)?to\b)/gi;

/**
 * @example
 * endsInRollback('insert into a values (1); ROLLBACK;') // true
 * endsInRollback('rollback to savepoint before') // false
 */
export function endsInRollback(sql: string): boolean {
  const last = [...sql.replace(QUOTED, ' ').matchAll(CONTROL)].at(-1);
  return last?.[1]?.toLowerCase() === 'rollback';
}
