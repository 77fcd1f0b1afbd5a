/**
 * The parts of a check, each with what was found of it.
 * @module
 */
import type { JSX } from 'preact';
import type { JudgedPart } from '#course/step-credit.ts';
import { MarkedText } from '../text/marked-text.tsx';
import { CreditSign } from './credit-sign.tsx';

export function CheckParts({
  check,
  parts,
}: {
  readonly check: string;
  readonly parts: readonly JudgedPart[];
}): JSX.Element {
  return (
    <ul class="check-parts" aria-label={`Parts of ${check}`}>
      {parts.map(({ id, title, isHeld }) => (
        <li key={id}>
          <CreditSign state={isHeld ? 'done' : 'open'} />
          <span>
            <MarkedText text={title} />
            <span class="fine">: {isHeld ? 'holds' : 'open'}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
