/**
 * The ways of the map's wires: curves through the channel between the two sides, so that none passes behind a process.
 * Pure.
 * @module
 */
import { type MapBox, mapCentre, type MapNode, type MapPair, type MapSide, pairKey } from './map-geometry.ts';

export interface MapPoint {
  readonly x: number;
  readonly y: number;
}

/** A cubic Bézier curve: start, two handles, end. */
type Curve = readonly [MapPoint, MapPoint, MapPoint, MapPoint];

export interface MapRoute {
  readonly curves: readonly Curve[];
  /** Where it arrives. */
  readonly end: MapPoint;
  /** The way in which it arrives: -1 leftwards, 1 rightwards, 0 from above or from below. */
  readonly endX: -1 | 0 | 1;
  /** For those that arrive from above, 1; from below, -1. */
  readonly endY: -1 | 0 | 1;
}

/** A place on a node's edge, with the direction that leads away from it. */
interface Port extends MapPoint {
  readonly outX: -1 | 0 | 1;
  readonly outY: -1 | 0 | 1;
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
  return new Map(
    drawn.map(({ key, from, to, store }) => {
      const start = ports.get(`${key} from`) as Port;
      const end = store ? storePort(to.side, store) : (ports.get(`${key} to`) as Port);
      const curves = curvesOf({ from, to, start, end, channelEndY, entrance });
      return [key, { curves, end, endX: negate(end.outX), endY: negate(end.outY) }];
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
}

function curvesOf({ from, to, start, end, channelEndY, entrance }: Way): readonly Curve[] {
  if (from.side === 'top' && to.side === 'bottom' && entrance) {
    const beside = { x: entrance.x - entrance.width / 2 - 14, y: entrance.y };
    const low = { x: mapCentre - 20, y: Math.max(channelEndY, entrance.y + 30) };
    return [
      [start, { x: beside.x, y: start.y }, { x: beside.x, y: start.y + 12 }, beside],
      [beside, { x: beside.x, y: beside.y + 44 }, { x: low.x, y: beside.y + 36 }, low],
      [low, { x: low.x, y: low.y + 26 }, { x: end.x, y: end.y - 30 }, end],
    ];
  }
  if (from.side === 'entrance' && to.side === 'bottom') return throughChannel(start, end, channelEndY);
  if (to.side === 'entrance' && from.side === 'bottom') return reversed(throughChannel(end, start, channelEndY));
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
  return [[start, handle(start, end), handle(end, start), end]];
}

/** From a service to the world's row: along the channel, then out of its foot. */
function throughChannel(start: Port, end: Port, channelEndY: number): readonly Curve[] {
  const isLevel = start.outX === 0;
  const foot = { x: isLevel ? clampToChannel(start.x) : mapCentre - start.outX * 16, y: channelEndY };
  const out = isLevel
    ? { x: start.x, y: start.y + (foot.y - start.y) * 0.4 }
    : { x: start.x + start.outX * 46, y: start.y };
  return [
    [start, out, { x: foot.x, y: start.y + (foot.y - start.y) * 0.3 }, foot],
    [foot, { x: foot.x, y: foot.y + 20 }, { x: end.x, y: end.y - 26 }, end],
  ];
}

const clampToChannel = (x: number): number => Math.min(Math.max(x, mapCentre - 44), mapCentre + 44);

const reversed = (curves: readonly Curve[]): readonly Curve[] =>
  curves.toReversed().map(([from, one, two, to]): Curve => [to, two, one, from]);

/** How far a wire goes straight on before it bends. */
function handle(port: Port, other: Port): MapPoint {
  const across = Math.abs(other.x - port.x);
  const down = Math.abs(other.y - port.y);
  if (port.outY !== 0)
    return { x: port.x, y: port.y + port.outY * Math.max(16, down * (other.outY === 0 ? 0.7 : 0.5)) };
  // Between two of one side it swings out, further for those that stand further apart.
  const reach = port.outX === other.outX ? Math.min(24 + down / 7, 62) : Math.max(30, across / 2);
  return { x: port.x + port.outX * reach, y: port.y };
}

const negate = (value: -1 | 0 | 1): -1 | 0 | 1 => (value === 0 ? 0 : value === 1 ? -1 : 1);
const round = (value: number): number => Math.round(value * 10) / 10;
const at = ({ x, y }: MapPoint): string => `${round(x)} ${round(y)}`;
