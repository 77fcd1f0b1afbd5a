/**
 * The files of a lab as a tree with the keys of the ARIA tree pattern: one stop for Tab, arrows inside.
 * @module
 */
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ViewProps } from '../view-props.ts';
import { foldersOf, treeMove, type TreeRow, treeRows } from './file-tree.ts';

interface FileTreeProps extends ViewProps {
  /** A file was chosen; on a phone the tree makes room for it. */
  readonly onShow: () => void;
}

export function FileTreeView({ state, act, onShow }: FileTreeProps): JSX.Element {
  const { activePath, files, data } = state;
  const list = useRef<HTMLUListElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState(activePath);
  // A file that is shown from elsewhere, as from a report, is seen in the tree.
  useEffect(() => {
    setFocused(activePath);
    setClosed((known) => new Set([...known].filter((folder) => !foldersOf(activePath).includes(folder))));
  }, [activePath]);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [activePath]);

  const rows = treeRows(Object.keys(files), closed);
  const stop = rows.some(({ path }) => path === focused) ? focused : (rows[0]?.path ?? '');
  const starter = new Map(data.files.map((file) => [file.path, file]));
  const toggle = (folder: string): void =>
    setClosed(
      (known) => new Set(known.has(folder) ? [...known].filter((path) => path !== folder) : [...known, folder]),
    );
  const show = (path: string): void => {
    act?.showFile(path);
    onShow();
  };
  const choose = ({ kind, path }: TreeRow): void => {
    setFocused(path);
    if (kind === 'folder') toggle(path);
    else show(path);
  };

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = treeMove(rows, stop, event.key);
    if (!move) return;
    event.preventDefault();
    if (move.kind === 'toggle') toggle(move.path);
    else if (move.kind === 'show') show(move.path);
    else {
      setFocused(move.path);
      list.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(move.path)}"]`)?.focus();
    }
  };

  return (
    <ul class="file-tree" role="tree" aria-label="Files" ref={list} onKeyDown={onKeyDown}>
      {rows.map((row) => (
        <li
          key={row.path}
          role="treeitem"
          data-path={row.path}
          aria-level={row.level}
          aria-posinset={row.position}
          aria-setsize={row.count}
          aria-selected={row.path === activePath}
          aria-expanded={row.kind === 'folder' ? row.isOpen : undefined}
          tabIndex={row.path === stop ? 0 : -1}
          title={starter.get(row.path)?.about || row.path}
          style={{ '--level': row.level }}
          onClick={() => choose(row)}
          onFocus={() => setFocused(row.path)}
        >
          <span>{row.name}</span> {row.kind === 'file' && <small>{markOf(row.path, files[row.path], starter)}</small>}
        </li>
      ))}
    </ul>
  );
}

function markOf(
  path: string,
  text: string | undefined,
  starter: ReadonlyMap<string, { readonly starter: string; readonly isEditable: boolean }>,
): string {
  const file = starter.get(path);
  if (!file) return 'new';
  if (!file.isEditable) return 'read only';
  return file.starter === text ? '' : 'changed';
}
