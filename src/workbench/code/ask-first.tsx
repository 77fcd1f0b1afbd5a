/**
 * Asks before something is deleted, in the place where it was asked for; Escape closes.
 * @module
 */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface AskFirstProps {
  /** What would be done, in full. */
  readonly label: string;
  /** The word of the button, with which the label begins. */
  readonly verb: string;
  readonly onDo: () => void;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export function AskFirst({ label, verb, onDo, onClose, children }: AskFirstProps): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <div
      class="path-form"
      role="group"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div class="fine" id="ask-first-about">
        {children}
      </div>
      <div class="acts">
        <button
          type="button"
          class="btn small"
          ref={button}
          aria-label={label}
          aria-describedby="ask-first-about"
          onClick={onDo}
        >
          {verb}
        </button>
        <button type="button" class="btn quiet small" onClick={onClose}>
          Cancel
        </button>
      </div>
    </div>
  );
}
