/**
 * Earlier texts of the shown file: when each was written, why it was kept, and a way back to it.
 * @module
 */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { KeepReason, KeptVersion } from '#workbook/record.ts';
import type { ViewProps } from '../view-props.ts';

export function EarlierVersions({ state, act }: ViewProps): JSX.Element {
  const { activePath: path, versions } = state;
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    act?.showVersions(isOpen ? path : undefined);
  }, [isOpen, path]);
  return (
    <details class="versions" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Earlier versions of {path.split('/').at(-1)}</summary>
      {versions?.path === path && versions.list.length === 0 && (
        <p class="fine">
          None yet. A version is kept with each run of the checks, before a reset, and before a pause or a large change.
        </p>
      )}
      {versions?.path === path && versions.list.length > 0 && (
        <ol aria-label={`Earlier versions of ${path}, newest first`}>
          {versions.list.map((version) => (
            <li key={`${version.editedAtIso} ${version.reason} ${version.text.length}`}>
              <span>
                <time dateTime={version.editedAtIso}>{when.format(new Date(version.editedAtIso))}</time>{' '}
                <small>{describeVersion(version)}</small>
              </span>
              {version.text === state.files[path] ? (
                <small>the text of now</small>
              ) : (
                <button
                  type="button"
                  class="btn small"
                  aria-label={`Bring back the version of ${when.format(new Date(version.editedAtIso))}`}
                  onClick={() => act?.restore(path, version)}
                >
                  Bring back
                </button>
              )}
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}

// As in the page's bar: British English, 24 hours. Seconds, because two runs may share a minute.
const when = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const reasonWords: Readonly<Record<KeepReason, string>> = {
  pause: 'before a pause',
  'large-change': 'before a large change',
  reset: 'before a reset',
  restored: 'before another version came back',
  solution: 'before the solution',
  run: 'judged by a run',
  'other-tab': 'from another tab',
  import: 'before an import',
  deleted: 'of the deleted file',
};

function describeVersion({ reason, text }: KeptVersion): string {
  const lineCount = text.trimEnd().split('\n').length;
  return `${reasonWords[reason]}, ${lineCount} ${lineCount === 1 ? 'line' : 'lines'}`;
}
