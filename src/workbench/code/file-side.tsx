/**
 * Beside the editor of a lab whose files are free: services, the tree of files, and what can be done with them. Collapses
 * to one button; on a phone it begins collapsed and lies over the code.
 * @module
 */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ViewProps } from '../view-props.ts';
import { DeletedFiles } from './deleted-files.tsx';
import { FileForms } from './file-forms.tsx';
import { FileTreeView } from './file-tree-view.tsx';
import { ServicesEditor } from './services-editor.tsx';

interface FileSideProps extends ViewProps {
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

const PHONE = '(max-width: 700px)';

export function FileSide({ state, act, isOpen, onOpen }: FileSideProps): JSX.Element | null {
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current && matchMedia(PHONE).matches) onOpen(false);
    isFirst.current = false;
  }, []);
  if (!isOpen) return null;
  return (
    <div class="file-side" id="file-side" role="group" aria-label="Files and services">
      <ServicesEditor state={state} act={act} />
      <FileForms state={state} act={act} />
      <FileTreeView state={state} act={act} onShow={() => matchMedia(PHONE).matches && onOpen(false)} />
      <DeletedFiles state={state} act={act} />
    </div>
  );
}

/** Opens and closes the side; its words name the shown file, which on a phone is all that is seen of the tree. */
export function FileSideButton({ state, isOpen, onOpen }: Omit<FileSideProps, 'act'>): JSX.Element {
  return (
    <button
      type="button"
      class="file-side-button"
      aria-expanded={isOpen}
      aria-controls={isOpen ? 'file-side' : undefined}
      onClick={() => onOpen(!isOpen)}
    >
      Files <span class="path">{state.activePath}</span>
    </button>
  );
}
