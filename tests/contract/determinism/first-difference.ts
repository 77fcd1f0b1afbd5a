/**
 * Where two event logs part. Pure.
 * @module
 */
const CONTEXT_LINES = 3;

/**
 * @returns The lines before, and the first that differs in both; undefined when the logs are equal.
 *
 * @example
 * firstDifference(['a', 'b'], ['a', 'c']); // line 2 …
 */
export function firstDifference(one: readonly string[], other: readonly string[]): string | undefined {
  const length = Math.max(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    if (one[at] === other[at]) continue;
    const before = one.slice(Math.max(at - CONTEXT_LINES, 0), at).map((line) => `  ${line}`);
    const [left, right] = aroundDifference(one[at] ?? 'nothing more', other[at] ?? 'nothing more');
    return [`line ${at + 1} of ${one.length} and ${other.length}`, ...before, `- ${left}`, `+ ${right}`].join('\n');
  }
  return undefined;
}

const SHOWN = 160;

/** Long lines are shown from shortly before the place where they part. */
function aroundDifference(one: string, other: string): readonly [string, string] {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const from = Math.max(at - SHOWN / 2, 0);
  const shown = (line: string) => `${from > 0 ? '…' : ''}${line.slice(from, from + SHOWN)}`;
  return [shown(one), shown(other)];
}
