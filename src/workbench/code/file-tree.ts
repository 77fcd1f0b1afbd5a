/**
 * A lab's files as a tree of folders, as rows from top to bottom, and what the keys of the ARIA tree pattern do. Pure.
 * @module
 */

/** One row of the tree; closed folders hide the rows below them. */
export interface TreeRow {
  readonly kind: 'folder' | 'file';
  readonly path: string;
  /** The last part of the path. */
  readonly name: string;
  /** 1 at the root. */
  readonly level: number;
  /** Place among the rows of the same folder, counted from 1, and how many they are. */
  readonly position: number;
  readonly count: number;
  readonly isOpen: boolean;
}

/**
 * The rows that are seen: folders before files, both by name.
 *
 * @param closed Paths of folders that are closed.
 *
 * @example
 * treeRows(['shop/main.ts', 'services.json'], new Set()).map(({ name }) => name) // ['shop', 'main.ts', 'services.json']
 */
export function treeRows(paths: readonly string[], closed: ReadonlySet<string>, folder = '', level = 1): TreeRow[] {
  const here = paths.filter((path) => path.startsWith(folder));
  const rests = here.map((path) => path.slice(folder.length));
  const folders = [
    ...new Set(rests.filter((rest) => rest.includes('/')).map((rest) => rest.split('/')[0] ?? '')),
  ].sort();
  const files = rests.filter((rest) => !rest.includes('/')).sort();
  const count = folders.length + files.length;
  return [...folders, ...files].flatMap((name, index) => {
    const isFolder = index < folders.length;
    const path = folder + name;
    const isOpen = isFolder && !closed.has(path);
    const row: TreeRow = { kind: isFolder ? 'folder' : 'file', path, name, level, position: index + 1, count, isOpen };
    return isOpen ? [row, ...treeRows(here, closed, `${path}/`, level + 1)] : [row];
  });
}

/** What a key does: the focus goes to a row, a folder opens or closes, a file is shown. */
export type TreeMove =
  | { readonly kind: 'focus'; readonly path: string }
  | { readonly kind: 'toggle'; readonly path: string }
  | { readonly kind: 'show'; readonly path: string };

/**
 * What a key means in the tree; nothing for keys that it does not know.
 *
 * @param at Path of the row that has the focus.
 *
 * @example
 * treeMove(rows, 'shop', 'ArrowRight') // on a closed folder: { kind: 'toggle', path: 'shop' }
 */
export function treeMove(rows: readonly TreeRow[], at: string, key: string): TreeMove | undefined {
  const index = rows.findIndex(({ path }) => path === at);
  const row = rows[index];
  if (!row) return undefined;
  const focus = (target: TreeRow | undefined): TreeMove | undefined => target && { kind: 'focus', path: target.path };
  const toggle: TreeMove = { kind: 'toggle', path: at };
  switch (key) {
    case 'ArrowDown':
      return focus(rows[index + 1]);
    case 'ArrowUp':
      return focus(rows[index - 1]);
    case 'Home':
      return focus(rows[0]);
    case 'End':
      return focus(rows.at(-1));
    case 'ArrowRight':
      if (row.kind === 'file') return undefined;
      return row.isOpen ? focus(rows[index + 1]) : toggle;
    case 'ArrowLeft':
      if (row.isOpen) return toggle;
      return focus(rows.slice(0, index).findLast(({ level }) => level < row.level));
    case 'Enter':
    case ' ':
      return row.kind === 'folder' ? toggle : { kind: 'show', path: at };
    default:
      return focus(rowByFirstLetter(rows, index, key));
  }
}

/** The next row, from the top again after the last, whose name begins so. */
function rowByFirstLetter(rows: readonly TreeRow[], index: number, key: string): TreeRow | undefined {
  if (!/^[\w@.]$/.test(key)) return undefined;
  return [...rows.slice(index + 1), ...rows.slice(0, index)].find(({ name }) =>
    name.toLowerCase().startsWith(key.toLowerCase()),
  );
}

/** The folders that hold a path, from the outside. */
export const foldersOf = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_name, index, names) => names.slice(0, index + 1).join('/'));
