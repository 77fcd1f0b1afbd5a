/**
 * The page of a lab in a WebContainer: what that is and what it costs, one button, and what the checks found.
 * @module
 */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { WorkbenchData } from '../state/workbench-data.ts';
import { ContainerReports } from './container-reports.tsx';
import { ContainerRunRow } from './container-run-row.tsx';
import { type ContainerState, firstContainerState } from './container-state.ts';
import type { ContainerBench } from './create-container-bench.ts';
import { HelperFoot, IsolationNotice } from './isolation-notice.tsx';
import { Notice } from './notice.tsx';

interface ContainerViewProps {
  readonly data: WorkbenchData;
  /** Absent on the server. */
  readonly bench?: ContainerBench;
}

/** The lab page is one folder up. */
const LAB = '../index.html';

export function ContainerView({ data, bench }: ContainerViewProps): JSX.Element {
  // As the server drew it: what differs already would not be drawn when the page comes to life.
  const [state, setState] = useState<ContainerState>(() => firstContainerState(data));
  useEffect(() => {
    setState((known) => bench?.store.get() ?? known);
    return bench?.store.subscribe(() => setState(bench.store.get()));
  }, [bench]);
  const [isAlive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const { run } = state;
  return (
    <div class="container-bench" data-run={run.kind} data-alive={isAlive || undefined}>
      <ContainerRunRow state={state} bench={bench} />
      {state.isAsking && (
        <Notice head="This device may end the page when its memory runs out.">
          <p>
            A WebContainer is a Node runtime of some hundred megabytes, and browsers on iPhone and iPad close pages that
            take as much. The code is kept in the workbook either way.
          </p>
          <RunOrLeave onRun={() => bench?.runNow()}>Run it here</RunOrLeave>
        </Notice>
      )}
      {!state.isIsolated && (
        <IsolationNotice
          helper={state.helper}
          lab={LAB}
          onAdd={() => bench?.addHelper()}
          onRemove={() => bench?.removeHelper()}
          onReload={() => bench?.loadAgain()}
        />
      )}
      {run.kind === 'broken' && (
        <Notice head={run.message}>
          <p>{run.hint} Nothing was lost: the code is in the workbook.</p>
          <RunOrLeave onRun={() => bench?.runNow()}>Retry</RunOrLeave>
        </Notice>
      )}
      <ContainerReports data={data} run={run} />
      {state.helper.kind === 'active' && <HelperFoot onRemove={() => bench?.removeHelper()} />}
    </div>
  );
}

interface RunOrLeaveProps {
  readonly onRun: () => void;
  /** What the button says. */
  readonly children: string;
}

function RunOrLeave({ onRun, children }: RunOrLeaveProps): JSX.Element {
  return (
    <p class="acts">
      <button type="button" class="btn" onClick={onRun}>
        {children}
      </button>
      <a class="btn" href={LAB}>
        Run in this page instead
      </a>
    </p>
  );
}
