/**
 * The ways of the map's wires: curves through the channel between the two sides, so that none passes behind a process.
 * Pure.
 * @module
 */
import { type Curve, curveBetween, type MapPoint, type Port, reversed, throughChannel } from './map-curves.ts';
import { type MapBox, mapCentre, type MapNode, type MapPair, type MapSide, pairKey } from './map-geometry.ts';
import { pastBrokers } from './past-brokers.ts';

export interface MapRoute {
  readonly curves: readonly Curve[];
  /** Where it arrives. */
  readonly end: MapPoint;
  /** The way in which it arrives: -1 leftwards, 1 rightwards, 0 from above or from below. */
  readonly endX: -1 | 0 | 1;
  /** For those that arrive from above, 1; from below, -1. */
  readonly endY: -1 | 0 | 1;
  /** The same for what comes back along it. */
  readonly start: MapPoint;
  readonly startX: -1 | 0 | 1;
  readonly startY: -1 | 0 | 1;
}

type Face = 'above' | 'below' | 'left' | 'right';

export const routePath = ({ curves }: MapRoute): string =>
  curves
    .map(([from, one, two, to], index) => `${index === 0 ? `M${at(from)}` : ''}C${at(one)} ${at(two)} ${at(to)}`)
    .join('');

/** A point on the way; 0 is its start, 1 its end. */
export function pointOn({ curves }: MapRoute, share: number): MapPoint {
  const along = Math.min(Math.max(share, 0), 1) * curves.length;
  const index = Math.min(Math.floor(along), curves.length - 1);
  const [from, one, two, to] = curves[index] as Curve;
  const t = along - index;
  const mix = (axis: 'x' | 'y'): number =>
    (1 - t) ** 3 * from[axis] + 3 * (1 - t) ** 2 * t * one[axis] + 3 * (1 - t) * t ** 2 * two[axis] + t ** 3 * to[axis];
  return { x: round(mix('x')), y: round(mix('y')) };
}

/** One way for each pair whose two ends are in the drawing; to itself there is none. */
export function mapRoutes(
  nodes: readonly MapNode[],
  pairs: readonly MapPair[],
  channelEndY: number,
): ReadonlyMap<string, MapRoute> {
  const byName = new Map(nodes.map((node) => [node.process, node]));
  const drawn = pairs.flatMap((pair) => {
    const [from, to] = [byName.get(pair.from), byName.get(pair.to)];
    return from && to && from !== to
      ? [{ key: pairKey(pair), from, to, store: pair.isStore === true ? to.store : undefined }]
      : [];
  });
  const ports = placePorts(drawn);
  const entrance = nodes.find(({ side }) => side === 'entrance');
  const hubs = nodes.filter(({ side }) => side === 'hub');
  return new Map(
    drawn.map(({ key, from, to, store }) => {
      const start = ports.get(`${key} from`) as Port;
      const end = store ? storePort(to.side, store) : (ports.get(`${key} to`) as Port);
      const curves = curvesOf({ from, to, start, end, channelEndY, entrance, hubs });
      return [key, { curves, end, ...arriving('end', end), start, ...arriving('start', start) }];
    }),
  );
}

interface Drawn {
  readonly key: string;
  readonly from: MapNode;
  readonly to: MapNode;
  /** Where it ends, if not at the process. */
  readonly store: MapBox | undefined;
}

/** Ends on one edge of a node stand apart, in an order that lets wires cross as little as possible. */
function placePorts(drawn: readonly Drawn[]): ReadonlyMap<string, Port> {
  const faces = new Map<string, { readonly node: MapNode; readonly face: Face; readonly ends: [string, MapNode][] }>();
  const add = (key: string, node: MapNode, other: MapNode): void => {
    const face = faceOf(node, other);
    const place = `${node.process} ${face}`;
    const known = faces.get(place) ?? { node, face, ends: [] };
    faces.set(place, known);
    known.ends.push([key, other]);
  };
  for (const { key, from, to, store } of drawn) {
    add(`${key} from`, from, to);
    if (!store) add(`${key} to`, to, from);
  }
  const ports = new Map<string, Port>();
  for (const { node, face, ends } of faces.values()) {
    const sorted = ends.toSorted(([, one], [, other]) => rankOf(face, one) - rankOf(face, other));
    const isLevel = face === 'above' || face === 'below';
    const room = isLevel ? node.width - 24 : node.height - 10;
    const step = Math.min(isLevel ? 14 : 9, room / Math.max(1, sorted.length - 1));
    for (const [index, [key]] of sorted.entries())
      ports.set(key, portOf(node, face, (index - (sorted.length - 1) / 2) * step));
  }
  return ports;
}

function faceOf(node: MapNode, other: MapNode): Face {
  switch (node.side) {
    case 'left':
      return 'right';
    case 'right':
      return 'left';
    case 'bottom':
      return 'above';
    case 'entrance':
      return other.side === 'top' ? 'above' : 'below';
    case 'hub':
      return other.side === 'top' || other.side === 'entrance' ? 'above' : 'below';
    case 'top':
      // Past the entrance: its database stands on the right.
      return other.side === 'entrance' ? 'below' : other.side === 'right' ? 'right' : 'left';
  }
}

/** From left to right, or from top to bottom. Of one side the nearest is outermost. */
function rankOf(face: Face, { side, x, y }: MapNode): number {
  if (face === 'left' || face === 'right') return y + x / 1_000;
  if (side === 'left') return -10_000 + y;
  if (side === 'right') return 10_000 - y;
  return x;
}

function portOf({ x, y, width, height }: MapNode, face: Face, shift: number): Port {
  switch (face) {
    case 'above':
      return { x: x + shift, y: y - height / 2, outX: 0, outY: -1 };
    case 'below':
      return { x: x + shift, y: y + height / 2, outX: 0, outY: 1 };
    case 'left':
      return { x: x - width / 2, y: y + shift, outX: -1, outY: 0 };
    case 'right':
      return { x: x + width / 2, y: y + shift, outX: 1, outY: 0 };
  }
}

function storePort(side: MapSide, box: MapBox): Port {
  if (side === 'entrance') return { x: box.x, y: box.y + box.height / 2, outX: 0, outY: 1 };
  const outX = side === 'left' ? 1 : -1;
  return { x: box.x + (outX * box.width) / 2, y: box.y, outX, outY: 0 };
}

interface Way {
  readonly from: MapNode;
  readonly to: MapNode;
  readonly start: Port;
  readonly end: Port;
  readonly channelEndY: number;
  readonly entrance: MapNode | undefined;
  readonly hubs: readonly MapNode[];
}

function curvesOf({ from, to, start, end, channelEndY, entrance, hubs }: Way): readonly Curve[] {
  const past = pastBrokers({ from, to, start, end }, { hubs, entrance, channelEndY });
  if (past) return past;
  if (from.side === 'top' && to.side === 'hub' && entrance) {
    const beside = { x: entrance.x - entrance.width / 2 - 14, y: entrance.y };
    return [
      [start, { x: beside.x, y: start.y }, { x: beside.x, y: start.y + 12 }, beside],
      [beside, { x: beside.x, y: beside.y + 36 }, { x: end.x, y: end.y - 22 }, end],
    ];
  }
  if (from.side === 'top' && to.side === 'bottom' && entrance) {
    const beside = { x: entrance.x - entrance.width / 2 - 14, y: entrance.y };
    const low = { x: mapCentre - 20, y: Math.max(channelEndY, entrance.y + 30) };
    return [
      [start, { x: beside.x, y: start.y }, { x: beside.x, y: start.y + 12 }, beside],
      [beside, { x: beside.x, y: beside.y + 44 }, { x: low.x, y: beside.y + 36 }, low],
      [low, { x: low.x, y: low.y + 26 }, { x: end.x, y: end.y - 30 }, end],
    ];
  }
  const isAbove = ({ side }: MapNode): boolean => side === 'entrance' || side === 'hub';
  if (isAbove(from) && to.side === 'bottom') return throughChannel(start, end, channelEndY);
  if (isAbove(to) && from.side === 'bottom') return reversed(throughChannel(end, start, channelEndY));
  const isBeside = ({ side }: MapNode): boolean => side === 'left' || side === 'right';
  // Down the channel first: the way straight to the world would pass behind the last rows.
  if (isBeside(from) && to.side === 'bottom') return throughChannel(start, end, channelEndY);
  if (isBeside(to) && from.side === 'bottom') return reversed(throughChannel(end, start, channelEndY));
  // From below to the database beside the entrance, through the gap above the first row.
  if (isBeside(from) && to.side === 'entrance' && end.x > to.x + to.width / 2) {
    const gate = { x: mapCentre + 34, y: to.y + to.height / 2 + 36 };
    return [
      [start, { x: start.x + start.outX * 46, y: start.y }, { x: gate.x, y: start.y + (gate.y - start.y) * 0.3 }, gate],
      [gate, { x: gate.x, y: gate.y - 14 }, { x: end.x, y: end.y + 22 }, end],
    ];
  }
  return [curveBetween(start, end)];
}

function arriving<Name extends 'start' | 'end'>(name: Name, { outX, outY }: Port) {
  return { [`${name}X`]: negate(outX), [`${name}Y`]: negate(outY) } as Record<`${Name}${'X' | 'Y'}`, -1 | 0 | 1>;
}

const negate = (value: -1 | 0 | 1): -1 | 0 | 1 => (value === 0 ? 0 : value === 1 ? -1 : 1);
const round = (value: number): number => Math.round(value * 10) / 10;
const at = ({ x, y }: MapPoint): string => `${round(x)} ${round(y)}`;
