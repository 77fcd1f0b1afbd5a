/**
 * The map's numbers as a table: the same for eyes that read, for screen readers, and on paper.
 * @module
 */
import type { JSX } from 'preact';
import { ConnectionTable } from './connection-table.tsx';
import { formatP95 } from './map-labels.ts';
import { processStateWords } from './process-state-words.ts';
import type { MapEdge, SystemModel } from './system-map-model.ts';

interface MapTableProps {
  readonly model: SystemModel;
  /** Such as "until 12.4 ms". */
  readonly until: string;
}

export function MapTable({ model: { edges, denied, processes, connections }, until }: MapTableProps): JSX.Element {
  const told = processes.filter(({ state, writeCount }) => state !== 'up' || writeCount > 0);
  return (
    <details class="map-numbers" open>
      <summary>Calls in numbers, {until}</summary>
      {edges.length === 0 ? (
        <p class="fine">No process has called another.</p>
      ) : (
        <div class="scroll" tabIndex={0} role="region" aria-label="Table of calls">
          <table class="num">
            <thead>
              <tr>
                <th scope="col">Call</th>
                <th scope="col">Count</th>
                <th scope="col">Errors</th>
                <th scope="col">No answer</th>
                <th scope="col">p95</th>
              </tr>
            </thead>
            <tbody>
              {edges.map((edge) => (
                <tr key={`${edge.from} ${edge.to}`} class={edge.isMarked ? 'is-marked' : ''}>
                  <th scope="row">
                    {edge.from} → {edge.to}
                  </th>
                  <td>{edge.callCount}</td>
                  <td>{edge.errorCount || '–'}</td>
                  <td>{brokenWords(edge)}</td>
                  <td>{edge.p95Ms === undefined ? '–' : formatP95(edge.p95Ms)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {connections.length > 0 && <ConnectionTable connections={connections} />}
      {(told.length > 0 || denied.length > 0) && (
        <ul class="fine num">
          {told.map(({ process, state, writeCount, storePath }) => (
            <li key={process}>
              <b>{process}</b>: {processStateWords[state]}
              {writeCount > 0 && `, ${writeCount} ${writeCount === 1 ? 'write' : 'writes'} to ${storePath}`}
            </li>
          ))}
          {denied.map(({ from, path, count }) => (
            <li key={`${from} ${path}`}>
              <b>{from}</b>: {count === 1 ? 'once' : `${count} times`} refused {path}
            </li>
          ))}
        </ul>
      )}
      <p class="fine">
        Errors are answers with a status of 500 or more. p95: of 100 answers, 95 took no longer, as whoever asked saw it
        (nearest rank).
      </p>
    </details>
  );
}

function brokenWords({ refusedCount, lostCount, resetCount, waitingCount }: MapEdge): string {
  const words = [
    [refusedCount, 'refused'],
    [lostCount, 'lost'],
    [resetCount, 'cut off'],
    [waitingCount, 'waiting'],
  ] as const;
  const told = words.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return told.length === 0 ? '–' : told.join(', ');
}
