/**
 * What is on a disk, in words: sizes, values of cells, and what is shown where there are no rows. Pure.
 * @module
 */
import type { StoredValue } from '#bench/judge/service-stores.ts';
import type { StoredFile, StoredTable } from './store-view.ts';

/**
 * @example
 * formatBytes(8192) // '8.2 kB'
 */
export function formatBytes(byteCount: number): string {
  if (byteCount < 1_000) return `${byteCount} ${byteCount === 1 ? 'byte' : 'bytes'}`;
  const [size, unit] = byteCount < 1_000_000 ? [byteCount / 1_000, 'kB'] : [byteCount / 1_000_000, 'MB'];
  return `${size.toFixed(1).replace(/\.0$/, '')} ${unit}`;
}

/** A cell: what stands in it, and of which kind it is. */
export interface StoreCell {
  readonly text: string;
  readonly kind: 'null' | 'number' | 'text' | 'blob';
  /** What does not stand in the cell, such as that a text goes on. */
  readonly more?: string;
}

export function cellOf(value: StoredValue): StoreCell {
  if (value === null) return { text: 'null', kind: 'null' };
  if (typeof value === 'number') return { text: String(value), kind: 'number' };
  if (typeof value === 'string') return { text: value, kind: 'text' };
  if (value.kind === 'integer') return { text: value.digits, kind: 'number' };
  if (value.kind === 'long-text')
    return { text: value.start, kind: 'text', more: `${value.characterCount} characters` };
  const isCut = value.hex.length < value.byteCount * 2;
  return { text: `x'${value.hex}${isCut ? '…' : ''}'`, kind: 'blob', more: formatBytes(value.byteCount) };
}

/** `Rows 51–100 of 230` */
export const rowsWords = (offset: number, count: number, rowCount: number): string =>
  `Rows ${offset + 1}–${offset + count} of ${rowCount}`;

/** What to say in the place of rows; undefined where there are rows, or text. */
export function emptyStoreWords(
  service: string,
  file: StoredFile | undefined,
  table: StoredTable | undefined,
): string | undefined {
  if (!file) return `${service} has stored nothing yet.`;
  const { content, path, byteCount } = file;
  switch (content.kind) {
    case 'text':
      return content.text === '' ? `${path} is empty.` : undefined;
    case 'binary':
      return `${path} holds ${formatBytes(byteCount)} that are no text.`;
    case 'log':
      return `SQLite keeps the latest changes of ${content.of} here; they are shown with that database.`;
    case 'damaged':
      return `SQLite cannot read ${path}: ${content.problem}.`;
    case 'database':
      if (!table) return `${path} is a database without tables.`;
      if (table.problem !== undefined) return `SQLite cannot read the table ${table.name}: ${table.problem}.`;
      return table.rowCount === 0 ? `The table ${table.name} has no rows yet.` : undefined;
  }
}
