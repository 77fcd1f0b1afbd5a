/**
 * The lab page: task, code, system and instruments side by side; two of them share a place on a narrow screen, all four
 * on a phone. The server draws it with the starter state and no actions.
 * @module
 */
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { CodePanel } from './code/code-panel.tsx';
import { Instruments } from './instruments/instruments.tsx';
import type { Workbench } from './state/create-workbench.ts';
import { initialState, type WorkbenchState } from './state/workbench-state.ts';
import type { WorkbenchData } from './state/workbench-data.ts';
import { SystemMapView } from './system/system-map-view.tsx';
import { useTabKeys } from './tab-keys.ts';
import { TaskPanel } from './task/task-panel.tsx';
import type { ViewProps } from './view-props.ts';

interface WorkbenchViewProps {
  readonly data: WorkbenchData;
  /** Absent on the server. */
  readonly workbench?: Workbench;
}

export function WorkbenchView({ data, workbench }: WorkbenchViewProps): JSX.Element {
  const [state, setState] = useState<WorkbenchState>(() => workbench?.store.get() ?? initialState(data));
  useEffect(() => {
    setState((known) => workbench?.store.get() ?? known);
    return workbench?.store.subscribe(() => setState(workbench.store.get()));
  }, [workbench]);
  const act = workbench?.actions;
  const [isAlive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    event.preventDefault();
    act?.runChecks();
  };

  return (
    <div
      class="bench"
      data-pane={state.pane}
      data-middle={state.middle}
      data-run={state.run.kind}
      data-alive={isAlive || undefined}
      onKeyDown={onKeyDown}
    >
      <TaskPanel state={state} act={act} />
      <CodePanel state={state} act={act} />
      <SystemMapView state={state} act={act} />
      <Instruments state={state} act={act} />
      <Dock state={state} act={act} />
    </div>
  );
}

const panes: readonly { readonly id: WorkbenchState['pane']; readonly label: string }[] = [
  { id: 'task', label: 'Task' },
  { id: 'code', label: 'Code' },
  { id: 'system', label: 'System' },
  { id: 'instruments', label: 'Instruments' },
];

/** On a phone the four parts are tabs at the bottom. */
function Dock({ state, act }: ViewProps): JSX.Element {
  const choose = (id: string): void => act?.showPane(id as WorkbenchState['pane']);
  const onKeyDown = useTabKeys(
    panes.map(({ id }) => id),
    state.pane,
    choose,
  );
  return (
    <div class="dock" role="tablist" aria-label="Parts of the lab" onKeyDown={onKeyDown}>
      {panes.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          role="tab"
          data-tab={id}
          aria-selected={state.pane === id}
          tabIndex={state.pane === id ? 0 : -1}
          onClick={() => choose(id)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
