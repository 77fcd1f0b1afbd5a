/**
 * Logs side by side: a column for each process, and what was printed at one time in one line.
 * @module
 */
import type { JSX } from 'preact';
import { formatNumber } from '../timeline/format-ms.ts';
import type { ViewProps } from '../view-props.ts';
import { LogLineText, logRowClass } from './log-line.tsx';
import { type LogRow, logMoments } from './log-rows.ts';

interface LogColumnsProps extends ViewProps {
  readonly processes: readonly string[];
  readonly rows: readonly LogRow[];
  readonly roleOf: (process: string) => string;
}

export function LogColumns({ processes, rows, roleOf, state, act }: LogColumnsProps): JSX.Element {
  const { isRaw } = state.logChoice;
  return (
    <table class="log-columns">
      <caption class="vh">Output of the services, side by side</caption>
      <thead>
        <tr>
          <th scope="col" class="at">
            ms
          </th>
          {processes.map((process) => (
            <th scope="col" key={process} class={roleOf(process)}>
              {process}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {logMoments(rows).map(({ atMs, cells }) => (
          <tr key={atMs}>
            <th scope="row" class="at num">
              {formatNumber(atMs)}
            </th>
            {processes.map((process) => (
              <td key={process}>
                {cells.get(process)?.map((row, index) => (
                  <div key={index} class={logRowClass(row, state.marked)}>
                    <LogLineText row={row} isRaw={isRaw} files={state.files} act={act} />
                  </div>
                ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
