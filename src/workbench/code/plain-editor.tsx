/**
 * The plain editor: a native textarea over toned text, with line numbers. Works with touch, screen readers and without
 * anything to load. Tab indents only after the learner typed here, and Escape gives Tab back, so nothing traps.
 * @module
 */
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { MarkedText } from '../text/marked-text.tsx';
import type { EditorProps } from './editor-props.ts';
import { highlightCode } from './highlight-code.ts';
import { indentLines } from './indent-lines.ts';
import { ToneLine } from './tone-line.tsx';

export function PlainEditor(props: EditorProps): JSX.Element {
  const text = props.files[props.path] ?? '';
  const lines = highlightCode(text);
  const area = useRef<HTMLTextAreaElement>(null);
  const [tabIndents, setTabIndents] = useState(false);

  useLayoutEffect(() => {
    const { reveal, path } = props;
    if (!area.current || reveal?.file !== path) return;
    const at = offsetOf(text, reveal.line, reveal.column);
    area.current.focus();
    area.current.setSelectionRange(at, at);
    area.current
      .closest('.plain-editor')
      ?.querySelectorAll('.line')
      [reveal.line - 1]?.scrollIntoView({ block: 'center' });
  }, [props.reveal, props.path]);

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      props.onRunChecks();
    }
    if (event.key === 'Escape') setTabIndents(false);
    if (event.key !== 'Tab' || !tabIndents || props.tabMovesFocus || props.isReadOnly || event.ctrlKey || event.altKey)
      return;
    event.preventDefault();
    const field = event.currentTarget;
    const next = indentLines(field.value, field.selectionStart, field.selectionEnd, event.shiftKey);
    props.onEdit(props.path, next.text);
    requestAnimationFrame(() => field.setSelectionRange(next.from, next.to));
  };

  return (
    <div class="plain-editor">
      <Notes {...props} />
      <div class="plain-scroll">
        <div class="plain-sheet">
          <pre class="code-lines" aria-hidden="true">
            {lines.map((pieces, index) => (
              <span class={lineClass(props, index + 1)} key={index}>
                <ToneLine pieces={pieces} />
                {'\n'}
              </span>
            ))}
          </pre>
          <textarea
            ref={area}
            aria-label={props.label}
            value={text}
            readOnly={props.isReadOnly}
            rows={lines.length + 1}
            wrap="off"
            spellcheck={false}
            autocapitalize="off"
            autocomplete="off"
            onInput={(event) => {
              setTabIndents(true);
              props.onEdit(props.path, event.currentTarget.value);
            }}
            onKeyDown={onKeyDown}
            onBlur={() => setTabIndents(false)}
          />
        </div>
      </div>
    </div>
  );
}

/** Lines of a textarea cannot make room for notes, so these stand above, in the order of lines. */
function Notes({ notes, problems }: EditorProps): JSX.Element | null {
  if (notes.length + problems.length === 0) return null;
  return (
    <ul class="plain-notes">
      {problems.map((problem) => (
        <li key={`problem ${problem.line}`} class="is-problem">
          Line {problem.line}, column {problem.column}: {problem.message}
        </li>
      ))}
      {notes.map((note) => (
        <li key={`note ${note.line}`}>
          Line {note.line}: <MarkedText text={note.note} />
        </li>
      ))}
    </ul>
  );
}

function lineClass({ notes, problems }: EditorProps, line: number): string {
  if (problems.some((problem) => problem.line === line)) return 'line is-problem';
  return notes.some((note) => note.line === line) ? 'line is-marked' : 'line';
}

function offsetOf(text: string, line: number, column: number): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, { length }) => sum + length + 1, 0) + Math.max(0, column - 1);
}
