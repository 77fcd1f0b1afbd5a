/**
 * The text twin of the timeline. One stop of the Tab key; arrows walk through the events, Enter opens the source.
 * @module
 */
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { formatNumber } from './format-ms.ts';
import { listPage, type ListPage, pageSize } from './list-page.ts';
import type { TwinEntry } from './timeline-twin.ts';

interface TimelineListProps {
  readonly entries: readonly TwinEntry[];
  readonly current: string | undefined;
  readonly droppedCount: number;
  readonly onChoose: (entry: TwinEntry) => void;
  readonly onSource: (entry: TwinEntry) => void;
}

export function TimelineList(props: TimelineListProps): JSX.Element {
  const { entries, current, droppedCount, onChoose, onSource } = props;
  const list = useRef<HTMLOListElement>(null);
  const at = entries.findIndex(({ id }) => id === current);
  const marked = entries.findIndex(({ isMarked }) => isMarked);
  const stop = at >= 0 ? at : Math.max(marked, 0);
  const [kept, keep] = useState<ListPage | undefined>(undefined);
  const page = listPage(entries.length, stop, kept);

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLOListElement>): void => {
    const target = { ArrowDown: stop + 1, ArrowUp: stop - 1, Home: 0, End: entries.length - 1 }[event.key];
    const entry = target === undefined ? undefined : entries[target];
    if (!entry) return;
    event.preventDefault();
    // The page of the list follows the focus.
    keep(page);
    onChoose(entry);
    // Choosing may mark another request and so redraw the list; the focus follows the event, not the position.
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(entry.id)}"]`)?.focus(),
    );
  };

  return (
    <div class="twin">
      <h3>The same as a list</h3>
      {page.from > 0 && (
        <button
          type="button"
          class="btn small"
          onClick={() => keep({ ...page, from: Math.max(0, page.from - pageSize) })}
        >
          {Math.min(pageSize, page.from)} earlier events
        </button>
      )}
      <ol ref={list} onKeyDown={onKeyDown} class="num" start={page.from + 1}>
        {entries.slice(page.from, page.to).map((entry, place) => (
          <li key={entry.id} class={entryClass(entry)}>
            <button
              type="button"
              data-entry={entry.id}
              tabIndex={page.from + place === stop ? 0 : -1}
              aria-current={entry.id === current ? 'true' : undefined}
              onClick={() => onChoose(entry)}
            >
              <span class="at">{formatNumber(entry.atMs)}</span>
              <span>
                {entry.sentence}
                {entry.isMarked && (
                  <>
                    {' '}
                    <mark>{entry.operation}</mark>
                  </>
                )}
              </span>
            </button>
            {entry.id === current && (
              <div class="entry-more">
                {entry.preview && <pre>{entry.preview}</pre>}
                {entry.source && (
                  <button type="button" class="link" onClick={() => onSource(entry)}>
                    <code>{entry.source.file}</code>, line {entry.source.line}
                  </button>
                )}
              </div>
            )}
          </li>
        ))}
      </ol>
      {page.to < entries.length && (
        <button
          type="button"
          class="btn small"
          onClick={() => keep({ ...page, to: Math.min(entries.length, page.to + pageSize) })}
        >
          {Math.min(pageSize, entries.length - page.to)} later events, of {entries.length}
        </button>
      )}
      {droppedCount > 0 && <p class="fine">{droppedCount} further messages were not kept.</p>}
    </div>
  );
}

const entryClass = ({ isMarked, isFault }: TwinEntry): string =>
  [isMarked && 'is-marked', isFault && 'is-fault'].filter(Boolean).join(' ');
