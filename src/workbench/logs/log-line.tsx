/**
 * One printed line: readably where it is structured, else as it is, and the place that printed it.
 * @module
 */
import type { JSX } from 'preact';
import type { ViewProps } from '../view-props.ts';
import type { LogRow } from './log-rows.ts';

interface LogLineProps {
  readonly row: LogRow;
  readonly isRaw: boolean;
  readonly act: ViewProps['act'];
}

export function LogLineText({ row, isRaw, act }: LogLineProps): JSX.Element {
  const { source, structured, text } = row;
  return (
    <>
      <span class="text">
        {structured && !isRaw ? (
          <>
            {structured.level !== undefined && <span class="level">{structured.level}</span>} {structured.message}
            {structured.fields.map(([name, value]) => (
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
      {source && (
        <button type="button" class="link" onClick={() => act?.showSource(source)}>
          {source.file.split('/').at(-1)}:{source.line}
        </button>
      )}
    </>
  );
}

/** Classes of a row: marked, an error. */
export const logRowClass = (row: LogRow, marked: string | undefined): string =>
  [
    'log-row',
    ...(row.operation !== undefined && row.operation === marked ? ['is-marked'] : []),
    ...(row.isError ? ['is-error'] : []),
  ].join(' ');
