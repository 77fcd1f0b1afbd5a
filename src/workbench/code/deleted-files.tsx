/**
 * Files that were deleted or given another path, with a way back to each: nothing that was written is lost.
 * @module
 */
import type { JSX } from 'preact';
import { problemOfNewPath } from '#course/lab-file-path.ts';
import type { DeletedFile } from '#workbook/lab-work.ts';
import type { ViewProps } from '../view-props.ts';

export function DeletedFiles({ state, act }: ViewProps): JSX.Element | null {
  const { deletedFiles, files } = state;
  if (deletedFiles.length === 0) return null;
  return (
    <details class="deleted-files">
      <summary>Deleted files ({deletedFiles.length})</summary>
      <ul aria-label="Deleted files, the latest first">
        {deletedFiles.map((file) => {
          const problem = problemOfNewPath(file.path, Object.keys(files));
          return (
            <li key={file.path}>
              <span>
                {file.path} <small>{whatHappened(file)}</small>
              </span>
              {problem === undefined ? (
                <button
                  type="button"
                  class="btn quiet small"
                  aria-label={`Bring back ${file.path}`}
                  onClick={() => act?.bringBack(file.path)}
                >
                  Bring back
                </button>
              ) : (
                <small>{problem}</small>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

// As in the page's bar: British English, 24 hours.
const when = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

function whatHappened({ movedTo, atIso }: DeletedFile): string {
  const at = when.format(new Date(atIso));
  return movedTo === undefined ? `deleted ${at}` : `became ${movedTo}, ${at}`;
}
