/**
 * The timeline: a space-time diagram to scale and, beside it, the same as a list. The marked operation is the one that
 * the highlighter follows through the whole page; arrows step through its events.
 * @module
 */
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { reportsOf } from '../state/run-state.ts';
import { shownTimeline } from '../state/workbench-state.ts';
import { useWidth } from '../use-width.ts';
import type { ViewProps } from '../view-props.ts';
import { TimelinePlot } from './timeline-plot.tsx';
import { timelineLayout } from './timeline-layout.ts';
import { timelineOperations } from './timeline-operations.ts';
import { timelineTwin, type TwinEntry } from './timeline-twin.ts';
import { TimelineList } from './timeline-list.tsx';

/** Wider than this only the gaps would grow. */
const widestPx = 680;
const targetHeight = 300;

export function TimelineView({ state, act }: ViewProps): JSX.Element {
  const timeline = shownTimeline(state);
  const [current, setCurrent] = useState<string | undefined>(undefined);
  const plot = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(plot, widestPx);
  if (timeline.messages.length === 0 && timeline.moments.length === 0) {
    return <p class="pane-note">Nothing happened yet. Send a request from the terminal, or run the checks.</p>;
  }
  const drawing = timelineLayout(timeline, state.marked, { width: Math.min(widthPx, widestPx), targetHeight });
  const entries = timelineTwin(drawing.window, state.marked);
  const choose = (entry: TwinEntry): void => {
    setCurrent(entry.id);
    if (entry.operation !== undefined) act?.mark(entry.operation);
  };
  return (
    <div class={state.run.kind === 'running' && state.shown !== 'live' ? 'timeline is-past' : 'timeline'}>
      <div
        class="plot"
        ref={plot}
        tabIndex={0}
        role="region"
        aria-label="Space-time diagram; the list has the same events"
      >
        <TimelinePlot drawing={drawing} current={current} onMark={(operation) => act?.mark(operation)} />
      </div>
      <TimelineList
        entries={entries}
        current={current}
        onChoose={choose}
        onSource={(entry) => entry.source && act?.showSource(entry.source)}
        droppedCount={timeline.droppedCount}
      />
    </div>
  );
}

/** Which timeline is shown and which operation carries the mark; stands in the head of the instruments. */
export function TimelineControls({ state, act }: ViewProps): JSX.Element {
  const timeline = shownTimeline(state);
  const operations = timelineOperations(timeline);
  const at = operations.findIndex(({ id }) => id === state.marked);
  const reports = reportsOf(state.run).filter((report) => report.timeline);
  const step = (by: number): void => act?.mark(operations.at((at + by) % operations.length)?.id);
  return (
    <div class="timeline-controls">
      <label>
        <span class="vh">Timeline of</span>
        <select value={state.shown} onChange={(event) => act?.showTimeline(event.currentTarget.value)}>
          <option value="live">Terminal</option>
          {reports.map(({ check, title }) => (
            <option value={check} key={check}>
              {check} {title}
            </option>
          ))}
        </select>
      </label>
      {operations.length > 0 && (
        <>
          <span class="num">
            {at >= 0 ? (
              <>
                <mark>{state.marked}</mark>, {at + 1} of {operations.length}
              </>
            ) : (
              `${operations.length} requests`
            )}
          </span>
          <span class="seg">
            <button type="button" aria-label="Mark the previous request" onClick={() => step(-1)}>
              ‹
            </button>
            <button type="button" aria-label="Mark the next request" onClick={() => step(1)}>
              ›
            </button>
          </span>
        </>
      )}
    </div>
  );
}
