/**
 * What was asked and answered, with the ways to do it again.
 * @module
 */
import type { JSX } from 'preact';
import type { TerminalRequest } from '#runtimes/lab-runtime.ts';
import type { WorkbenchActions } from '../state/workbench-actions.ts';
import { CopyButton } from '../task/copy-button.tsx';
import { formatCurl } from '../terminal/format-curl.ts';
import { formatMs } from '../timeline/format-ms.ts';
import { againOf } from './again-of.ts';
import { callWords } from './call-words.ts';
import type { RequestRow } from './request-rows.ts';

interface RequestDetailsProps {
  readonly row: RequestRow;
  readonly sent: TerminalRequest | undefined;
  /** It went to the services that run now, so it can be sent to them again. */
  readonly isOwn: boolean;
  readonly act: WorkbenchActions | undefined;
}

export function RequestDetails({ row, sent, isOwn, act }: RequestDetailsProps): JSX.Element {
  const { request, answer, sentAtMs, through, hopCount } = row;
  const again = againOf(row, sent);
  const line = again && formatCurl(again.request);
  const body = sent?.body ?? request.preview;
  return (
    <div class="request-more">
      <p>
        Sent at {formatMs(sentAtMs)};{' '}
        {hopCount === 0 ? 'nobody else was asked' : `${callWords(hopCount)} on the way: ${through.join(', ')}`}.
      </p>
      {body !== undefined && body !== '' && <Preview title="Asked" text={body} />}
      {answer?.preview !== undefined && answer.preview !== '' && <Preview title="Answered" text={answer.preview} />}
      {request.fault !== undefined && <p>{request.fault}</p>}
      {line !== undefined && <Preview title="As curl" text={line} />}
      {again?.lacks !== undefined && <p class="fine">{again.lacks}</p>}
      <p class="request-buttons">
        {line !== undefined && <CopyButton text={line} label="Copy as curl" />}
        {line !== undefined && isOwn && (
          <button type="button" class="btn small" onClick={() => act?.offerLine(line)}>
            Send again
          </button>
        )}
        <button type="button" class="btn small" onClick={() => act?.showInstrument('timeline')}>
          Show in the timeline
        </button>
      </p>
    </div>
  );
}

function Preview({ title, text }: { readonly title: string; readonly text: string }): JSX.Element {
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <pre>{text}</pre>
    </figure>
  );
}
