/**
 * The messages and what became of them, with a filter, words to search for, and pages. One stop of the Tab key in the table; arrows
 * walk through the rows, Enter opens what is known of a message.
 * @module
 */
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { BrokerRecord } from '#bench/judge/broker-record.ts';
import type { WorkbenchActions } from '../state/workbench-actions.ts';
import { MessageTable } from './message-table.tsx';
import { messageFates } from './message-fates.ts';
import { type FateFilter, type MessageSelection, selectMessages } from './select-messages.ts';

interface MessageListProps {
  readonly records: readonly BrokerRecord[];
  readonly untilMs: number;
  readonly queues: readonly string[];
  readonly marked: string | undefined;
  readonly act: WorkbenchActions | undefined;
}

const pageRows = 50;

const filters: Readonly<Record<FateFilter, string>> = {
  all: 'Any fate',
  waiting: 'Waits',
  'in-hand': 'In hand',
  again: 'Delivered more than once',
  gone: 'Dropped, dead-lettered, lost',
};

export function MessageList({ records, untilMs, queues, marked, act }: MessageListProps): JSX.Element {
  const [selection, select] = useState<MessageSelection>({ text: '', filter: 'all' });
  const [page, setPage] = useState(0);
  const fates = useMemo(() => messageFates(records, untilMs), [records, untilMs]);
  const chosen = useMemo(() => selectMessages(fates, selection), [fates, selection]);
  const lastPage = Math.max(0, Math.ceil(chosen.length / pageRows) - 1);
  const from = Math.min(page, lastPage) * pageRows;
  const rows = chosen.slice(from, from + pageRows);
  const change = (part: Partial<MessageSelection>): void => {
    select({ ...selection, ...part });
    setPage(0);
  };
  return (
    <section aria-labelledby="messages-list">
      <h3 id="messages-list">Messages</h3>
      <div class="messages-tools">
        <label>
          <span class="vh">Messages with these words</span>
          <input
            type="search"
            placeholder="Key, id, body, reader"
            value={selection.text}
            onInput={({ currentTarget }) => change({ text: currentTarget.value })}
          />
        </label>
        <label>
          <span class="vh">Messages of this queue</span>
          <select
            value={selection.queue ?? ''}
            onChange={({ currentTarget }) => change({ queue: currentTarget.value || undefined })}
          >
            <option value="">All queues</option>
            {queues.map((queue) => (
              <option value={queue} key={queue}>
                {queue}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span class="vh">Messages with this fate</span>
          <select
            value={selection.filter}
            onChange={({ currentTarget }) => change({ filter: currentTarget.value as FateFilter })}
          >
            {Object.entries(filters).map(([filter, words]) => (
              <option value={filter} key={filter}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <span class="num" role="status">
          {countWords(from, rows.length, chosen.length, fates.length)}
        </span>
        {lastPage > 0 && (
          <span class="seg">
            <button
              type="button"
              aria-label="Messages before these"
              disabled={from === 0}
              onClick={() => setPage(from / pageRows - 1)}
            >
              ‹
            </button>
            <button
              type="button"
              aria-label="Messages after these"
              disabled={from + rows.length >= chosen.length}
              onClick={() => setPage(from / pageRows + 1)}
            >
              ›
            </button>
          </span>
        )}
      </div>
      {rows.length === 0 ? (
        <p class="fine">{fates.length === 0 ? 'Nobody has published a message yet.' : 'No message is like that.'}</p>
      ) : (
        <MessageTable rows={rows} all={fates} marked={marked} act={act} />
      )}
    </section>
  );
}

function countWords(from: number, count: number, chosen: number, all: number): string {
  const part = count < chosen ? `${from + 1}–${from + count} of ` : '';
  return `${part}${chosen} message${chosen === 1 ? '' : 's'}${chosen === all ? '' : `, of ${all}`}`;
}
