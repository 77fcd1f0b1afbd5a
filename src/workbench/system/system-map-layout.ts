/**
 * Where each process of a system stands and which way each wire takes. Positions follow from the list of processes alone,
 * so that nothing jumps while calls come in. Pure.
 * @module
 */
import type { ProcessRole } from '#bench/judge/report.ts';
import { mapCentre, type MapNode, type MapPair, type MapSide, mapWidth } from './map-geometry.ts';
import { type MapRoute, mapRoutes } from './map-routes.ts';

export interface MapGeometry {
  readonly width: number;
  readonly height: number;
  /** Under the last row of services: wires to the world pass here. */
  readonly channelEndY: number;
  readonly nodes: readonly MapNode[];
  /** By `pairKey`. */
  readonly routes: ReadonlyMap<string, MapRoute>;
}

const nodeHeight = 34;
const storeHeight = 24;
const storeWidth = 74;
const rowHeight = 82;
const sideWidth = 110;
/** From the entrance to the rows below it. */
const rowGap = 78;
const hubHeight = 72;
const hubWidth = 118;
/** Wires pass on both sides of the brokers. */
const hubRoom = mapWidth - 64;

/**
 * @param columns The processes in the order in which the lab declares them.
 * @param pairs Every pair of the whole timeline, so that a wire keeps its way while one steps through it.
 *
 * @example
 * systemMapLayout(timeline.columns, [{ from: 'client', to: 'shop' }]).nodes.map(({ process, x, y }) => [process, x, y])
 */
export function systemMapLayout(
  columns: readonly { readonly process: string; readonly role: ProcessRole }[],
  pairs: readonly MapPair[],
): MapGeometry {
  const inside = columns.filter(({ role }) => role === 'service' || role === 'store');
  const brokers = columns.filter(({ role }) => role === 'broker');
  const entrance = entranceOf(inside, pairs);
  const others = inside.filter(({ process }) => process !== entrance?.process);
  const world = columns.filter(({ role }) => role === 'world');
  const clients = columns.filter(({ role }) => role === 'client');

  const entranceY = clients.length > 0 ? 98 : 24;
  const hubY = entrance ? entranceY + hubHeight : entranceY;
  const firstRowY = (brokers.length > 0 ? hubY : entrance ? entranceY : entranceY - rowGap) + rowGap;
  const rowCount = Math.ceil(others.length / 2);
  const channelEndY =
    rowCount > 0
      ? firstRowY + (rowCount - 1) * rowHeight + nodeHeight / 2 + storeHeight + 12
      : firstRowY - rowGap + nodeHeight / 2 + (brokers.length > 0 ? 40 : 6);
  const worldY = channelEndY + 58;
  const nodes: readonly MapNode[] = [
    ...clients.map((column) => node(column, 'top', mapCentre, 24, 130)),
    ...(entrance ? [node(entrance, 'entrance', mapCentre, entranceY, 134)] : []),
    ...brokers.map((column, index) => {
      const step = Math.min(hubWidth, hubRoom / brokers.length);
      return node(column, 'hub', mapCentre + (index - (brokers.length - 1) / 2) * step, hubY, step - 8);
    }),
    ...others.map((column, index) => {
      const side = index % 2 === 0 ? 'left' : 'right';
      const x = side === 'left' ? sideWidth / 2 + 2 : mapWidth - sideWidth / 2 - 2;
      return node(column, side, x, firstRowY + Math.floor(index / 2) * rowHeight, sideWidth);
    }),
    ...world.map((column, index) => {
      const step = mapWidth / world.length;
      return node(column, 'bottom', step * (index + 0.5), worldY, Math.min(step - 8, 124));
    }),
  ];
  const height = world.length > 0 ? worldY + nodeHeight / 2 + 8 : channelEndY + 6;
  return { width: mapWidth, height, channelEndY, nodes, routes: mapRoutes(nodes, pairs, channelEndY) };
}

/** The first that the client asked, else the one declared first. */
function entranceOf<Column extends { readonly process: string }>(
  inside: readonly Column[],
  pairs: readonly MapPair[],
): Column | undefined {
  const asked = pairs.filter(({ from }) => from === 'client').map(({ to }) => to);
  const name = asked.find((process) => inside.some((column) => column.process === process));
  return inside.find(({ process }) => process === name) ?? inside[0];
}

function node(
  { process, role }: { readonly process: string; readonly role: ProcessRole },
  side: MapSide,
  x: number,
  y: number,
  widest: number,
): MapNode {
  const width = Math.round(Math.min(widest, Math.max(74, process.length * 7.4 + 22)));
  const base: MapNode = { process, role, side, x: Math.round(x), y, width, height: nodeHeight };
  if (role !== 'service') return base;
  const size = { width: storeWidth, height: storeHeight };
  // Wires leave the entrance downwards, so its database stands beside it.
  const store =
    side === 'entrance'
      ? { x: base.x + width / 2 + 10 + storeWidth / 2, y, ...size }
      : { x: base.x, y: y + nodeHeight / 2 + 6 + storeHeight / 2, ...size };
  return { ...base, store };
}
