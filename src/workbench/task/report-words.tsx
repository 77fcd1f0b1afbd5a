/**
 * What a check saw, what it expected and received, and why that matters.
 * @module
 */
import type { JSX } from 'preact';
import type { ReportMessage } from '#bench/judge/report.ts';
import { MarkedText } from '../text/marked-text.tsx';

export function ReportWords({ message }: { readonly message: ReportMessage }): JSX.Element {
  return (
    <>
      <h2 class="seen">
        <MarkedText text={message.seen} />
      </h2>
      <dl class="expected">
        <dt>Expected</dt>
        <dd>
          <MarkedText text={message.expected} />
        </dd>
        <dt>Received</dt>
        <dd>
          <MarkedText text={message.received} />
        </dd>
      </dl>
      <h3>Why it matters</h3>
      <p>
        <MarkedText text={message.why} />
      </p>
    </>
  );
}
