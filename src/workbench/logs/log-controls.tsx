/**
 * How the logs are shown and which lines: side by side or merged, by process, by text.
 * @module
 */
import type { JSX } from 'preact';
import { CopyButton } from '../task/copy-button.tsx';
import type { ViewProps } from '../view-props.ts';

interface LogControlsProps extends ViewProps {
  readonly processes: readonly string[];
  /** What Copy copies. */
  readonly text: string;
  /** There is room for one column only. */
  readonly isNarrow: boolean;
}

export function LogControls({ processes, text, isNarrow, state, act }: LogControlsProps): JSX.Element {
  const { layout, hidden, isRaw, column } = state.logChoice;
  const shownCount = processes.filter((process) => !hidden.includes(process)).length;
  const toggle = (process: string): void =>
    act?.chooseLogs({
      hidden: hidden.includes(process) ? hidden.filter((name) => name !== process) : [...hidden, process],
    });
  return (
    <div class="log-controls">
      <div class="seg" role="group" aria-label="Layout of the logs">
        <button type="button" aria-pressed={layout === 'merged'} onClick={() => act?.chooseLogs({ layout: 'merged' })}>
          Merged
        </button>
        <button
          type="button"
          aria-pressed={layout === 'columns'}
          onClick={() => act?.chooseLogs({ layout: 'columns' })}
        >
          Side by side
        </button>
      </div>
      {layout === 'columns' && isNarrow ? (
        <label>
          <span class="vh">Service whose log is shown</span>
          <select
            value={column ?? processes[0]}
            onChange={(event) => act?.chooseLogs({ column: event.currentTarget.value })}
          >
            {processes.map((process) => (
              <option value={process} key={process}>
                {process}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <details class="log-filter">
          <summary>
            {shownCount === processes.length ? 'All services' : `${shownCount} of ${processes.length} services`}
          </summary>
          <fieldset>
            <legend class="vh">Services whose lines are shown</legend>
            {processes.map((process) => (
              <label key={process}>
                <input type="checkbox" checked={!hidden.includes(process)} onChange={() => toggle(process)} /> {process}
              </label>
            ))}
          </fieldset>
        </details>
      )}
      <label class="log-search">
        <span class="vh">Only lines with</span>
        <input
          type="search"
          placeholder="Only lines with …"
          value={state.logChoice.text}
          onInput={(event) => act?.chooseLogs({ text: event.currentTarget.value })}
        />
      </label>
      <label class="log-raw">
        <input type="checkbox" checked={isRaw} onChange={() => act?.chooseLogs({ isRaw: !isRaw })} /> As printed
      </label>
      <CopyButton text={text} />
    </div>
  );
}
