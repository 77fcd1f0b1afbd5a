/**
 * The code as text: what the page shows before an editor was asked for, and for files that cannot be edited.
 * @module
 */
import type { JSX } from 'preact';
import type { SourceNote } from '#bench/judge/report.ts';
import { MarkedText } from '../text/marked-text.tsx';
import { highlightCode } from './highlight-code.ts';
import { ToneLine } from './tone-line.tsx';

interface StaticCodeProps {
  readonly text: string;
  readonly label: string;
  readonly notes: readonly SourceNote[];
}

export function StaticCode({ text, label, notes }: StaticCodeProps): JSX.Element {
  return (
    <pre class="code-lines" tabIndex={0} role="group" aria-label={label}>
      {highlightCode(text).map((pieces, index) => {
        const here = notes.filter(({ line }) => line === index + 1);
        return (
          <>
            <span class={here.length > 0 ? 'line is-marked' : 'line'}>
              <ToneLine pieces={pieces} />
              {'\n'}
            </span>
            {here.map((note) => (
              <span class="line-note" key={note.note}>
                <MarkedText text={note.note} />
              </span>
            ))}
          </>
        );
      })}
    </pre>
  );
}
