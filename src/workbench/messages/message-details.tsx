/**
 * One message: how it was published, the steps of each copy, its headers and its body as far as it was kept.
 * @module
 */
import type { JSX } from 'preact';
import { formatBytes } from '../stores/store-words.ts';
import { formatMs } from '../timeline/format-ms.ts';
import type { MessageFate } from './message-fate.ts';
import { stepWords } from './message-words.ts';

interface MessageDetailsProps {
  readonly fate: MessageFate;
  readonly onward: (id: string) => MessageFate | undefined;
  /** Puts the page at a moment; absent while a check runs. */
  readonly onMoment: ((atMs: number) => void) | undefined;
}

export function MessageDetails({ fate, onward, onMoment }: MessageDetailsProps): JSX.Element {
  const { published, copies, operation, atMs } = fate;
  return (
    <div class="message-more">
      {published ? (
        <p>
          {published.peer ?? 'The broker itself, because the message died in a queue,'} published it at {formatMs(atMs)}
          {operation !== undefined && ` for request ${operation}`}.{' '}
          {published.isPersistent
            ? 'Persistent: a durable queue keeps it on the disk.'
            : 'Not persistent: it is gone when the broker starts again.'}
        </p>
      ) : (
        <p>It was published so long ago that its key and body were not kept.</p>
      )}
      {copies.map(({ queue, steps }, index) => (
        <section key={`${queue} ${index}`} aria-label={`In the queue ${queue}`}>
          <h4>In the queue {queue}</h4>
          <ol class="num">
            {steps.map((step, place) => {
              const next = step.goesOnAs === undefined ? undefined : onward(step.goesOnAs);
              return (
                <li key={place}>
                  {onMoment ? (
                    <button type="button" class="link" onClick={() => onMoment(step.atMs)}>
                      {formatMs(step.atMs)}
                    </button>
                  ) : (
                    formatMs(step.atMs)
                  )}{' '}
                  {stepWords(step)}
                  {next && `; goes on to ${next.copies.map((copy) => copy.queue).join(', ') || 'no queue'}`}
                </li>
              );
            })}
          </ol>
        </section>
      ))}
      {published?.headers !== undefined && <Preview title="Headers" text={pretty(published.headers)} />}
      {published && published.body === undefined && (
        <p>Its body is {formatBytes(published.bodyBytes)} that are no text.</p>
      )}
      {published?.body !== undefined && published.body !== '' && (
        <Preview
          title={`Body, ${formatBytes(published.bodyBytes)}${published.contentType === undefined ? '' : `, ${published.contentType}`}`}
          text={pretty(published.body)}
        />
      )}
      {published?.body !== undefined && isCut(published.body, published.bodyBytes) && (
        <p class="fine">The body goes on; its first 1,000 characters were kept.</p>
      )}
    </div>
  );
}

/** JSON as people read it; other text as it is. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

const isCut = (text: string, byteCount: number): boolean => new TextEncoder().encode(text).length < byteCount;

function Preview({ title, text }: { readonly title: string; readonly text: string }): JSX.Element {
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <pre>{text}</pre>
    </figure>
  );
}
