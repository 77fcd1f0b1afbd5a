/**
 * The listed requests as a table. One stop of the Tab key; arrows walk through the rows, Enter marks a request everywhere
 * and opens what was asked and answered.
 * @module
 */
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { TerminalRequest } from '#runtimes/lab-runtime.ts';
import type { WorkbenchActions } from '../state/workbench-actions.ts';
import { formatNumber } from '../timeline/format-ms.ts';
import { callWords } from './call-words.ts';
import { RequestDetails } from './request-details.tsx';
import type { RequestRow } from './request-rows.ts';

interface RequestTableProps {
  readonly rows: readonly RequestRow[];
  readonly marked: string | undefined;
  /** The terminal's own requests, by operation, where its timeline is shown. */
  readonly sent: ReadonlyMap<string, TerminalRequest> | undefined;
  readonly act: WorkbenchActions | undefined;
}

export function RequestTable({ rows, marked, sent, act }: RequestTableProps): JSX.Element {
  const [opened, open] = useState<string | undefined>(undefined);
  const body = useRef<HTMLTableSectionElement>(null);
  const stop = Math.max(
    0,
    rows.findIndex(({ request, id }) => (opened === undefined ? id === marked : request.id === opened)),
  );

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTableSectionElement>): void => {
    const buttons = [...(body.current?.querySelectorAll<HTMLElement>('[data-request]') ?? [])];
    const at = buttons.indexOf(event.target as HTMLElement);
    if (at < 0) return;
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    const button = target === undefined ? undefined : buttons[target];
    if (!button) return;
    event.preventDefault();
    button.focus();
  };
  const choose = ({ request, operation, sentAtMs }: RequestRow): void => {
    open(opened === request.id ? undefined : request.id);
    if (operation !== undefined) act?.mark(operation);
    act?.showMoment({ atMs: sentAtMs, messageId: request.id });
  };

  return (
    <div class="requests-scroll" tabIndex={0} role="region" aria-label="Requests of the client">
      <table class="num">
        <thead>
          <tr>
            <th scope="col">Request</th>
            <th scope="col">Answer</th>
            <th scope="col">Took</th>
            <th scope="col" class="is-wide">
              At
            </th>
            <th scope="col" class="is-wide">
              Through
            </th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {rows.map((row, index) => {
            const isOpen = row.request.id === opened;
            return [
              <tr key={row.request.id} class={rowClass(row, marked)}>
                <th scope="row">
                  <button
                    type="button"
                    data-request={row.id}
                    tabIndex={index === stop ? 0 : -1}
                    aria-expanded={isOpen}
                    onClick={() => choose(row)}
                  >
                    <span class="id">{row.operation === marked ? <mark>{row.id}</mark> : row.id}</span>{' '}
                    <b>{row.method}</b>{' '}
                    <span class="path">
                      {row.host}
                      {row.path.startsWith('/') ? row.path : `: ${row.path}`}
                    </span>
                  </button>
                </th>
                <td class="answer">{answerWords(row)}</td>
                <td>{row.tookMs === undefined ? '–' : `${formatNumber(row.tookMs)} ms`}</td>
                <td class="is-wide">{formatNumber(row.sentAtMs)} ms</td>
                <td class="is-wide through">
                  {row.hopCount === 0 ? row.host : `${row.through.join(', ')} (${callWords(row.hopCount)})`}
                </td>
              </tr>,
              isOpen && (
                <tr key={`${row.request.id} more`} class="more">
                  <td colSpan={5}>
                    <RequestDetails row={row} sent={sent?.get(row.id)} isOwn={sent !== undefined} act={act} />
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

/** A break is said in words and has a sign, besides its colour. */
function answerWords({ outcome, status }: RequestRow): string {
  switch (outcome) {
    case 'answered':
      return status !== undefined && status >= 500 ? `✕ ${status}` : String(status);
    case 'refused':
      return '✕ refused';
    case 'lost':
      return '✕ lost';
    case 'reset':
      return '✕ cut off';
    case 'waiting':
      return 'none';
  }
}

function rowClass({ outcome, status = 0, operation }: RequestRow, marked: string | undefined): string {
  const isFault = outcome === 'answered' ? status >= 500 : true;
  const isMarked = operation !== undefined && operation === marked;
  return [isMarked && 'is-marked', isFault && 'is-fault'].filter(Boolean).join(' ');
}
