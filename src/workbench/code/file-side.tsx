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

export function FileSide({ state, act, isOpen, onOpen }: FileSideProps): JSX.Element {
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current && matchMedia(PHONE).matches) onOpen(false);
    isFirst.current = false;
  }, []);
  return (
    // Hidden, not taken away: open folders and a half-written path are there when it opens again.
    <div class="file-side" id="file-side" role="group" hidden={!isOpen} aria-label="Files and services">
      <ServicesEditor state={state} act={act} />
      <FileForms state={state} act={act} />
      <FileTreeView state={state} act={act} onShow={() => matchMedia(PHONE).matches && makeRoom(onOpen)} />
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
      aria-controls="file-side"
      onClick={() => onOpen(!isOpen)}
    >
      Files <span class="path">{state.activePath}</span>
    </button>
  );
}

/** The sheet goes with the row that had the focus; the button that opens it takes over. */
function makeRoom(onOpen: FileSideProps['onOpen']): void {
  document.querySelector<HTMLElement>('.file-side-button')?.focus();
  onOpen(false);
}
