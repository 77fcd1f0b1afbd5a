/**
 * The buttons that add, rename and delete a file, and the small form that each opens below itself.
 * @module
 */
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { problemOfNewPath } from '#course/lab-file-path.ts';
import type { ViewProps } from '../view-props.ts';
import { AskFirst } from './ask-first.tsx';
import { foldersOf } from './file-tree.ts';
import { importersOf } from './importers-of.ts';
import { PathForm } from './path-form.tsx';

type FormKind = 'add' | 'rename' | 'delete';

const WORDS: Readonly<Record<FormKind, string>> = { add: 'Add a file', rename: 'Rename', delete: 'Delete' };

export function FileForms({ state, act }: ViewProps): JSX.Element {
  const { activePath: path, files, data } = state;
  const [open, setOpen] = useState<FormKind>();
  const bar = useRef<HTMLDivElement>(null);
  const isFixed = !(path in files) || data.files.some((file) => file.path === path && !file.isEditable);
  const paths = Object.keys(files);
  const folder = foldersOf(path).at(-1);

  const close = (): void => {
    bar.current?.querySelector<HTMLElement>(`[data-form="${open}"]`)?.focus();
    setOpen(undefined);
  };

  return (
    <div class="file-forms">
      <div class="acts" ref={bar} role="group" aria-label="Change the files">
        {(['add', 'rename', 'delete'] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            class="btn quiet small"
            data-form={kind}
            aria-expanded={open === kind}
            disabled={kind !== 'add' && isFixed}
            aria-label={kind === 'add' ? undefined : `${WORDS[kind]} ${path}`}
            onClick={() => setOpen(open === kind ? undefined : kind)}
          >
            {WORDS[kind]}
          </button>
        ))}
      </div>
      {open === 'add' && (
        <PathForm
          label="Path of the new file"
          initial={folder === undefined ? '' : `${folder}/`}
          submit="Add"
          problemOf={(text) => problemOfNewPath(text, paths)}
          onSubmit={(text) => {
            act?.addFile(text, '');
            close();
          }}
          onClose={close}
        >
          Folders come and go with their files.
        </PathForm>
      )}
      {open === 'rename' && (
        <PathForm
          key={path}
          label={`New path of ${path}`}
          initial={path}
          submit="Rename"
          problemOf={(text) =>
            problemOfNewPath(
              text,
              paths.filter((other) => other !== path || text === path),
            )
          }
          onSubmit={(text) => {
            act?.renameFile(path, text);
            close();
          }}
          onClose={close}
        >
          <NamedBy state={state} act={act} after="They keep the old path until it is changed there." />
        </PathForm>
      )}
      {open === 'delete' && (
        <AskFirst
          key={path}
          label={`Delete ${path}`}
          verb="Delete"
          onDo={() => {
            act?.deleteFile(path);
            close();
          }}
          onClose={close}
        >
          <NamedBy state={state} act={act} after="What imports it will not start until that changes." />
          <p>Its text is kept: undo brings it back, and so does the list of deleted files.</p>
        </AskFirst>
      )}
    </div>
  );
}

/** Which files import the shown one, and which service begins with it. */
function NamedBy({ state, after }: ViewProps & { readonly after: string }): JSX.Element {
  const { activePath, files, data } = state;
  const importers = importersOf(activePath, files);
  const isDeclared =
    data.declaredIn !== undefined && (files[data.declaredIn] ?? '').includes(JSON.stringify(activePath));
  const named = [...importers, ...(isDeclared && data.declaredIn !== undefined ? [data.declaredIn] : [])];
  if (named.length === 0) return <p>No other file names it.</p>;
  return (
    <p>
      {named.length === 1 ? 'One file names it' : `${named.length} files name it`}: {named.join(', ')}. {after}
    </p>
  );
}
