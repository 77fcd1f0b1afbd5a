/**
 * Finds the name that was probably meant. Pure.
 * @module
 */

/**
 * The candidate that begins with the name or has the fewest edits; `undefined` when none is within half of its length.
 *
 * @example
 * nearestName('hello-payments', ['hello-payment', 'retry-storm']) // 'hello-payment'
 */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: candidate.startsWith(name) ? 1 : editCount(name, candidate) }))
    .sort((left, right) => left.edits - right.edits);
  const best = ranked[0];
  return best && best.edits <= Math.max(2, name.length / 2) ? best.candidate : undefined;
}

/** Levenshtein distance, one row at a time. */
function editCount(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let fromIndex = 1; fromIndex <= from.length; fromIndex += 1) {
    const next = [fromIndex];
    for (let toIndex = 1; toIndex <= to.length; toIndex += 1) {
      const replaced = (row[toIndex - 1] ?? 0) + (from[fromIndex - 1] === to[toIndex - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[toIndex] ?? 0) + 1, (next[toIndex - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
