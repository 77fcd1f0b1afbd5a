/**
 * The system map: processes in the shape of their role, wires that messages really took, what is down, what is marked.
 * Under it the same as sentences, with the buttons that start and kill services.
 * @module
 */
import type { JSX } from 'preact';
import { shownTimeline, type WorkbenchState } from '../state/workbench-state.ts';
import { MiddleSwitch } from '../middle-switch.tsx';
import type { ViewProps } from '../view-props.ts';
import { RoleShape } from './role-shape.tsx';
import { ServiceList } from './service-list.tsx';
import { type MapEdge, type MapNode, type SystemMap, systemMapLayout } from './system-map-layout.ts';

export function SystemMapView({ state, act }: ViewProps): JSX.Element {
  const map = layoutOf(state);
  return (
    <section class="map" aria-label="System" data-part="system">
      <div class="panel-head">
        <h2>System</h2>
        <span>{state.shown === 'live' ? 'the running services' : `as check ${state.shown} saw it`}</span>
        <div class="end">
          <MiddleSwitch state={state} act={act} />
        </div>
      </div>
      <div class="map-body">
        <svg
          class="draw"
          viewBox={`0 0 ${map.width} ${map.height}`}
          role="img"
          aria-label={describe(map)}
          style={{ maxHeight: `${map.height * 1.25}px` }}
        >
          {map.edges.map((edge) => (
            <Wire edge={edge} marked={state.marked} key={`${edge.from} ${edge.to}`} />
          ))}
          {map.nodes.map((node) => (
            <Node node={node} key={node.process} />
          ))}
        </svg>
        <ServiceList state={state} act={act} />
      </div>
    </section>
  );
}

function layoutOf(state: WorkbenchState): SystemMap {
  const isLive = state.shown === 'live';
  return systemMapLayout(shownTimeline(state), state.marked, (process) => {
    const status = state.services.find(({ name }) => name === process);
    return isLive && status ? status.state === 'exited' : undefined;
  });
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

function describe({ nodes, edges }: SystemMap): string {
  const calls = edges.map(
    ({ from, to, callCount, refusedCount }) =>
      `${from} to ${to}: ${plural(callCount, 'call')}${refusedCount > 0 ? `, ${refusedCount} broken` : ''}`,
  );
  const down = nodes.filter(({ isDown }) => isDown).map(({ process }) => `${process} is down`);
  return `System map of ${nodes.map(({ process }) => process).join(', ')}. ${[...calls, ...down].join('. ')}`;
}

function Node({ node }: { readonly node: MapNode }): JSX.Element {
  const { x, y, width, height } = node;
  return (
    <g class={`${node.role}${node.isDown ? ' is-down' : ''}`}>
      <RoleShape {...node} />
      <text class="lab mid" x={x} y={node.ledgerCount > 0 ? y - 2 : y + 5}>
        {node.process}
      </text>
      {node.ledgerCount > 0 && (
        <text class="sub mid" x={x} y={y + 13}>
          {node.ledgerCount === 1 ? '1 entry' : `${node.ledgerCount} entries`}
        </text>
      )}
      {node.isDown && <path class="cross" d={`M${x + width / 2 - 6} ${y - height / 2 - 6}l12 12m0-12l-12 12`} />}
    </g>
  );
}

function Wire({ edge, marked }: { readonly edge: MapEdge; readonly marked: string | undefined }): JSX.Element {
  const path = edge.points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  const [before, end] = edge.points.slice(-2);
  const middle = edge.points.length > 2 ? edge.points[1] : edge.points[0];
  const x = ((middle?.x ?? 0) + (edge.points.at(middle === edge.points[0] ? -1 : 2)?.x ?? 0)) / 2;
  const y = ((before?.y ?? 0) + (end?.y ?? 0)) / 2;
  const count = [
    ...(edge.callCount > 0 ? [plural(edge.callCount, 'call')] : []),
    ...(edge.refusedCount > 0 ? [`${edge.refusedCount} broken`] : []),
  ].join(', ');
  return (
    <g>
      {edge.isMarked && <path class="marker" d={path} />}
      <path class={edge.isMarkedBroken ? 'lost' : 'wire'} d={path} />
      {before && end && <ArrowHead from={before} to={end} />}
      {edge.isMarkedBroken && <path class="cross" d={`M${x - 6} ${y - 6}l12 12m0-12l-12 12`} />}
      <text class="sub halo" x={(end?.x ?? 0) + 10} y={y + 4}>
        {count}
      </text>
      {edge.isMarked && marked !== undefined && (
        <g>
          <rect
            class="chip"
            x={(end?.x ?? 0) - 16 - marked.length * 7.4}
            y={y - 9}
            width={marked.length * 7.4 + 8}
            height={18}
            rx={2}
          />
          <text class="mid" x={(end?.x ?? 0) - 12 - (marked.length * 7.4) / 2} y={y + 4}>
            {marked}
          </text>
        </g>
      )}
    </g>
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function ArrowHead({ from, to }: { readonly from: Point; readonly to: Point }): JSX.Element {
  const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  return <path class="wire-tip" d="M0 0l-8-4v8z" transform={`translate(${to.x} ${to.y}) rotate(${angle})`} />;
}
