/**
 * A page of a table's rows, with the columns as they were declared.
 * @module
 */
import type { JSX } from 'preact';
import type { StoredRows } from '#bench/judge/service-stores.ts';
import type { StoredTable } from './store-view.ts';
import { cellOf, type StoreCell } from './store-words.ts';

/** Longer texts are opened when asked, so that a row stays a row. */
const longestLine = 90;

interface StoredRowsTableProps {
  readonly table: StoredTable;
  readonly page: StoredRows;
}

export function StoredRowsTable({ table, page }: StoredRowsTableProps): JSX.Element {
  return (
    <div class="store-rows" role="region" aria-label={`Rows of ${table.name}`} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {table.columns.map(({ name, type, isPrimaryKey }) => (
              <th scope="col" key={name}>
                {name}{' '}
                <small>{[type.toLowerCase(), ...(isPrimaryKey ? ['key'] : [])].filter(Boolean).join(', ')}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row, index) => (
            <tr key={page.offset + index}>
              {row.map((value, column) => (
                <Cell cell={cellOf(value)} key={column} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell }: { readonly cell: StoreCell }): JSX.Element {
  const { text, kind, more } = cell;
  const size = more !== undefined && <small> {more}</small>;
  return (
    <td class={`is-${kind}`}>
      {text.length > longestLine ? (
        <details>
          <summary>
            {text.slice(0, longestLine)}…{size}
          </summary>
          {text.slice(longestLine)}
          {more !== undefined && '…'}
        </details>
      ) : (
        <>
          {text}
          {size}
        </>
      )}
    </td>
  );
}
