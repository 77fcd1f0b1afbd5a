/**
 * Above the code: what just happened to the files, and a way back.
 * @module
 */
import type { JSX } from 'preact';
import { noticeSentence } from '../task/notice-sentence.ts';
import type { ViewProps } from '../view-props.ts';

/** Steps of this page; what another tab did cannot be taken back here. */
const OWN_STEPS = ['reset', 'restored', 'solution', 'added', 'removed', 'renamed', 'services'];

export function FilesNotice({ state, act }: ViewProps): JSX.Element {
  const { notice, files, canUndo } = state;
  return (
    <div class="files-notice" role="status">
      {notice && (
        <p class="notice">
          {noticeSentence(notice, files)}{' '}
          {canUndo && OWN_STEPS.includes(notice.cause) && (
            <>
              <button
                type="button"
                class="link"
                onClick={(event) => {
                  focusClose(event.currentTarget);
                  act?.undo();
                }}
              >
                Undo
              </button>{' '}
            </>
          )}
          <button
            type="button"
            class="link close"
            onClick={(event) => {
              event.currentTarget.closest('.code')?.querySelector<HTMLElement>('.file-side-button')?.focus();
              act?.dismissNotice();
            }}
          >
            Close
          </button>
        </p>
      )}
    </div>
  );
}

/** "Undo" goes with what it takes back; the keyboard stays in the notice. */
const focusClose = (undo: HTMLElement): void => undo.parentElement?.querySelector<HTMLElement>('.close')?.focus();
