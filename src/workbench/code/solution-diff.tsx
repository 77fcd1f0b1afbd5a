/**
 * The learner's file beside the solution, line by line. Signs and words carry the difference, not colour alone.
 * @module
 */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { LabFiles } from '#runtimes/lab-runtime.ts';
import type { ViewProps } from '../view-props.ts';
import { diffLines, type DiffRow } from './diff-lines.ts';
import { type SolutionFiles, solutionFiles } from './solution-files.ts';

export function SolutionDiff({ state, act }: ViewProps): JSX.Element {
  const { solution, activePath, files } = state;
  const [chosen, setChosen] = useState<string>();
  if (!solution) return <p class="pane-note">{state.solutionFailed ?? 'Fetching the solution.'}</p>;
  const isFree = state.data.declaredIn !== undefined;
  const path = chosen ?? activePath;
  const [ours, theirs] = [files[path], solution[path]];
  const isWhole = isFree && (ours === undefined || theirs === undefined);
  const rows = isWhole ? wholeFile(path, files, solution) : theirs === undefined ? [] : diffLines(ours ?? '', theirs);
  const changed = rows.filter(({ kind }) => kind !== 'same').length;
  return (
    <div class="diff">
      <div class="diff-head">
        <p>{headSentence(path, isWhole, theirs !== undefined, changed)}</p>
        <button type="button" class="btn small" onClick={() => act?.takeSolution()}>
          Replace with the solution
        </button>
        <button type="button" class="btn small" onClick={() => act?.compare(false)}>
          Back to the code
        </button>
      </div>
      {isFree && <DifferentFiles files={solutionFiles(files, solution)} shown={path} onChoose={setChosen} />}
      <div class="diff-scroll" tabIndex={0} role="region" aria-label={`Comparison of ${path} with the solution`}>
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

function headSentence(path: string, isWhole: boolean, isInSolution: boolean, changed: number): string {
  if (isWhole) return isInSolution ? `Only the solution has ${path}.` : `The solution does not have ${path}.`;
  if (!isInSolution) return 'The solution leaves this file as it is in the starter.';
  if (changed === 0) return 'No line differs from the solution.';
  return 'One solution of several that hold. “−” is a line of this file, “+” a line of the solution.';
}

/** A file that only one of the two has: each of its lines. */
const wholeFile = (path: string, files: LabFiles, solution: LabFiles): readonly DiffRow[] =>
  (files[path] ?? solution[path] ?? '')
    .split('\n')
    .map((text, index) =>
      path in files ? { kind: 'removed', text, oldLine: index + 1 } : { kind: 'added', text, newLine: index + 1 },
    );

interface DifferentFilesProps {
  readonly files: SolutionFiles;
  readonly shown: string;
  readonly onChoose: (path: string) => void;
}

/** Every file that is not the same here and there; the solution may have files that are not here. */
function DifferentFiles({ files, shown, onChoose }: DifferentFilesProps): JSX.Element {
  const groups = [
    ['Only in the solution', files.onlyThere],
    ['Only here', files.onlyHere],
    ['Different', files.different],
  ] as const;
  const isListed = groups.some(([, paths]) => paths.includes(shown));
  return (
    <p class="diff-files">
      <label for="diff-file">File</label>{' '}
      <select id="diff-file" value={shown} onChange={(event) => onChoose(event.currentTarget.value)}>
        {!isListed && <option value={shown}>{shown}</option>}
        {groups.map(([label, paths]) => (
          <optgroup key={label} label={`${label} (${paths.length})`}>
            {paths.map((path) => (
              <option key={path} value={path}>
                {path}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </p>
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
