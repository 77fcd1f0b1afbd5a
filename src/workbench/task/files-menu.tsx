/**
 * What can be done with the files: compare with the solution, reset, undo, bring an earlier version back.
 * @module
 */
import type { JSX } from 'preact';
import type { FileNotice } from '../state/workbench-state.ts';
import type { ViewProps } from '../view-props.ts';
import { EarlierVersions } from './earlier-versions.tsx';

export function FilesMenu({ state, act }: ViewProps): JSX.Element {
  const hasAttempted = state.attemptCount > 0;
  const isEdited = state.data.files.some(
    ({ path, starter, isEditable }) => isEditable && state.files[path] !== starter,
  );
  return (
    <div class="files-menu">
      <h2>Files</h2>
      <div class="acts">
        <button
          type="button"
          class="btn small"
          disabled={!hasAttempted}
          onClick={() => act?.compare(!state.isComparing)}
        >
          {state.isComparing ? 'Back to the code' : 'Compare with the solution'}
        </button>
        <button type="button" class="btn small" disabled={!isEdited} onClick={() => act?.reset(state.activePath)}>
          Reset this file
        </button>
        {state.data.files.filter(({ isEditable }) => isEditable).length > 1 && (
          <button type="button" class="btn small" disabled={!isEdited} onClick={() => act?.reset()}>
            Reset all files
          </button>
        )}
        {state.canUndo && (
          <button type="button" class="btn small" onClick={() => act?.undo()}>
            Undo the last replacement
          </button>
        )}
      </div>
      {state.data.files.some(({ path, isEditable }) => isEditable && path === state.activePath) && (
        <EarlierVersions state={state} act={act} />
      )}
      {!hasAttempted && <p class="fine">The solution opens after the first run of the checks.</p>}
      {state.notice && (
        <p class="notice" role="status">
          {noticeSentence(state.notice)}{' '}
          <button type="button" class="link" onClick={() => act?.dismissNotice()}>
            Close
          </button>
        </p>
      )}
    </div>
  );
}

function noticeSentence({ cause, paths }: FileNotice): string {
  const files = paths.join(', ');
  switch (cause) {
    case 'other-tab':
      return `${files}: another tab changed this file; its text is shown now.`;
    case 'conflict':
      return `${files}: two tabs changed this file at once. This tab’s text stays; the other is kept among the earlier versions.`;
    case 'reset':
      return `${files}: back to the starter. Undo brings the earlier text back.`;
    case 'undo':
      return `${files}: the earlier text is back.`;
    case 'restored':
      return `${files}: an earlier version is back. Undo brings the later text back.`;
    case 'solution':
      return `${files}: replaced by the solution. Undo brings the earlier text back.`;
    case 'deleted':
      return `${files}: the workbook was deleted; this is the starter.`;
  }
}
