/**
 * Runs exactly what the replay line of a report says, whoever's report it was.
 * @module
 */
import type { JSX, TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { parseReplay, type Replay } from '#bench/judge/replay-line.ts';
import type { WorkbenchData } from '../state/workbench-data.ts';
import type { ViewProps } from '../view-props.ts';

export function ReplayForm({ state: { data, run, search }, act }: ViewProps): JSX.Element {
  const [line, setLine] = useState('');
  const [problem, setProblem] = useState('');
  const isBusy = run.kind === 'running' || search.kind === 'searching';
  const replay = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const read = readLine(line, data);
    setProblem(typeof read === 'string' ? read : '');
    if (typeof read !== 'string') act?.replay(read);
  };
  return (
    <details class="replay">
      <summary>Replay a line</summary>
      <form onSubmit={replay} noValidate>
        <label>
          Line of a report, such as <code>{`${data.id}/01 seed=4711`}</code>
          <input
            type="text"
            value={line}
            spellcheck={false}
            autocomplete="off"
            aria-describedby="replay-problem"
            aria-invalid={problem !== ''}
            onInput={(event) => setLine(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="btn small" disabled={isBusy}>
          Replay
        </button>
        <p id="replay-problem" class="fine" role="status">
          {problem}
        </p>
      </form>
    </details>
  );
}

/** The line's content, or a sentence on why it cannot be run here. */
function readLine(line: string, { id, checks }: WorkbenchData): Replay | string {
  const replay = parseReplay(line);
  if (!replay) return `This is no replay line. One looks like “${id}/01 seed=4711”.`;
  if (replay.lab !== id) return `This line belongs to another lab, ${replay.lab}.`;
  const isKnown = checks.some(({ slug }) => slug.startsWith(replay.number));
  return isKnown ? replay : `This lab has no check ${replay.number}.`;
}
