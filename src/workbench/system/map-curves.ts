/**
 * The curves that the ways of the map are made of. Pure.
 * @module
 */
import { mapCentre } from './map-geometry.ts';

export interface MapPoint {
  readonly x: number;
  readonly y: number;
}

/** A cubic Bézier curve: start, two handles, end. */
export type Curve = readonly [MapPoint, MapPoint, MapPoint, MapPoint];

/** A place on a node's edge, with the direction that leads away from it. */
export interface Port extends MapPoint {
  readonly outX: -1 | 0 | 1;
  readonly outY: -1 | 0 | 1;
}

/** From a service to the world's row: along the channel, then out of its foot. */
export function throughChannel(start: Port, end: MapPoint, channelEndY: number): readonly Curve[] {
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

/** The same way, walked from its end. */
export const reversed = (curves: readonly Curve[]): readonly Curve[] =>
  curves.toReversed().map(([from, one, two, to]): Curve => [to, two, one, from]);

/** One curve from port to port. */
export const curveBetween = (start: Port, end: Port): Curve => [start, handle(start, end), handle(end, start), end];

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
