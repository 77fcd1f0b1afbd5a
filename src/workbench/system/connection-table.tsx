/**
 * The connections of the map that are not HTTP as a table: who to whom, whether each stands, what passed through.
 * @module
 */
import type { JSX } from 'preact';
import { passedWords, standingWords } from './connection-words.ts';
import type { MapConnection } from './map-connections.ts';

interface ConnectionTableProps {
  readonly connections: readonly MapConnection[];
}

export function ConnectionTable({ connections }: ConnectionTableProps): JSX.Element {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Table of connections">
      <table class="num connections">
        <thead>
          <tr>
            <th scope="col">Connection</th>
            <th scope="col">There</th>
            <th scope="col">Back</th>
          </tr>
        </thead>
        <tbody>
          {connections.map((connection) => {
            const { from, to, ports, isMarked } = connection;
            const [there, back] = passedWords(connection);
            return (
              <tr key={`${from} ${to}`} class={isMarked ? 'is-marked' : ''}>
                <th scope="row">
                  {from} → {to}:{ports.join(', ')}
                  <span class="fine">{standingWords(connection)}</span>
                </th>
                <td>{there || '–'}</td>
                <td>{back || '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p class="fine">Two lines on the map. There: to whom it was made; back: to who made it.</p>
    </div>
  );
}
