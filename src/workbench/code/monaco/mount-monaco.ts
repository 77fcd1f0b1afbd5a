/**
 * Puts Monaco into an element and keeps it in step with the editor's props: one model a file, notes as view zones,
 * problems as markers. Browser only; this module and Monaco are one chunk that is fetched on intent.
 * @module
 */
import 'monaco-editor/features/register.all';
import 'monaco-editor/languages/definitions/typescript/register';
import * as monaco from 'monaco-editor/editor';
import type { EditorProps } from '../editor-props.ts';
import { createLineNotesLayer } from './line-notes-layer.ts';
import { followTheme } from './monaco-theme.ts';
import { prepareMonaco } from './prepare-monaco.ts';

export interface MountedEditor {
  show(props: EditorProps): void;
  focus(): void;
  dispose(): void;
}

const uriOf = (path: string): monaco.Uri => monaco.Uri.parse(`file:///lab/${path}`);

/**
 * @param latest Gives the props of now: callbacks must not be those of the first drawing.
 */
export async function mountMonaco(host: HTMLElement, latest: () => EditorProps): Promise<MountedEditor> {
  await prepareMonaco(latest().types);
  const stopTheme = followTheme();
  const models = createModels(latest);
  const editor = monaco.editor.create(host, editorOptions(host));
  const notes = createLineNotesLayer(editor);
  let shownRequest = latest().reveal?.request;

  editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, () => latest().onRunChecks());
  const show = (props: EditorProps): void => {
    models.follow(props);
    if (editor.getModel() !== models.get(props.path)) editor.setModel(models.get(props.path) ?? null);
    models.forgetOthers(props);
    editor.updateOptions({ readOnly: props.isReadOnly, ariaLabel: props.label, tabFocusMode: props.tabMovesFocus });
    notes.show(props.notes);
    showProblems(models.get(props.path), props);
    if (props.reveal && props.reveal.request !== shownRequest && props.reveal.file === props.path) {
      shownRequest = props.reveal.request;
      editor.setPosition({ lineNumber: props.reveal.line, column: props.reveal.column });
      editor.revealLineInCenter(props.reveal.line);
      editor.focus();
    }
  };
  show(latest());
  return {
    show,
    focus: () => editor.focus(),
    dispose: () => {
      stopTheme();
      editor.dispose();
      models.dispose();
    },
  };
}

interface Models {
  get(path: string): monaco.editor.ITextModel | undefined;
  /** Takes texts from outside, and makes a model for each file that was added. */
  follow(props: EditorProps): void;
  /** Lets the models of files go that are not there any more; none of them may be shown. */
  forgetOthers(props: EditorProps): void;
  dispose(): void;
}

function createModels(latest: () => EditorProps): Models {
  const models = new Map<string, FollowedModel>();
  const follow = ({ files }: EditorProps): void => {
    for (const [path, text] of Object.entries(files)) {
      const known = models.get(path);
      if (known) known.follow(text);
      else {
        const report = (changed: string): void => latest().onEdit(path, changed);
        models.set(path, followedModel(path, text, report));
      }
    }
  };
  follow(latest());
  return {
    get: (path) => models.get(path)?.model,
    follow,
    forgetOthers: ({ files }) => {
      for (const [path, { model }] of models) {
        if (path in files) continue;
        model.dispose();
        models.delete(path);
      }
    },
    dispose: () => {
      for (const { model } of models.values()) model.dispose();
    },
  };
}

interface FollowedModel {
  readonly model: monaco.editor.ITextModel;
  follow(text: string): void;
}

/**
 * A model that takes texts from outside. The page draws some milliseconds after each key, so a text that was reported
 * from here comes back late and must not undo what was typed since.
 */
function followedModel(path: string, initial: string, report: (text: string) => void): FollowedModel {
  const model = monaco.editor.createModel(initial, undefined, uriOf(path));
  model.updateOptions({
    tabSize: 2,
    insertSpaces: true,
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });
  const textOf = (): string => model.getValue(monaco.editor.EndOfLinePreference.LF);
  let seen = initial;
  let reported: readonly string[] = [];
  let isFollowing = false;
  model.onDidChangeContent(() => {
    if (isFollowing) return;
    reported = [...reported, textOf()];
    report(textOf());
  });
  return {
    model,
    follow: (text) => {
      if (text === seen) return;
      seen = text;
      const at = reported.lastIndexOf(text);
      reported = reported.slice(at + 1);
      if (at >= 0 || text === textOf()) return;
      isFollowing = true;
      // An edit, not a new value: Monaco's own undo still reaches what was there before a reset.
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
      isFollowing = false;
      reported = [];
    },
  };
}

function showProblems(model: monaco.editor.ITextModel | undefined, props: EditorProps): void {
  if (!model) return;
  monaco.editor.setModelMarkers(
    model,
    'engine',
    props.problems.map(({ line, column, message }) => ({
      severity: monaco.MarkerSeverity.Error,
      message,
      startLineNumber: line,
      startColumn: column,
      endLineNumber: line,
      endColumn: column + 1,
    })),
  );
}

/** The same metrics as the static code, so that nothing moves when the editor takes its place. */
function editorOptions(host: HTMLElement): monaco.editor.IStandaloneEditorConstructionOptions {
  const style = getComputedStyle(host);
  return {
    automaticLayout: true,
    fontFamily: style.fontFamily,
    fontSize: Number.parseFloat(style.fontSize),
    lineHeight: Number.parseFloat(style.lineHeight),
    fontLigatures: false,
    padding: { top: 8, bottom: 8 },
    lineNumbersMinChars: 4,
    lineDecorationsWidth: 25,
    glyphMargin: false,
    folding: false,
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    scrollBeyondLastLine: false,
    // 'dimmed' is the default, and too faint for the last line's number (WCAG 1.4.3).
    renderFinalNewline: 'on',
    renderLineHighlight: 'none',
    stickyScroll: { enabled: false },
    scrollbar: { alwaysConsumeMouseWheel: false },
    occurrencesHighlight: 'off',
    contextmenu: false,
    accessibilitySupport: 'auto',
    fixedOverflowWidgets: true,
    unicodeHighlight: { ambiguousCharacters: false },
  };
}
