/**
 * One printed line: readably where it is structured, else as it is, and the place that printed it.
 * @module
 */
import type { JSX } from 'preact';
import type { LabFiles } from '#runtimes/lab-runtime.ts';
import type { ViewProps } from '../view-props.ts';
import type { LogRow } from './log-rows.ts';

interface LogLineProps {
  readonly row: LogRow;
  readonly isRaw: boolean;
  /** The learner's; other places cannot be shown. */
  readonly files: LabFiles;
  readonly act: ViewProps['act'];
}

export function LogLineText({ row, isRaw, files, act }: LogLineProps): JSX.Element {
  const { source, structured, text } = row;
  return (
    <>
      <span class="text">
        {structured && !isRaw ? (
          <>
            {structured.level !== undefined && <span class="level">{structured.level}</span>} {structured.message}
            {structured.fields.filter(isTelling(row)).map(([name, value]) => (
              <span class="field" key={name}>
                {' '}
                {name}=<span>{value}</span>
              </span>
            ))}
          </>
        ) : (
          text
        )}
      </span>
      {source && source.file in files && (
        <button type="button" class="link" onClick={() => act?.showSource(source)}>
          {source.file.split('/').at(-1)}:{source.line}
        </button>
      )}
    </>
  );
}

/** A service that tells its name in each line says nothing new: the name stands beside it. */
const isTelling =
  ({ process }: LogRow) =>
  ([name, value]: readonly [string, string]): boolean =>
    name !== 'service' || value !== process;

/** Classes of a row: marked, an error. */
export const logRowClass = (row: LogRow, marked: string | undefined): string =>
  [
    'log-row',
    ...(row.operation !== undefined && row.operation === marked ? ['is-marked'] : []),
    ...(row.isError ? ['is-error'] : []),
  ].join(' ');
