/**
 * The data of the running services, read-only: a service, a file on its disk, a table, its rows. What is durable is shown,
 * so a service that has ended can be looked at too.
 * @module
 */
import type { JSX } from 'preact';
import { formatMs } from '../timeline/format-ms.ts';
import { learnersServices } from '../state/workbench-state.ts';
import type { ViewProps } from '../view-props.ts';
import { shownFile, shownTable, type StoredFile, type StoredTable, storePageRows } from './store-view.ts';
import { emptyStoreWords, formatBytes, rowsWords } from './store-words.ts';
import { StoredRowsTable } from './stored-rows-table.tsx';
import { WipeDisk } from './wipe-disk.tsx';

export function StoresView({ state, act }: ViewProps): JSX.Element {
  const { looked, failed, choice } = state.storeView;
  const services = learnersServices(state);
  const service = services.find(({ name }) => name === choice.service) ?? services[0];
  if (!service || services.every((known) => known.state === 'stopped')) {
    return (
      <div class="pane-note">
        <p>The data of the services is shown here, once they run.</p>
        <button type="button" class="btn small" onClick={() => act?.startServices()}>
          Start the services
        </button>
      </div>
    );
  }
  // Until the next look has come, what was seen of another service is not this one's.
  const stores = looked?.service === service.name ? looked : undefined;
  const file = stores && shownFile(stores, choice);
  const table = shownTable(file, choice);
  return (
    <div class="stores">
      <div class="store-controls">
        <Choice
          label="Service"
          value={service.name}
          options={services.map(({ name }) => ({ value: name, words: name }))}
          onChoose={(name) => act?.chooseStore({ service: name })}
        />
        {stores && file && (
          <Choice
            label="File"
            value={file.path}
            options={stores.files.map(({ path, byteCount }) => ({
              value: path,
              words: `${path}, ${formatBytes(byteCount)}`,
            }))}
            onChoose={(path) => act?.chooseStore({ path })}
          />
        )}
        {file?.content.kind === 'database' && table && (
          <Choice
            label="Table"
            value={table.name}
            options={file.content.tables.map(({ name, rowCount = 0 }) => ({
              value: name,
              words: `${name}, ${rowCount} ${rowCount === 1 ? 'row' : 'rows'}`,
            }))}
            onChoose={(name) => act?.chooseStore({ path: file.path, table: name })}
          />
        )}
        <span class="store-time num">{stores && `as of ${formatMs(stores.atMs)}`}</span>
        <button type="button" class="btn small" onClick={() => act?.lookAtStore()}>
          Refresh
        </button>
        {stores && stores.files.length > 0 && <WipeDisk key={service.name} service={service.name} act={act} />}
      </div>
      {failed !== undefined && <p class="pane-note">{failed}</p>}
      {stores && <Content state={state} act={act} file={file} table={table} />}
    </div>
  );
}

interface ContentProps extends ViewProps {
  readonly file: StoredFile | undefined;
  readonly table: StoredTable | undefined;
}

function Content({ state, act, file, table }: ContentProps): JSX.Element {
  const { looked } = state.storeView;
  const words = emptyStoreWords(looked?.service ?? '', file, table);
  if (words !== undefined) return <p class="pane-note">{words}</p>;
  if (file?.content.kind === 'text') {
    return (
      <div class="store-text" role="region" aria-label={`Text of ${file.path}`} tabIndex={0}>
        <pre>{file.content.text}</pre>
        {file.content.isCut && <p class="fine">The file goes on; these are its first 10,000 characters.</p>}
      </div>
    );
  }
  const page = looked?.page;
  // The rows of another choice are on their way out.
  if (!table || page?.table !== table.name || page.path !== file?.path) return <p class="pane-note">Reading</p>;
  if (page.problem !== undefined) {
    return <p class="pane-note">{`SQLite cannot read the table ${table.name}: ${page.problem}.`}</p>;
  }
  const { rowCount = 0 } = table;
  return (
    <>
      <StoredRowsTable table={table} page={page} />
      <div class="store-pages">
        <span class="num" role="status">
          {rowsWords(page.offset, page.rows.length, rowCount)}
        </span>
        {rowCount > storePageRows && (
          <span class="seg">
            <button
              type="button"
              aria-label="Rows before these"
              disabled={page.offset === 0}
              onClick={() => act?.chooseStore({ offset: page.offset - storePageRows })}
            >
              ‹
            </button>
            <button
              type="button"
              aria-label="Rows after these"
              disabled={page.offset + page.rows.length >= rowCount}
              onClick={() => act?.chooseStore({ offset: page.offset + storePageRows })}
            >
              ›
            </button>
          </span>
        )}
      </div>
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly words: string }[];
  readonly onChoose: (value: string) => void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps): JSX.Element {
  return (
    <label>
      <span>{label}</span>
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {options.map((option) => (
          <option value={option.value} key={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </label>
  );
}
