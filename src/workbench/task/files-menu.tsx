/**
 * What can be done with the files: compare with the solution, reset, undo, bring an earlier version back.
 * @module
 */
import type { JSX } from 'preact';
import { noticeSentence } from './notice-sentence.ts';
import { changedSince } from '../state/run-state.ts';
import type { ViewProps } from '../view-props.ts';
import { EarlierVersions } from './earlier-versions.tsx';

export function FilesMenu({ state, act }: ViewProps): JSX.Element {
  const hasAttempted = state.attemptCount > 0;
  const { files } = state.data;
  const starter = Object.fromEntries(files.map((file) => [file.path, file.starter]));
  const isEdited = changedSince(starter, state.files).length > 0;
  const isOfStarter = state.activePath in starter;
  const isFree = state.data.declaredIn !== undefined;
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
        <button
          type="button"
          class="btn small"
          disabled={!isEdited || !isOfStarter}
          onClick={() => act?.reset(state.activePath)}
        >
          Reset this file
        </button>
        {(isFree || files.filter(({ isEditable }) => isEditable).length > 1) && (
          <button type="button" class="btn small" disabled={!isEdited} onClick={() => act?.reset()}>
            Reset all files
          </button>
        )}
        {state.canUndo && (
          <button type="button" class="btn small" onClick={() => act?.undo()}>
            {isFree ? 'Undo the last change of files' : 'Undo the last replacement'}
          </button>
        )}
      </div>
      {!files.some(({ path, isEditable }) => !isEditable && path === state.activePath) && (
        <EarlierVersions state={state} act={act} />
      )}
      {state.data.runsForReal && (
        <p class="fine">
          <a href="webcontainer/index.html">Run these files as real Node processes</a> in a WebContainer.
        </p>
      )}
      {!hasAttempted && <p class="fine">The solution opens after the first run of the checks.</p>}
      {state.notice && !isFree && (
        <p class="notice" role="status">
          {noticeSentence(state.notice, state.files)}{' '}
          <button type="button" class="link" onClick={() => act?.dismissNotice()}>
            Close
          </button>
        </p>
      )}
    </div>
  );
}
