/**
 * The ways between what stands above the brokers and what stands below them: beside them, then through the neck of the channel.
 * Pure.
 * @module
 */
import { type Curve, curveBetween, type MapPoint, type Port, reversed, throughChannel } from './map-curves.ts';
import { mapCentre, type MapNode, type MapSide } from './map-geometry.ts';

interface Ends {
  readonly from: MapNode;
  readonly to: MapNode;
  readonly start: Port;
  readonly end: Port;
}

interface Around {
  readonly hubs: readonly MapNode[];
  readonly entrance: MapNode | undefined;
  readonly channelEndY: number;
}

const upper: ReadonlySet<MapSide> = new Set(['top', 'entrance']);
const lower: ReadonlySet<MapSide> = new Set(['left', 'right', 'bottom']);

/** `undefined` where the way needs no detour: without brokers, and from a single one, which stands above the channel. */
export function pastBrokers({ from, to, start, end }: Ends, around: Around): readonly Curve[] | undefined {
  if (around.hubs.length === 0) return undefined;
  const isAbove = ({ side }: MapNode): boolean => upper.has(side) || (side === 'hub' && around.hubs.length > 1);
  if (isAbove(from) && lower.has(to.side)) return downwards({ from, to, start, end }, around);
  if (!isAbove(to) || !lower.has(from.side)) return undefined;
  return reversed(downwards({ from: to, to: from, start: end, end: start }, around));
}

function downwards({ from, to, start, end }: Ends, { hubs, entrance, channelEndY }: Around): readonly Curve[] {
  const y = hubs[0]?.y ?? 0;
  const height = hubs[0]?.height ?? 0;
  // The database beside the entrance is reached on its side.
  const isRight = from.side === 'top' ? start.outX === 1 : to.side === 'right' || start.x > from.x + from.width / 2;
  const sign = isRight ? 1 : -1;
  const outer = Math.max(...hubs.map((hub) => sign * (hub.x - mapCentre) + hub.width / 2));
  // Wires that leave side by side stay so.
  const spread = from.side === 'entrance' ? Math.max(-4, Math.min(4, (start.x - from.x) / 6)) : 0;
  const beside = { x: mapCentre + sign * (outer + 12) + spread, y };
  const neck: Port = { x: mapCentre + sign * 36 + spread, y: y + height / 2 + 26, outX: 0, outY: 1 };
  return [
    ...(from.side === 'hub'
      ? [[start, { x: start.x, y: neck.y }, { x: neck.x, y: neck.y - 14 }, neck] as const]
      : [
          ...toBeside(from, start, beside, entrance),
          [beside, { x: beside.x, y: neck.y }, { x: neck.x, y: neck.y - 10 }, neck] as const,
        ]),
    ...(to.side === 'bottom' ? throughChannel(neck, end, channelEndY) : [curveBetween(neck, end)]),
  ];
}

function toBeside(from: MapNode, start: Port, beside: MapPoint, entrance: MapNode | undefined): readonly Curve[] {
  if (from.side !== 'top' || !entrance)
    return [[start, { x: start.x, y: start.y + 16 }, { x: beside.x, y: beside.y - 32 }, beside]];
  // On the right there is a database close to the entrance.
  const x = entrance.x + (start.outX === 1 ? entrance.width / 2 + 5 : -entrance.width / 2 - 14);
  return [
    [start, { x, y: start.y }, { x, y: start.y + 12 }, { x, y: entrance.y }],
    [{ x, y: entrance.y }, { x, y: entrance.y + 36 }, { x: beside.x, y: beside.y - 30 }, beside],
  ];
}
