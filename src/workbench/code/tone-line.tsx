/**
 * Draws one line of code in the course's two tones.
 * @module
 */
import type { JSX } from 'preact';
import type { CodePiece } from './highlight-code.ts';

export function ToneLine({ pieces }: { readonly pieces: readonly CodePiece[] }): JSX.Element {
  return (
    <>
      {pieces.map(({ text, tone }, index) =>
        tone === undefined ? (
          text
        ) : (
          <span key={index} class={`tone-${tone}`}>
            {text}
          </span>
        ),
      )}
    </>
  );
}
