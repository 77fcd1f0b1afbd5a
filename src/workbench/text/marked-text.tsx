/**
 * Draws text with inline marks; `[[r-1]]` becomes the highlighter.
 * @module
 */
import type { JSX } from 'preact';
import { type InlinePart, parseInline } from './parse-inline.ts';

/** @param props.text One line with inline marks; never HTML. */
export function MarkedText({ text }: { readonly text: string }): JSX.Element {
  return <>{parseInline(text).map((part, index) => drawPart(part, index))}</>;
}

function drawPart(part: InlinePart, key: number): JSX.Element {
  switch (part.kind) {
    case 'code':
      return <code key={key}>{part.text}</code>;
    case 'mark':
      return <mark key={key}>{part.text}</mark>;
    case 'strong':
      return <strong key={key}>{part.text}</strong>;
    case 'emphasis':
      return <em key={key}>{part.text}</em>;
    case 'link':
      return (
        <a key={key} href={part.href}>
          {part.text}
        </a>
      );
    case 'text':
      return <>{part.text}</>;
  }
}
