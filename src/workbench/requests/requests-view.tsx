/**
 * The request recorder: every request of the client in the shown timeline, to look through, mark, copy and send again.
 * @module
 */
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { shownTimeline } from '../state/workbench-state.ts';
import type { ViewProps } from '../view-props.ts';
import { requestRows } from './request-rows.ts';
import { RequestTable } from './request-table.tsx';
import { type RequestFilter, type RequestSelection, selectRequests } from './select-requests.ts';

/** More rows than this are not read; a filter finds the others. */
const rowLimit = 1_000;

const filters: Readonly<Record<RequestFilter, string>> = {
  all: 'All answers',
  '2xx': 'Done (2xx)',
  '3xx': 'Elsewhere (3xx)',
  '4xx': 'Refused (4xx)',
  '5xx': 'Failed (5xx)',
  none: 'No answer',
  slow: 'Slowest 5 %',
};

export function RequestsView({ state, act }: ViewProps): JSX.Element {
  const timeline = shownTimeline(state);
  const [selection, select] = useState<RequestSelection>({ text: '', filter: 'all', order: 'time' });
  const rows = requestRows(timeline);
  const chosen = useMemo(() => selectRequests(rows, selection), [rows, selection]);
  const listed = useMemo(() => chosen.slice(0, rowLimit), [chosen]);
  const { marked, shown, sent } = state;
  const table = useMemo(
    () => <RequestTable rows={listed} marked={marked} sent={shown === 'live' ? sent : undefined} act={act} />,
    [listed, marked, shown, sent, act],
  );
  if (rows.length === 0) {
    return (
      <p class="pane-note">
        No request yet. Send one from the terminal, or run the checks: every request of the client is listed here.
      </p>
    );
  }
  return (
    <div class="requests">
      <div class="requests-tools">
        <label>
          <span class="vh">Requests with these words</span>
          <input
            type="search"
            placeholder="Path, method, status"
            value={selection.text}
            onInput={({ currentTarget }) => select({ ...selection, text: currentTarget.value })}
          />
        </label>
        <label>
          <span class="vh">Requests with this outcome</span>
          <select
            value={selection.filter}
            onChange={({ currentTarget }) => select({ ...selection, filter: currentTarget.value as RequestFilter })}
          >
            {Object.entries(filters).map(([filter, words]) => (
              <option value={filter} key={filter}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <span class="seg" role="group" aria-label="Order of the requests">
          {(['time', 'duration'] as const).map((order) => (
            <button
              type="button"
              key={order}
              aria-pressed={selection.order === order}
              onClick={() => select({ ...selection, order })}
            >
              {order === 'time' ? 'By time' : 'Slowest first'}
            </button>
          ))}
        </span>
        <span class="num" role="status">
          {countWords(chosen.length, rows.length)}
        </span>
      </div>
      {chosen.length === 0 ? <p class="pane-note">No request is like that.</p> : table}
      {chosen.length > listed.length && (
        <p class="fine pane-note">{chosen.length - listed.length} more are not listed; the words above find them.</p>
      )}
      {timeline.droppedCount > 0 && (
        <p class="fine pane-note">{timeline.droppedCount} further messages of this timeline were not kept.</p>
      )}
    </div>
  );
}

const countWords = (chosen: number, all: number): string =>
  chosen === all ? `${all} request${all === 1 ? '' : 's'}` : `${chosen} of ${all}`;
