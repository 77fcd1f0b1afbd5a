/**
 * The system map: processes in the shape of their role, wires that messages really took, what is down, what is marked; at
 * the end of the shown timeline, or at any message of it. Under it the numbers as a table, and the buttons that start and
 * kill services.
 * @module
 */
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { TimelineColumn } from '#bench/judge/report.ts';
import type { RunActivity } from '#bench/judge/run-activity.ts';
import { MiddleSwitch } from '../middle-switch.tsx';
import { shownTimeline, type WorkbenchState } from '../state/workbench-state.ts';
import { formatMs } from '../timeline/format-ms.ts';
import type { ViewProps } from '../view-props.ts';
import { activityModel } from './activity-model.ts';
import { passedWords, standingWords } from './connection-words.ts';
import { flightOf } from './flight-of.ts';
import { placeMapLabels } from './map-labels.ts';
import { MapStepper } from './map-stepper.tsx';
import { mapSteps, momentAt, stepAt } from './map-steps.ts';
import { MapTable } from './map-table.tsx';
import { ServiceList } from './service-list.tsx';
import { processStateWords } from './process-state-words.ts';
import { systemMapLayout } from './system-map-layout.ts';
import { brokenCount, type ProcessState, type SystemModel, systemMapModel } from './system-map-model.ts';
import { SystemMapPlot } from './system-map-plot.tsx';

export function SystemMapView({ state, act }: ViewProps): JSX.Element {
  const { run, live, shown } = state;
  const activity = run.kind === 'running' ? run.activity : undefined;
  return (
    <section class="map" aria-label="System" data-part="system">
      <div class="panel-head">
        <h2>System</h2>
        <span>
          {activity
            ? 'the check that is running'
            : shown === 'live'
              ? 'the running services'
              : `as check ${shown} saw it`}
        </span>
        <div class="end">
          <MiddleSwitch state={state} act={act} />
        </div>
      </div>
      <div class="map-body">
        {activity ? (
          <>
            <RunningMap activity={activity} columns={live.columns} />
            <ServiceList state={state} act={act} />
          </>
        ) : (
          <ShownMap state={state} act={act} />
        )}
      </div>
    </section>
  );
}

interface RunningMapProps {
  readonly activity: RunActivity;
  readonly columns: readonly TimelineColumn[];
}

/** Counts alone: a run tells no more before it has ended. */
function RunningMap({ activity, columns }: RunningMapProps): JSX.Element {
  const model = useMemo(() => activityModel(activity, columns), [activity, columns]);
  const geometry = useGeometry(model);
  const labels = useMemo(() => placeMapLabels(geometry, model, undefined, undefined), [geometry, model]);
  return (
    <>
      <SystemMapPlot geometry={geometry} model={model} labels={labels} description={describe(model)} />
      <p class="fine">Answer times, databases and steps come with the check’s timeline, when it has ended.</p>
    </>
  );
}

function ShownMap({ state, act }: ViewProps): JSX.Element {
  const timeline = shownTimeline(state);
  const { marked, at, services, shown } = state;
  const [isOnlyMarked, setOnlyMarked] = useState(false);
  const whole = useMemo(
    () => systemMapModel(timeline, marked, undefined, shown === 'live' ? liveStates(services) : undefined),
    [timeline, marked, services, shown],
  );
  const geometry = useGeometry(whole);
  const filter = isOnlyMarked ? marked : undefined;
  const steps = useMemo(() => mapSteps(timeline, filter), [timeline, filter]);
  const index = at === undefined ? steps.length - 1 : stepAt(steps, at);
  const step = at === undefined ? undefined : steps[index];
  const model = useMemo(
    () => (at === undefined ? whole : systemMapModel(timeline, marked, momentAt(timeline, at))),
    [whole, timeline, marked, at],
  );
  const flight = step && flightOf(step, geometry.routes);
  const labels = useMemo(
    () => placeMapLabels(geometry, model, marked, flight && { key: flight.key, text: flight.text }),
    [geometry, model, marked, flight?.key, flight?.text],
  );

  const stepTo = (next: number): void => {
    const step = steps[next] ?? { atMs: -1, messageCount: 0 };
    const sent = step.message ?? step.passage;
    act?.showMoment({ atMs: step.atMs, ...(sent && { messageId: sent.id }) });
    if (sent?.operation !== undefined) act?.mark(sent.operation);
  };
  return (
    <>
      <SystemMapPlot geometry={geometry} model={model} labels={labels} flight={flight} description={describe(model)} />
      {steps.length > 0 && (
        <MapStepper
          steps={steps}
          index={index}
          isAtEnd={at === undefined}
          marked={marked}
          isOnlyMarked={isOnlyMarked}
          onStep={stepTo}
          onEnd={() => act?.showMoment(undefined)}
          onOnlyMarked={setOnlyMarked}
        />
      )}
      <ServiceList state={state} act={act} />
      {(timeline.messages.length > 0 || model.connections.length > 0) && (
        <MapTable
          model={model}
          until={at === undefined ? 'until the end' : `until ${formatMs(Math.max(0, at.atMs))}`}
        />
      )}
      {timeline.droppedCount > 0 && (
        <p class="fine">{timeline.droppedCount} further messages were not kept and are not counted.</p>
      )}
      {timeline.broker !== undefined && timeline.broker.droppedCount > 0 && (
        <p class="fine">
          The first {timeline.broker.droppedCount} notes of the broker were not kept: what they tell is not counted.
        </p>
      )}
    </>
  );
}

/** Drawn anew only when a process or a pair is new; ten thousand calls along known wires change numbers alone. */
function useGeometry({ processes, edges, denied, connections }: SystemModel): ReturnType<typeof systemMapLayout> {
  const columns = processes.map(({ process, role }) => ({ process, role }));
  const pairs = [
    ...edges.map(({ from, to }) => ({ from, to })),
    ...denied.map(({ from, owner }) => ({ from, to: owner, isStore: true })),
    ...connections.map(({ from, to }) => ({ from, to, isConnection: true })),
  ];
  return useMemo(() => systemMapLayout(columns, pairs), [JSON.stringify([columns, pairs])]);
}

/** What a session says of its services is newer than what is left of its timeline. */
function liveStates(services: WorkbenchState['services']): (process: string) => ProcessState | undefined {
  return (process) => {
    const status = services.find(({ name }) => name === process);
    if (!status) return undefined;
    if (status.state === 'running') return status.listening ? 'up' : 'starting';
    if (status.state === 'exited') return status.ending?.includes('SIGKILL') ? 'killed' : 'ended';
    return status.state === 'starting' ? 'starting' : 'not-started';
  };
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

function describe({ processes, edges, connections }: SystemModel): string {
  const calls = edges.map((edge) => {
    const broken = brokenCount(edge);
    const trouble = `${edge.errorCount > 0 ? `, ${plural(edge.errorCount, 'error')}` : ''}${broken > 0 ? `, ${broken} broken` : ''}`;
    return `${edge.from} to ${edge.to}: ${plural(edge.callCount, 'call')}${trouble}`;
  });
  const others = connections.map((connection) => {
    const [to, from] = passedWords(connection);
    const { from: who, to: whom } = connection;
    const passed = `${to === '' ? '' : `, ${to} to ${whom}`}${from === '' ? '' : `, ${from} to ${who}`}`;
    return `${who} connected to ${whom}, ${standingWords(connection)}${passed}`;
  });
  const states = processes
    .filter(({ state }) => state !== 'up')
    .map(({ process, state }) => `${process}: ${processStateWords[state]}`);
  return `System map of ${processes.map(({ process, role }) => (role === 'broker' ? `${process} (a broker)` : process)).join(', ')}. ${[...calls, ...others, ...states].join('. ')}`;
}
