/**
 * The timeline: a space-time diagram to scale and, beside it, the same as a list. The marked operation is the one that
 * the highlighter follows through the whole page; arrows step through its events.
 * @module
 */
import type { JSX } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { reportsOf } from '../state/run-state.ts';
import { shownTimeline } from '../state/workbench-state.ts';
import { useWidth } from '../use-width.ts';
import type { ViewProps } from '../view-props.ts';
import { TimelinePlot } from './timeline-plot.tsx';
import { timelineLayout } from './timeline-layout.ts';
import { timelineOperations } from './timeline-operations.ts';
import { timelineTwin, type TwinEntry } from './timeline-twin.ts';
import { TimelineList } from './timeline-list.tsx';
import type { TimelineScope } from './timeline-window.ts';

/** Wider than this only the gaps would grow. */
const widestPx = 680;
/** The whole of a long run is taller, and scrolls. */
const targetHeights: Readonly<Record<TimelineScope, number>> = { example: 300, all: 900 };

export function TimelineView({ state, act }: ViewProps): JSX.Element {
  const timeline = shownTimeline(state);
  const { marked } = state;
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  // The map steps through the same messages.
  const current = state.at === undefined ? undefined : (state.at.messageId ?? chosen);
  const [scope, setScope] = useState<TimelineScope>('example');
  const plot = useRef<HTMLDivElement>(null);
  const widthPx = Math.min(useWidth(plot, widestPx), widestPx);
  // The page draws itself anew with every event of a run; ten thousand messages are laid out once.
  const drawing = useMemo(
    () => timelineLayout(timeline, marked, { width: widthPx, targetHeight: targetHeights[scope] }, scope),
    [timeline, marked, widthPx, scope],
  );
  const entries = useMemo(() => timelineTwin(drawing.window, marked), [drawing, marked]);
  const drawn = useMemo(
    () => (
      <TimelinePlot
        drawing={drawing}
        current={current}
        atMs={state.at?.atMs}
        onMark={(operation) => act?.mark(operation)}
      />
    ),
    [drawing, current, state.at?.atMs, act],
  );
  if (timeline.messages.length === 0 && timeline.moments.length === 0) {
    return (
      <p class="pane-note">
        Nothing happened yet. Send a request from the terminal, or run the checks. A service marks a moment of its own
        with <code>console.timeStamp('charged the card')</code>.
      </p>
    );
  }
  const choose = (entry: TwinEntry): void => {
    setChosen(entry.id);
    const isMessage = timeline.messages.some(({ id }) => id === entry.id);
    act?.showMoment({ atMs: entry.atMs, ...(isMessage && { messageId: entry.id }) });
    if (entry.operation !== undefined) act?.mark(entry.operation);
  };
  return (
    <div class={state.run.kind === 'running' && state.shown !== 'live' ? 'timeline is-past' : 'timeline'}>
      <div class="plot-side">
        {(drawing.window.isPart || scope === 'all') && (
          <div class="seg" role="group" aria-label="Part of the timeline that is shown">
            <button type="button" aria-pressed={scope === 'example'} onClick={() => setScope('example')}>
              {marked === undefined ? 'The beginning' : `Around ${marked}`}
            </button>
            <button type="button" aria-pressed={scope === 'all'} onClick={() => setScope('all')}>
              All of it
            </button>
          </div>
        )}
        <div
          class="plot"
          ref={plot}
          tabIndex={0}
          role="region"
          aria-label="Space-time diagram; the list has the same events"
        >
          {drawn}
        </div>
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
