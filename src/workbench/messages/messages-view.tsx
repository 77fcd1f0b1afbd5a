/**
 * The message inspector: what stands in the brokers, how it grew, and what became of each message. Follows a run of checks, the
 * terminal's services, and the moment at which the timeline stands.
 * @module
 */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { shownReport, shownTimeline, type WorkbenchState } from '../state/workbench-state.ts';
import { formatMs } from '../timeline/format-ms.ts';
import type { ViewProps } from '../view-props.ts';
import { brokerObjects } from './broker-objects.ts';
import { DepthPlot } from './depth-plot.tsx';
import { ExchangesTable } from './exchanges-table.tsx';
import { MessageList } from './message-list.tsx';
import { outagesOf } from './outages.ts';
import { QueuesTable } from './queues-table.tsx';

export function MessagesView({ state, act }: ViewProps): JSX.Element {
  const { run, at } = state;
  const isRunning = run.kind === 'running';
  const timeline = shownTimeline(state);
  const history = isRunning ? run.broker : timeline.broker;
  const records = history?.records;
  const endMs = isRunning ? lastOf(records) : (shownReport(state)?.virtualMs ?? liveEnd(state));
  const untilMs = isRunning || at === undefined ? endMs : Math.max(0, at.atMs);
  const objects = useMemo(() => brokerObjects(records ?? [], untilMs), [records, untilMs]);
  const outages = useMemo(
    () => (isRunning ? [] : outagesOf(timeline, endMs)),
    [isRunning, timeline.moments, timeline.bands, endMs],
  );
  if (!records || records.length === 0) {
    return (
      <p class="pane-note">
        No message yet.{' '}
        {isRunning ? 'The check has only begun.' : 'Run the checks, or send a request from the terminal.'} What the
        broker has and what became of each message is shown here.
      </p>
    );
  }
  return (
    <div class="messages">
      <p class="messages-when num" data-part="messages-when">
        {isRunning
          ? 'The check that is running'
          : at === undefined
            ? `At the end, ${formatMs(endMs)}`
            : `As it was at ${formatMs(untilMs)}`}
        {!isRunning && at !== undefined && (
          <button type="button" class="btn small" onClick={() => act?.showMoment(undefined)}>
            Show the end
          </button>
        )}
      </p>
      <QueuesTable queues={objects.queues} untilMs={untilMs} />
      <DepthPlot
        records={records}
        endMs={endMs}
        atMs={at === undefined || isRunning ? undefined : untilMs}
        outages={outages}
        onMoment={isRunning ? undefined : (atMs) => act?.showMoment({ atMs })}
      />
      <ExchangesTable exchanges={objects.exchanges} />
      <MessageList
        records={records}
        untilMs={untilMs}
        queues={objects.queues.map(({ name }) => name)}
        marked={state.marked}
        act={isRunning ? undefined : act}
      />
      {history.droppedCount > 0 && (
        <p class="fine">
          {history.droppedCount} older events of this broker were not kept; what is listed begins after them.
        </p>
      )}
    </div>
  );
}

const lastOf = (list: readonly { readonly atMs: number }[] | undefined): number => list?.at(-1)?.atMs ?? 0;

const liveEnd = ({ live }: WorkbenchState): number =>
  Math.max(lastOf(live.broker?.records), lastOf(live.moments), live.messages.at(-1)?.sentAtMs ?? 0);
