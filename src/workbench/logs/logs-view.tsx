/**
 * What the services printed, merged or side by side: of the running services, or of the check whose timeline is shown.
 * @module
 */
import type { JSX } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { formatNumber } from '../timeline/format-ms.ts';
import { shownReport, shownTimeline } from '../state/workbench-state.ts';
import { useWidth } from '../use-width.ts';
import type { ViewProps } from '../view-props.ts';
import { LogColumns } from './log-columns.tsx';
import { LogControls } from './log-controls.tsx';
import { LogLineText, logRowClass } from './log-line.tsx';
import { chooseRows, logProcesses, logText, rowsOfReport, rowsOfSession } from './log-rows.ts';
import { useFollowEnd } from './use-follow-end.ts';

/** More rows than this are never read on a page; the newest stay. */
const rowLimit = 500;
/** Two columns and the time. */
const leastColumnsPx = 560;

export function LogsView({ state, act }: ViewProps): JSX.Element {
  const { logs, logChoice, marked } = state;
  const report = shownReport(state);
  const all = useMemo(() => (report ? rowsOfReport(report) : rowsOfSession(logs)), [report, logs]);
  const chosen = useMemo(() => chooseRows(all, logChoice), [all, logChoice]);
  const { columns } = shownTimeline(state);
  const processes = logProcesses(columns, all);
  const whole = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const isNarrow = useWidth(whole, leastColumnsPx) < leastColumnsPx;
  const isOne = logChoice.layout === 'columns' && isNarrow;
  const column = processes.find((process) => process === logChoice.column) ?? processes[0];
  // A narrow screen has a choice of its own, which leaves the other as it is.
  const one = isOne ? chooseRows(all, { ...logChoice, hidden: processes.filter((name) => name !== column) }) : chosen;
  const rows = one.slice(-rowLimit);
  const { isAtEnd, onScroll, goToEnd } = useFollowEnd(box, rows.at(-1));
  const roleOf = (process: string): string => columns.find((known) => known.process === process)?.role ?? 'client';

  return (
    <div class="logs" ref={whole}>
      <LogControls processes={processes} text={logText(rows)} isNarrow={isNarrow} state={state} act={act} />
      {rows.length === 0 && <p class="pane-note">{emptyWords(all.length, isOne ? column : undefined)}</p>}
      {one.length > rows.length && (
        <p class="log-cut">
          The newest {rowLimit} of {one.length} lines; the filters reach the others.
        </p>
      )}
      <div class="log" role="log" aria-label="Output of the services" tabIndex={0} ref={box} onScroll={onScroll}>
        {logChoice.layout === 'columns' && !isNarrow ? (
          <LogColumns
            processes={processes.filter((process) => !logChoice.hidden.includes(process))}
            rows={rows}
            roleOf={roleOf}
            state={state}
            act={act}
          />
        ) : (
          rows.map((row, index) => (
            <div key={index} class={logRowClass(row, marked)}>
              <span class="at num">{formatNumber(row.atMs)}</span>
              <span class={`who ${roleOf(row.process)}`}>{row.process}</span>
              <LogLineText row={row} isRaw={logChoice.isRaw} files={state.files} act={act} />
            </div>
          ))
        )}
      </div>
      {!isAtEnd && (
        <button type="button" class="btn small log-end" onClick={goToEnd}>
          To the newest line
        </button>
      )}
    </div>
  );
}

function emptyWords(allCount: number, process: string | undefined): string {
  if (allCount === 0) return 'No service has printed anything yet.';
  return process === undefined ? 'No line is left by these filters.' : `${process} has printed no such line.`;
}
