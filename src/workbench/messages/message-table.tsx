/**
 * A page of messages as a table; a row opens to the steps of each copy, the properties and the body.
 * @module
 */
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { WorkbenchActions } from '../state/workbench-actions.ts';
import { formatMs, formatNumber } from '../timeline/format-ms.ts';
import { MessageDetails } from './message-details.tsx';
import type { MessageFate } from './message-fate.ts';
import { addressOf, fateWords, nameOf } from './message-words.ts';

interface MessageTableProps {
  readonly rows: readonly MessageFate[];
  /** Also those that are not listed: a dead-lettered message goes on as another. */
  readonly all: readonly MessageFate[];
  readonly marked: string | undefined;
  readonly act: WorkbenchActions | undefined;
}

export function MessageTable({ rows, all, marked, act }: MessageTableProps): JSX.Element {
  const [opened, open] = useState<string | undefined>(undefined);
  const body = useRef<HTMLTableSectionElement>(null);
  const stop = Math.max(
    0,
    rows.findIndex(({ id }) => id === opened),
  );
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTableSectionElement>): void => {
    const buttons = [...(body.current?.querySelectorAll<HTMLElement>('[data-message]') ?? [])];
    const at = buttons.indexOf(event.target as HTMLElement);
    if (at < 0) return;
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    const button = target === undefined ? undefined : buttons[target];
    if (!button) return;
    event.preventDefault();
    button.focus();
  };
  const choose = ({ id, operation }: MessageFate): void => {
    open(opened === id ? undefined : id);
    if (operation !== undefined) act?.mark(operation);
  };
  return (
    <div class="messages-scroll is-list" tabIndex={0} role="region" aria-label="Table of messages">
      <table class="num" data-part="messages">
        <caption class="vh">Messages in the order of publishing, from {formatMs(rows[0]?.atMs ?? 0)}</caption>
        <thead>
          <tr>
            <th scope="col">Message</th>
            <th scope="col">What became of it</th>
            <th scope="col" class="is-wide">
              From
            </th>
            <th scope="col" class="is-wide">
              At
            </th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {rows.map((fate, index) => {
            const isOpen = fate.id === opened;
            return [
              <tr key={fate.id} class={fate.operation !== undefined && fate.operation === marked ? 'is-marked' : ''}>
                <th scope="row">
                  <button
                    type="button"
                    data-message={fate.id}
                    tabIndex={index === stop ? 0 : -1}
                    aria-expanded={isOpen}
                    onClick={() => choose(fate)}
                  >
                    {fate.operation !== undefined && fate.operation === marked && <mark>{fate.operation}</mark>}{' '}
                    <b>{nameOf(fate)}</b> <span class="address">{addressOf(fate)}</span>
                  </button>
                </th>
                <td class={fateWords(fate).includes('✕') ? 'fate is-fault' : 'fate'}>{fateWords(fate)}</td>
                <td class="is-wide">{fate.published ? (fate.published.peer ?? 'the broker') : '–'}</td>
                <td class="is-wide">{formatNumber(fate.atMs)} ms</td>
              </tr>,
              isOpen && (
                <tr key={`${fate.id} more`} class="more">
                  <td colSpan={4}>
                    <MessageDetails
                      fate={fate}
                      onward={(id) => all.find((one) => one.id === id)}
                      onMoment={act && ((atMs) => act.showMoment({ atMs }))}
                    />
                  </td>
                </tr>
              ),
            ];
          })}
        </tbody>
      </table>
    </div>
  );
}
