/**
 * A line diff between two texts, for *Compare with the solution*. Pure.
 * @module
 */
export interface DiffRow {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
  /** Line number in the old text, counted from 1; absent for an added line. */
  readonly oldLine?: number;
  readonly newLine?: number;
}

/**
 * The shortest list of removed and added lines that turns `before` into `after`, with everything that stays.
 * Lab files have some hundred lines, so the plain quadratic table is quick enough.
 *
 * @example
 * diffLines('a\nb', 'a\nc') // same a, removed b, added c
 */
export function diffLines(before: string, after: string): readonly DiffRow[] {
  const old = before.split('\n');
  const now = after.split('\n');
  const common = longestCommon(old, now);
  const rows: DiffRow[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      rows.push({ kind: 'same', text: old[i] as string, oldLine: ++i, newLine: ++j });
    } else if (i < old.length && (j === now.length || at(common, i + 1, j) >= at(common, i, j + 1))) {
      rows.push({ kind: 'removed', text: old[i] as string, oldLine: ++i });
    } else {
      rows.push({ kind: 'added', text: now[j] as string, newLine: ++j });
    }
  }
  return rows;
}

const at = (table: readonly Uint32Array[], i: number, j: number): number => table[i]?.[j] ?? 0;

/** `table[i][j]`: how many lines the rests `old[i…]` and `now[j…]` have in common, in order. */
function longestCommon(old: readonly string[], now: readonly string[]): readonly Uint32Array[] {
  const table = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    const row = table[i] as Uint32Array;
    for (let j = now.length - 1; j >= 0; j -= 1) {
      row[j] = old[i] === now[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}
