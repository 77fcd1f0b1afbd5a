/**
 * How the parts of a shown value are laid out: on one line while they fit, else one a line; long lists in columns.
 * Rules and numbers are Node's own (`lib/internal/util/inspect.js`: `reduceToSingleString`, `groupArrayElements`). Pure.
 * @module
 */
export interface Layout {
  readonly breakLength: number;
  /** How many levels may share a line; 0 puts every part on its own. */
  readonly compact: number;
  readonly indentation: number;
  /** Levels nested below the value that is laid out. */
  readonly levelsBelow: number;
}

/** `base` is what stands before the braces, such as `[Function: a]` or the stack of an error. */
export const layOut = (
  layout: Layout,
  parts: readonly string[],
  base: string,
  [open, close]: readonly [string, string],
  list?: { readonly isNumeric: boolean; readonly hasMore: boolean },
): string => {
  const { breakLength, compact, indentation, levelsBelow } = layout;
  const lead = base === '' ? '' : `${base} `;
  let shown = parts;
  if (compact >= 1) {
    if (list && parts.length > 6) shown = inColumns(layout, parts, list.isNumeric, list.hasMore);
    if (levelsBelow < compact && shown === parts) {
      const start = parts.length + indentation + open.length + base.length + 10;
      const total = parts.reduce((sum, part) => sum + part.length, parts.length + start);
      const joined = parts.join(', ');
      if (total <= breakLength && !base.includes('\n') && !joined.includes('\n')) {
        return `${lead}${open} ${joined} ${close}`;
      }
    }
  }
  const indent = `\n${' '.repeat(indentation)}`;
  return `${lead}${open}${indent}  ${shown.join(`,${indent}  `)}${indent}${close}`;
};

const separatorWidth = 2;

const inColumns = (
  layout: Layout,
  parts: readonly string[],
  isNumeric: boolean,
  hasMore: boolean,
): readonly string[] => {
  const count = hasMore ? parts.length - 1 : parts.length;
  const widths = parts.slice(0, count).map((part) => part.length);
  const total = widths.reduce((sum, width) => sum + width + separatorWidth, 0);
  const longest = Math.max(...widths);
  const column = longest + separatorWidth;
  const fits = column * 3 + layout.indentation < layout.breakLength;
  if (!fits || !(total / column > 5 || longest <= 6)) return parts;

  // Characters are about 2.5 times as high as wide: aim at a square.
  const bias = Math.sqrt(column - total / parts.length);
  const biased = Math.max(column - 3 - bias, 1);
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * biased * count) / biased),
    Math.floor((layout.breakLength - layout.indentation) / column),
    layout.compact * 4,
    15,
  );
  if (columns <= 1) return parts;
  const columnWidths = Array.from({ length: columns }, (_, first) => {
    let width = 0;
    for (let at = first; at < count; at += columns) width = Math.max(width, widths[at] ?? 0);
    return width + separatorWidth;
  });
  const rows: string[] = [];
  for (let first = 0; first < count; first += columns) {
    const row = parts.slice(first, Math.min(first + columns, count));
    const last = row.length - 1;
    rows.push(
      row
        .map((part, at) => {
          const width = columnWidths[at] ?? 0;
          if (isNumeric) return at === last ? part.padStart(width - separatorWidth) : `${part}, `.padStart(width);
          return at === last ? part : `${part}, `.padEnd(width);
        })
        .join(''),
    );
  }
  return hasMore ? [...rows, parts[count] ?? ''] : rows;
};
