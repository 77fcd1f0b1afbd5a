/**
 * Draws the system at a moment as SVG: processes in the shape of their role, wires that messages really took.
 * @module
 */
import type { JSX } from 'preact';
import { textWidth } from '../timeline/label-room.ts';
import type { Flight } from './flight-of.ts';
import { type MapBox, type MapNode, pairKey } from './map-geometry.ts';
import type { MapLabels } from './map-labels.ts';
import { type MapRoute, pointOn, routePath } from './map-routes.ts';
import { ConnectionWire } from './connection-wire.tsx';
import { ArrowHead } from './arrow-head.tsx';
import { RoleShape } from './role-shape.tsx';
import { processStateWords } from './process-state-words.ts';
import type { MapGeometry } from './system-map-layout.ts';
import { brokenCount, type MapEdge, type MapProcess, type SystemModel } from './system-map-model.ts';

interface SystemMapPlotProps {
  readonly geometry: MapGeometry;
  readonly model: SystemModel;
  readonly labels: MapLabels;
  /** The message that the step sends, and whether it goes against its wire, as answers do. */
  readonly flight?: Flight | undefined;
  readonly description: string;
}

export function SystemMapPlot({ geometry, model, labels, flight, description }: SystemMapPlotProps): JSX.Element {
  const { width, height, nodes, routes } = geometry;
  const placed = new Map(nodes.map((node) => [node.process, node]));
  return (
    <svg
      class="draw"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={description}
      style={{ maxHeight: `${height * 1.25}px` }}
    >
      {model.edges.map((edge) => (
        <Wire key={pairKey(edge)} edge={edge} route={routes.get(pairKey(edge))} />
      ))}
      {model.connections.map((connection) => {
        const key = pairKey({ ...connection, isConnection: true });
        const route = routes.get(key);
        return route && <ConnectionWire key={key} connection={connection} route={route} />;
      })}
      {model.denied.map(({ from, owner, path }) => {
        const key = pairKey({ from, to: owner, isStore: true });
        const route = routes.get(key);
        return route && <Broken key={key} route={route} title={`${from} was refused ${path}`} />;
      })}
      {flight && <FlightMark flight={flight} route={routes.get(flight.key)} />}
      {model.processes.map((process) => {
        const node = placed.get(process.process);
        return node && <Node key={process.process} node={node} process={process} />;
      })}
      {[...labels.edges].map(([key, label]) => (
        <text class="sub mid halo" key={key} x={label.x} y={label.y}>
          {label.text}
        </text>
      ))}
      {[...labels.chips].map(([key, label]) => (
        <Chip key={key} {...label} />
      ))}
      {labels.flight && <Chip {...labels.flight} />}
    </svg>
  );
}

function Chip({ x, y, text }: { readonly x: number; readonly y: number; readonly text: string }): JSX.Element {
  const width = textWidth(text) + 8;
  return (
    <g>
      <rect class="chip" x={x - width / 2} y={y - 13} width={width} height={18} rx={2} />
      <text class="mid" x={x} y={y}>
        {text}
      </text>
    </g>
  );
}

function Node({ node, process }: { readonly node: MapNode; readonly process: MapProcess }): JSX.Element {
  const { x, y, width, height, store } = node;
  const { state, ledgerCount, writeCount, storePath } = process;
  const words = state === 'up' ? ledgerWords(ledgerCount) : processStateWords[state];
  const isDown = state === 'killed' || state === 'ended';
  const isThere = state !== 'not-started' && state !== 'unknown';
  const room = Math.floor((width - 10) / 7.2);
  const name = node.process.length > room ? `${node.process.slice(0, room - 1)}…` : node.process;
  return (
    <>
      {store && writeCount > 0 && <Store node={node} store={store} count={writeCount} path={storePath} />}
      <g class={`${node.role} is-${state}${isDown ? ' is-down' : ''}${isThere ? '' : ' is-absent'}`}>
        <RoleShape {...node} />
        <text class="lab mid" x={x} y={words === '' ? y + 5 : y - 1}>
          {name}
        </text>
        {words !== '' && (
          <text class="sub mid" x={x} y={y + 12}>
            {words}
          </text>
        )}
        {isDown && <path class="cross" d={`M${x + width / 2 - 6} ${y - height / 2 - 6}l12 12m0-12l-12 12`} />}
        <title>{node.process}</title>
      </g>
    </>
  );
}

const ledgerWords = (count: number): string => (count === 0 ? '' : count === 1 ? '1 entry' : `${count} entries`);

interface StoreProps {
  readonly node: MapNode;
  readonly store: MapBox;
  readonly count: number;
  readonly path: string | undefined;
}

function Store({ node, store, count, path }: StoreProps): JSX.Element {
  const link =
    node.side === 'entrance'
      ? `M${node.x + node.width / 2} ${node.y}H${store.x - store.width / 2}`
      : `M${store.x} ${node.y + node.height / 2}V${store.y - store.height / 2}`;
  return (
    <g class="store">
      <path class="line" d={link} />
      <RoleShape role="store" {...store} />
      <text class="sub mid" x={store.x} y={store.y + 7}>
        {count === 1 ? '1 write' : `${count} writes`}
      </text>
      <title>{path}</title>
    </g>
  );
}

interface WireProps {
  readonly edge: MapEdge;
  readonly route: MapRoute | undefined;
}

function Wire({ edge, route }: WireProps): JSX.Element | null {
  if (!route) return null;
  const title = `${edge.from} → ${edge.to}`;
  if (brokenCount(edge) > 0) return <Broken route={route} title={title} isMarked={edge.isMarked} />;
  return (
    <g class="way">
      {edge.isMarked && <path class="marker" d={routePath(route)} />}
      <path class="wire" d={routePath(route)} />
      <ArrowHead route={route} />
      <title>{title}</title>
    </g>
  );
}

interface BrokenProps {
  readonly route: MapRoute;
  readonly title: string;
  readonly isMarked?: boolean;
}

/** Dashed and crossed out: the shape says it without the colour. */
function Broken({ route, title, isMarked = false }: BrokenProps): JSX.Element {
  const { x, y } = pointOn(route, 0.72);
  return (
    <g class="way is-broken">
      {isMarked && <path class="marker" d={routePath(route)} />}
      <path class="lost" d={routePath(route)} />
      <ArrowHead route={route} />
      <path class="cross" d={`M${x - 5} ${y - 5}l10 10m0-10l-10 10`} />
      <title>{title}</title>
    </g>
  );
}

interface FlightMarkProps {
  readonly flight: Flight;
  readonly route: MapRoute | undefined;
}

/** The message of the step stands half the way, its point in the direction in which it goes. */
function FlightMark({ flight: { id, isBack, isBroken }, route }: FlightMarkProps): JSX.Element | null {
  if (!route) return null;
  const here = pointOn(route, 0.5);
  const [before, behind] = [pointOn(route, 0.45), pointOn(route, 0.55)];
  const turn = Math.atan2(behind.y - before.y, behind.x - before.x) * (180 / Math.PI) + (isBack ? 180 : 0);
  return (
    <g class="flight" data-message={id}>
      <path class="flight-way" d={routePath(route)} />
      {isBroken ? (
        <path class="cross" d={`M${here.x - 7} ${here.y - 7}l14 14m0-14l-14 14`} />
      ) : (
        <path class="flight-tip" d="M9 0l-14-8v16z" transform={`translate(${here.x} ${here.y}) rotate(${turn})`} />
      )}
    </g>
  );
}
