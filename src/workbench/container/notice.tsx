/**
 * Something in the way, in a box that is read aloud: what it is, and what can be done.
 * @module
 */
import type { ComponentChildren, JSX } from 'preact';

interface NoticeProps {
  readonly head: string;
  readonly children: ComponentChildren;
}

export function Notice({ head, children }: NoticeProps): JSX.Element {
  return (
    <div class="trouble" role="alert">
      <p>
        <strong>{head}</strong>
      </p>
      {children}
    </div>
  );
}
