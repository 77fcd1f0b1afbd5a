/**
 * Empties a service's disk. What is gone cannot be brought back, so it asks once, in its own place.
 * @module
 */
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ViewProps } from '../view-props.ts';

interface WipeDiskProps {
  readonly service: string;
  readonly act: ViewProps['act'];
}

export function WipeDisk({ service, act }: WipeDiskProps): JSX.Element {
  const [isAsking, setAsking] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  const ask = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useLayoutEffect(() => {
    if (isAsking) keep.current?.focus();
    else if (wasAsking.current) ask.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  if (!isAsking) {
    return (
      <button type="button" class="btn small quiet" ref={ask} onClick={() => setAsking(true)}>
        Empty this disk
      </button>
    );
  }
  return (
    <div
      class="store-wipe"
      role="group"
      aria-label={`Empty the disk of ${service}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setAsking(false);
      }}
    >
      <p>Everything that {service} has stored is lost, and it starts again.</p>
      <button type="button" class="btn small" ref={keep} onClick={() => setAsking(false)}>
        Keep it
      </button>
      <button
        type="button"
        class="btn small"
        onClick={() => {
          setAsking(false);
          act?.wipeService(service);
        }}
      >
        Empty the disk
      </button>
    </div>
  );
}
