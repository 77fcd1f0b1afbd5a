/**
 * The files as tabs, and the shown one in the editor that was asked for.
 * @module
 */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { isTooLong } from '#course/lab-file-path.ts';
import type { SourceNote } from '#bench/judge/report.ts';
import { MiddleSwitch } from '../middle-switch.tsx';
import { useTabKeys } from '../tab-keys.ts';
import { changedSince, reportsOf } from '../state/run-state.ts';
import { shownReport, type WorkbenchState } from '../state/workbench-state.ts';
import { placeInText } from '../text/place-in-text.ts';
import type { ViewProps } from '../view-props.ts';
import type { EditorProblem, EditorProps } from './editor-props.ts';
import { FileSide, FileSideButton } from './file-side.tsx';
import { FilesNotice } from './files-notice.tsx';
import { FullEditor } from './full-editor.tsx';
import { lineNotes } from './line-notes.ts';
import { PlainEditor } from './plain-editor.tsx';
import { SolutionDiff } from './solution-diff.tsx';
import { StaticCode } from './static-code.tsx';

export function CodePanel({ state, act }: ViewProps): JSX.Element {
  if (state.data.declaredIn !== undefined) return <FreeFilesPanel state={state} act={act} />;
  return (
    <section class="code" aria-label="Code" data-part="code">
      <div class="panel-head">
        <FileTabs state={state} act={act} />
        <div class="end">
          <EditorChoice state={state} act={act} />
          <MiddleSwitch state={state} act={act} />
        </div>
      </div>
      <div class="code-body" role="tabpanel" id="code-file" aria-labelledby={tabId(state.activePath)}>
        {state.isComparing ? <SolutionDiff state={state} act={act} /> : <Editor state={state} act={act} />}
      </div>
      <EditorFoot state={state} act={act} />
    </section>
  );
}

/** Many files in folders: a tree beside the editor in place of tabs. */
function FreeFilesPanel({ state, act }: ViewProps): JSX.Element {
  const [isOpen, setOpen] = useState(true);
  const hasFile = state.activePath in state.files;
  return (
    <section class="code" aria-label="Code" data-part="code">
      <div class="panel-head">
        <FileSideButton state={state} isOpen={isOpen} onOpen={setOpen} />
        <div class="end">
          {hasFile && <EditorChoice state={state} act={act} />}
          <MiddleSwitch state={state} act={act} />
        </div>
      </div>
      <FilesNotice state={state} act={act} />
      <div class="code-main">
        <FileSide state={state} act={act} isOpen={isOpen} onOpen={setOpen} />
        <section class="code-body" aria-label={state.activePath}>
          {state.isComparing && <SolutionDiff state={state} act={act} />}
          {!state.isComparing && hasFile && <Editor state={state} act={act} />}
          {!state.isComparing && !hasFile && <p class="pane-note">There is no file. Add one, or reset all files.</p>}
        </section>
      </div>
      <EditorFoot state={state} act={act} />
    </section>
  );
}

const tabId = (path: string): string => `file-${path.replaceAll(/[^\w-]/g, '-')}`;

function FileTabs({ state, act }: ViewProps): JSX.Element {
  const paths = state.data.files.map(({ path }) => path);
  const folder = sharedFolder(paths);
  const onKeyDown = useTabKeys(paths, state.activePath, (path) => act?.showFile(path));
  return (
    <div class="tabs" role="tablist" aria-label="Files" onKeyDown={onKeyDown}>
      {state.data.files.map(({ path, isEditable, about }) => (
        <button
          key={path}
          type="button"
          role="tab"
          id={tabId(path)}
          data-tab={path}
          aria-selected={path === state.activePath}
          aria-controls="code-file"
          tabIndex={path === state.activePath ? 0 : -1}
          title={`${path}: ${about}`}
          onClick={() => act?.showFile(path)}
        >
          {path.slice(folder.length)}
          {!isEditable && <span class="read-only"> read only</span>}
        </button>
      ))}
    </div>
  );
}

/** The folder that all files lie in, with its slash; said once in the foot, so that the tabs stay short. */
function sharedFolder(paths: readonly string[]): string {
  const folder = /^.*\//.exec(paths[0] ?? '')?.[0] ?? '';
  return paths.length > 1 && paths.every((path) => path.startsWith(folder)) ? folder : '';
}

function EditorChoice({ state, act }: ViewProps): JSX.Element {
  if (state.editor === 'static') {
    return (
      <button type="button" key="edit" class="btn small" onClick={() => act?.openEditor()}>
        Edit
      </button>
    );
  }
  const other = state.editor === 'plain' ? 'full' : 'plain';
  return (
    // Not the element of "Edit": the second press of a double click must not switch editors.
    <button
      type="button"
      key="other"
      class="btn quiet small"
      disabled={state.editor === 'opening'}
      onClick={() => act?.openEditor(other)}
    >
      {other === 'plain' ? 'Plain editor' : 'Full editor'}
    </button>
  );
}

function Editor({ state, act }: ViewProps): JSX.Element {
  const props = editorProps(state, act);
  if (state.editor === 'plain') return <PlainEditor {...props} />;
  if (state.editor === 'full') return <FullEditor {...props} />;
  return (
    // A press anywhere in the code asks for the editor; the button "Edit" does the same for the keyboard.
    <div
      class="code-static"
      onPointerDown={() => act?.openEditor()}
      onKeyDown={(event) => event.key === 'Enter' && act?.openEditor()}
    >
      <StaticCode text={props.files[props.path] ?? ''} label={props.label} notes={props.notes} />
    </div>
  );
}

function editorProps(state: WorkbenchState, act: ViewProps['act']): EditorProps {
  const path = state.activePath;
  const file = state.data.files.find((candidate) => candidate.path === path);
  const isReadOnly = file?.isEditable === false;
  const exit = state.editor === 'full' ? 'Ctrl+M, then Tab leaves the editor' : 'Escape, then Tab leaves the editor';
  return {
    files: state.files,
    path,
    isReadOnly,
    label: state.editor === 'static' || state.editor === 'opening' ? `Code of ${path}` : `${path}. ${exit}`,
    notes: notesFor(state, path),
    problems: problemsFor(state, path),
    reveal: state.reveal,
    tabMovesFocus: state.tabMovesFocus,
    types: state.types,
    onEdit: (changed, text) => act?.edit(changed, text),
    onRunChecks: () => act?.runChecks(),
  };
}

/** Notes hang on line numbers, so they are shown only while the file is still the one that was judged. */
function notesFor(state: WorkbenchState, path: string): readonly SourceNote[] {
  const { run } = state;
  if (run.kind === 'none' || run.kind === 'broken' || changedSince(run.judged, state.files).includes(path)) return [];
  return lineNotes(shownReport(state), state.marked)
    .filter(({ file }) => file === path)
    .toSorted((one, other) => one.line - other.line);
}

/** What kept the services from starting, and what kept the last run from judging, while the file is still the same. */
function problemsFor(state: WorkbenchState, path: string): readonly EditorProblem[] {
  const { run } = state;
  const isJudged = run.kind === 'done' && !changedSince(run.judged, state.files).includes(path);
  const reasons = isJudged
    ? reportsOf(run).flatMap(({ verdict, reason }) => (verdict === 'error' && reason ? [reason] : []))
    : [];
  return [
    ...state.problems.map(({ at, message }) => ({ at, message })),
    ...reasons.map((message) => ({ at: placeInText(message), message })),
  ].flatMap(({ at, message }) => (at?.file === path ? [{ line: at.line, column: at.column, message }] : []));
}

function EditorFoot({ state, act }: ViewProps): JSX.Element {
  const { editor } = state;
  return (
    <div class="code-foot">
      <span>{state.activePath}</span>
      {state.data.declaredIn !== undefined && isTooLong(state.files[state.activePath] ?? '') && (
        <span role="status">Longer than 200 kB, the most that a file of a lab may have</span>
      )}
      {editor === 'opening' && <span role="status">Opening the editor</span>}
      {state.editorFailed && <span role="status">{state.editorFailed}</span>}
      {editor === 'full' && <span class="keys">Ctrl+M, then Tab leaves the editor</span>}
      {editor === 'plain' && <span class="keys">Escape, then Tab leaves the editor</span>}
      {(editor === 'full' || editor === 'plain') && (
        <label>
          <input
            type="checkbox"
            checked={state.tabMovesFocus}
            onChange={(event) => act?.setTabMovesFocus(event.currentTarget.checked)}
          />{' '}
          Tab moves focus
        </label>
      )}
    </div>
  );
}
