/**
 * The text of `console.table`. Pure but for `inspect`.
 * @module
 */
import { inspect } from './util/inspect.ts';

type Row = readonly [index: string, cells: ReadonlyMap<string, string>, value: string | undefined];

const shown = (value: unknown): string =>
  inspect(value, {
    depth:
      typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 2 ? -1 : 0,
    maxArrayLength: 3,
    breakLength: Infinity,
  });

class MapEntry {
  readonly key: unknown;
  readonly value: unknown;

  constructor(key: unknown, value: unknown) {
    this.key = key;
    this.value = value;
  }
}

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;
/** Columns of a terminal. */
const widthOf = (text: string): number => text.length + (text.match(wide)?.length ?? 0);

/** @returns Undefined for what is no table: Node prints that as it is. */
export const tableText = (data: unknown, columns?: readonly string[]): string | undefined => {
  if (typeof data !== 'object' || data === null) return undefined;
  const isMap = data instanceof Map;
  const entries: [string, unknown][] = isMap
    ? [...data].map(([key, value], at) => [String(at), new MapEntry(key, value)])
    : data instanceof Set
      ? [...data].map((value, at) => [String(at), value])
      : Object.entries(data);
  const names = new Set<string>(columns);
  if (isMap) names.add('Key');
  const rows: Row[] = entries.map(([index, value]) => {
    if (value instanceof MapEntry) return [index, new Map([['Key', shown(value.key)]]), shown(value.value)];
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
  const widths = head.map((name, at) => Math.max(widthOf(name), ...body.map((row) => widthOf(row[at] ?? ''))) + 2);
  const line = (cells: readonly string[]) =>
    `│${cells.map((cell, at) => ` ${cell}${' '.repeat((widths[at] ?? 0) - widthOf(cell) - 1)}`).join('│')}│`;
  const rule = (left: string, middle: string, right: string) =>
    left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  return [rule('┌', '┬', '┐'), line(head), rule('├', '┼', '┤'), ...body.map(line), rule('└', '┴', '┘')].join('\n');
};
