/**
 * The text of `console.table`. Pure but for `inspect`.
 * @module
 */
import { inspect } from './util/inspect.ts';

type Row = readonly [index: string, cells: ReadonlyMap<string, string>, value: string | undefined];

const shown = (value: unknown): string =>
  inspect(value, {
    depth: typeof value === 'object' && value !== null ? -1 : 0,
    maxArrayLength: 3,
    breakLength: Infinity,
  });

/** @returns Undefined for what is no table: Node prints that as it is. */
export const tableText = (data: unknown, columns?: readonly string[]): string | undefined => {
  if (typeof data !== 'object' || data === null) return undefined;
  const isMap = data instanceof Map;
  const entries: [string, unknown][] = isMap
    ? [...data].map(([key, value], at) => [String(at), [key, value]])
    : data instanceof Set
      ? [...data].map((value, at) => [String(at), value])
      : Object.entries(data);
  const names = new Set<string>(columns);
  const rows: Row[] = entries.map(([index, value]) => {
    if (typeof value !== 'object' || value === null) return [index, new Map(), shown(value)];
    const cells = new Map<string, string>();
    for (const [name, cell] of Object.entries(value)) {
      if (!columns) names.add(name);
      if (names.has(name)) cells.set(name, shown(cell));
    }
    return [index, cells, undefined];
  });
  const hasValues = rows.some(([, , value]) => value !== undefined);
  const iteration = data instanceof Set || isMap ? '(iteration index)' : '(index)';
  const head = [iteration, ...names, ...(hasValues ? ['Values'] : [])];
  const body = rows.map(([index, cells, value]) => [
    index,
    ...[...names].map((name) => cells.get(name) ?? ''),
    ...(hasValues ? [value ?? ''] : []),
  ]);
  const widths = head.map((name, at) => Math.max(name.length, ...body.map((row) => row[at]?.length ?? 0)) + 2);
  const line = (cells: readonly string[]) =>
    `│${cells.map((cell, at) => ` ${cell}`.padEnd(widths[at] ?? 0)).join('│')}│`;
  const rule = (left: string, middle: string, right: string) =>
    left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  return [rule('┌', '┬', '┐'), line(head), rule('├', '┼', '┤'), ...body.map(line), rule('└', '┴', '┘')].join('\n');
};
