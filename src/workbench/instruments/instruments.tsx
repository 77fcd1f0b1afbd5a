/**
 * The drawer: timeline, requests, logs, messages, terminal, data. All stay in the page, so that a hidden terminal keeps its line.
 * @module
 */
import type { JSX } from 'preact';
import { LogsView } from '../logs/logs-view.tsx';
import { MessagesView } from '../messages/messages-view.tsx';
import { RequestsView } from '../requests/requests-view.tsx';
import { StoresView } from '../stores/stores-view.tsx';
import { useTabKeys } from '../tab-keys.ts';
import { TerminalView } from '../terminal/terminal-view.tsx';
import { TimelineControls, TimelineView } from '../timeline/timeline-view.tsx';
import type { WorkbenchState } from '../state/workbench-state.ts';
import type { ViewProps } from '../view-props.ts';

const instruments: readonly { readonly id: WorkbenchState['instrument']; readonly label: string }[] = [
  { id: 'timeline', label: 'Timeline' },
  { id: 'requests', label: 'Requests' },
  { id: 'logs', label: 'Logs' },
  { id: 'messages', label: 'Messages' },
  { id: 'terminal', label: 'Terminal' },
  { id: 'data', label: 'Data' },
];

export function Instruments({ state, act }: ViewProps): JSX.Element {
  const { hasDatabases, brokers = [] } = state.data;
  const hasBroker = brokers.length > 0;
  const offered = instruments.filter(({ id }) => (id !== 'data' || hasDatabases) && (id !== 'messages' || hasBroker));
  const choose = (id: string): void => act?.showInstrument(id as WorkbenchState['instrument']);
  const onKeyDown = useTabKeys(
    offered.map(({ id }) => id),
    state.instrument,
    choose,
  );
  const panel = (id: WorkbenchState['instrument'], child: JSX.Element | false): JSX.Element => (
    <div class="pane" role="tabpanel" id={`pane-${id}`} aria-labelledby={`tab-${id}`} hidden={state.instrument !== id}>
      {child}
    </div>
  );
  return (
    <section class="drawer" aria-label="Instruments" data-part="instruments">
      <div class="panel-head">
        <div class="tabs" role="tablist" aria-label="Instruments" onKeyDown={onKeyDown}>
          {offered.map(({ id, label }) => (
            <button
              key={id}
              type="button"
              role="tab"
              id={`tab-${id}`}
              data-tab={id}
              aria-selected={state.instrument === id}
              aria-controls={`pane-${id}`}
              tabIndex={state.instrument === id ? 0 : -1}
              onClick={() => choose(id)}
            >
              {label}
            </button>
          ))}
        </div>
        <div class="end">
          {!['terminal', 'data'].includes(state.instrument) && <TimelineControls state={state} act={act} />}
        </div>
      </div>
      {panel('timeline', state.instrument === 'timeline' && <TimelineView state={state} act={act} />)}
      {panel('requests', state.instrument === 'requests' && <RequestsView state={state} act={act} />)}
      {panel('logs', state.instrument === 'logs' && <LogsView state={state} act={act} />)}
      {hasBroker && panel('messages', state.instrument === 'messages' && <MessagesView state={state} act={act} />)}
      {panel('terminal', <TerminalView state={state} act={act} />)}
      {hasDatabases && panel('data', state.instrument === 'data' && <StoresView state={state} act={act} />)}
    </section>
  );
}
