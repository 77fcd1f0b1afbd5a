/**
 * The queues: what waits, what is in hand, how old the oldest is, who reads.
 * @module
 */
import type { JSX } from 'preact';
import { formatMs } from '../timeline/format-ms.ts';
import type { BrokerQueue } from './broker-objects.ts';

interface QueuesTableProps {
  readonly queues: readonly BrokerQueue[];
  readonly untilMs: number;
}

export function QueuesTable({ queues, untilMs }: QueuesTableProps): JSX.Element {
  return (
    <section aria-labelledby="messages-queues">
      <h3 id="messages-queues">Queues</h3>
      {queues.length === 0 ? (
        <p class="fine">There is no queue: nobody has declared one.</p>
      ) : (
        <div class="messages-scroll" tabIndex={0} role="region" aria-label="Table of queues">
          <table class="num" data-part="queues">
            <thead>
              <tr>
                <th scope="col">Queue</th>
                <th scope="col">Waiting</th>
                <th scope="col">In hand</th>
                <th scope="col">Oldest</th>
                <th scope="col">Readers</th>
                <th scope="col">Durable</th>
              </tr>
            </thead>
            <tbody>
              {queues.map(({ broker, name, readyCount, unackedCount, consumers, isDurable, oldestAtMs }) => (
                <tr key={`${broker} ${name}`}>
                  <th scope="row">{name}</th>
                  <td>{readyCount}</td>
                  <td>{unackedCount}</td>
                  <td>{oldestAtMs === undefined ? '–' : formatMs(Math.max(0, untilMs - oldestAtMs))}</td>
                  <td class="is-long">{consumers.length === 0 ? 'none' : consumers.toSorted().join(', ')}</td>
                  <td>{isDurable ? 'yes' : 'no'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p class="fine">
        In hand: a reader has it and has not acknowledged it. Oldest: how long ago the oldest message came that is still
        waiting or in hand. Durable: the queue is there again after the broker has started anew.
      </p>
    </section>
  );
}
