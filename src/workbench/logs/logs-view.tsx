/**
 * What the services printed: of the running services, or of the check whose timeline is shown.
 * @module
 */
import type { JSX } from 'preact';
import type { SourcePosition } from '#bench/judge/report.ts';
import { formatNumber } from '../timeline/format-ms.ts';
import { shownReport, type WorkbenchState } from '../state/workbench-state.ts';
import type { ViewProps } from '../view-props.ts';

interface LogRow {
  readonly atMs: number;
  readonly process: string;
  readonly text: string;
  readonly isError: boolean;
  readonly operation?: string | undefined;
  readonly source?: SourcePosition | undefined;
}

/** More rows than this are never read on a page; the newest stay. */
const rowLimit = 500;

export function LogsView({ state, act }: ViewProps): JSX.Element {
  const rows = rowsOf(state);
  if (rows.length === 0) return <p class="pane-note">No service has printed anything yet.</p>;
  return (
    <div class="log" role="log" aria-label="Output of the services" tabIndex={0}>
      {rows.slice(-rowLimit).map((row, index) => {
        const isMarked = row.operation !== undefined && row.operation === state.marked;
        const { source } = row;
        return (
          <div key={index} class={`log-row${isMarked ? ' is-marked' : ''}${row.isError ? ' is-error' : ''}`}>
            <span class="at num">{formatNumber(row.atMs)}</span>
            <span class={`who ${roleOf(state, row.process)}`}>{row.process}</span>
            <span class="text">{row.text}</span>
            {source && (
              <button type="button" class="link" onClick={() => act?.showSource(source)}>
                {source.file.split('/').at(-1)}:{source.line}
              </button>
            )}
          </div>
        );
      })}
    </div>
  );
}

function rowsOf(state: WorkbenchState): readonly LogRow[] {
  const report = shownReport(state);
  if (!report) {
    return state.logs.map(({ atMs, service, text, stream, source }) => ({
      atMs,
      process: service,
      text,
      isError: stream === 'stderr',
      source,
    }));
  }
  return (report.timeline?.moments ?? []).map(({ atMs, process, kind, label, operation, source }) => ({
    atMs,
    process,
    text: kind === 'log' || kind === 'error' ? label : kind === 'note' ? `notes: ${label}` : `${kind} ${label}`.trim(),
    isError: kind === 'error' || kind === 'killed',
    operation,
    source,
  }));
}

const roleOf = (state: WorkbenchState, process: string): string =>
  state.live.columns.find((column) => column.process === process)?.role ?? 'client';
