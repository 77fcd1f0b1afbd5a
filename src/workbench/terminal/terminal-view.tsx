/**
 * The terminal: a log of lines with what they printed, and one input that grows with the line.
 * @module
 */
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TerminalEntry } from '../state/workbench-state.ts';
import type { ViewProps } from '../view-props.ts';
import { createLineHistory } from './line-history.ts';
import { parseShellLine } from './parse-shell-line.ts';

export function TerminalView({ state, act }: ViewProps): JSX.Element {
  const [line, setLine] = useState('');
  const input = useRef<HTMLTextAreaElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const history = useRef(createLineHistory());

  // Before the next paint: an input that is still empty when it appears takes what is typed and then loses it.
  useLayoutEffect(() => {
    if (!state.offered) return;
    setLine(state.offered.line);
    input.current?.focus();
  }, [state.offered?.request]);

  useLayoutEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [state.terminal]);

  const enter = (): void => {
    const parsed = parseShellLine(line);
    // As in a shell: an open quote or a backslash at the end asks for the rest of the line.
    if (parsed.kind === 'incomplete' && !line.endsWith('\n')) {
      setLine(`${line}\n`);
      return;
    }
    history.current.add(line);
    act?.enterLine(line);
    setLine('');
  };

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    const field = event.currentTarget;
    const earlier = event.key === 'ArrowUp' && !line.slice(0, field.selectionStart).includes('\n');
    const later = event.key === 'ArrowDown' && !line.slice(field.selectionEnd).includes('\n');
    const isCopying = field.selectionStart !== field.selectionEnd;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) act?.runChecks();
    else if (event.key === 'Enter' && !event.shiftKey) enter();
    else if (earlier) setLine(history.current.earlier(line));
    else if (later) setLine(history.current.later(line));
    else if (event.key === 'c' && event.ctrlKey && !isCopying) {
      act?.interrupt();
      setLine('');
    } else if (event.key === 'l' && event.ctrlKey) act?.clearTerminal();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // A press beside the input means the input, unless text is being selected.
    <div class="term" onClick={() => getSelection()?.isCollapsed && input.current?.focus()}>
      <div role="log" aria-label="Terminal output" tabIndex={0}>
        {state.terminal.length === 0 && (
          <p class="hint">
            A shell inside the lab. Try “help”, or a command from the steps; services answer under their own names.
          </p>
        )}
        {state.terminal.map((entry) => (
          <Entry entry={entry} key={entry.id} />
        ))}
      </div>
      <div class="term-line">
        <span aria-hidden="true">{state.isTerminalBusy ? '…' : '$'}</span>
        <textarea
          ref={input}
          rows={Math.max(1, line.split('\n').length)}
          value={line}
          aria-label="Terminal input"
          readOnly={false}
          spellcheck={false}
          autocapitalize="off"
          autocomplete="off"
          onFocus={() => act?.wakeEngine()}
          onInput={(event) => setLine(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {state.isTerminalBusy ? (
          <button type="button" class="btn small" onClick={() => act?.interrupt()}>
            Stop
          </button>
        ) : (
          <button type="button" class="btn small" disabled={line.trim() === ''} onClick={enter}>
            Enter
          </button>
        )}
      </div>
      <div ref={end} />
    </div>
  );
}

function Entry({ entry }: { readonly entry: TerminalEntry }): JSX.Element {
  return (
    <div class="term-entry" data-exit={entry.exitCode}>
      <pre class="term-in">
        <span aria-hidden="true">$ </span>
        {entry.line}
      </pre>
      {entry.output.map(({ stream, text }, index) => (
        <pre class={`term-${stream}`} key={index}>
          {text}
        </pre>
      ))}
      {entry.exitCode !== undefined && entry.exitCode !== 0 && <p class="term-exit num">exit code {entry.exitCode}</p>}
    </div>
  );
}
