/**
 * The learner's file beside the solution, line by line. Signs and words carry the difference, not colour alone.
 * @module
 */
import type { JSX } from 'preact';
import type { ViewProps } from '../view-props.ts';
import { diffLines, type DiffRow } from './diff-lines.ts';

export function SolutionDiff({ state, act }: ViewProps): JSX.Element {
  const { solution, activePath } = state;
  if (!solution) return <p class="pane-note">{state.solutionFailed ?? 'Fetching the solution.'}</p>;
  const theirs = solution[activePath];
  const rows = theirs === undefined ? [] : diffLines(state.files[activePath] ?? '', theirs);
  const changed = rows.filter(({ kind }) => kind !== 'same').length;
  return (
    <div class="diff">
      <div class="diff-head">
        <p>
          {theirs === undefined
            ? 'The solution leaves this file as it is in the starter.'
            : changed === 0
              ? 'No line differs from the solution.'
              : `One solution of several that hold. “−” is a line of this file, “+” a line of the solution.`}
        </p>
        <button type="button" class="btn small" onClick={() => act?.takeSolution()}>
          Replace with the solution
        </button>
        <button type="button" class="btn small" onClick={() => act?.compare(false)}>
          Back to the code
        </button>
      </div>
      <div class="diff-scroll" tabIndex={0} role="region" aria-label={`Comparison of ${activePath} with the solution`}>
        <table>
          <thead class="vh">
            <tr>
              <th scope="col">Line here</th>
              <th scope="col">Line in the solution</th>
              <th scope="col">Difference</th>
              <th scope="col">Text</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <DiffLine row={row} key={`${row.oldLine ?? ''}:${row.newLine ?? ''}`} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

const words: Readonly<Record<DiffRow['kind'], { readonly sign: string; readonly word: string }>> = {
  same: { sign: '', word: 'the same' },
  removed: { sign: '−', word: 'only here' },
  added: { sign: '+', word: 'only in the solution' },
};

function DiffLine({ row }: { readonly row: DiffRow }): JSX.Element {
  const { sign, word } = words[row.kind];
  return (
    <tr class={`diff-${row.kind}`}>
      <td class="num">{row.oldLine}</td>
      <td class="num">{row.newLine}</td>
      <td>
        <span aria-hidden="true">{sign}</span>
        <span class="vh">{word}</span>
      </td>
      <td>
        <code>{row.text}</code>
      </td>
    </tr>
  );
}
