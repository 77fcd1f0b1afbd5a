/**
 * A wire of a drawing: straight segments with an arrow at the end. Pure; runs at build time and in the browser.
 * @module
 */

/** Horizontal and vertical position in the drawing's own units. */
export type Point = readonly [x: number, y: number];

export interface WirePath {
  /** Path data of the line, which stops where the arrow begins. */
  readonly line: string;
  /** Path data of the whole way to the tip, for the marker below the line. */
  readonly way: string;
  /** Path data of the arrow. */
  readonly tip: string;
}

const TIP_LENGTH = 8;
const TIP_HALF_WIDTH = 4;

/**
 * The paths of a wire through some points, with the arrow at the last one.
 *
 * @param points Two or more; the last two differ.
 *
 * @example
 * wirePath([[0, 0], [20, 0]]).line // 'M0 0H12'
 */
export function wirePath(points: readonly Point[]): WirePath {
  const end = points.at(-1) ?? [0, 0];
  const before = points.at(-2) ?? [0, 0];
  const length = Math.hypot(end[0] - before[0], end[1] - before[1]);
  const [ux, uy] = [(end[0] - before[0]) / length, (end[1] - before[1]) / length];
  const base: Point = [end[0] - ux * TIP_LENGTH, end[1] - uy * TIP_LENGTH];
  const [sideX, sideY] = [-uy * TIP_HALF_WIDTH, ux * TIP_HALF_WIDTH];
  const wing: Point = [base[0] + sideX - end[0], base[1] + sideY - end[1]];
  return {
    line: pathThrough([...points.slice(0, -1), base]),
    way: pathThrough(points),
    // Relative, so that arrows of one direction are the same text and compress to almost nothing.
    tip: `M${pair(end)}l${pair(wing)} ${pair([-2 * sideX, -2 * sideY])}z`,
  };
}

/** The shortest path data through the points. */
function pathThrough(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const before = points[index - 1];
      if (!before) return `M${pair(point)}`;
      if (round(before[1]) === round(point[1])) return `H${round(point[0])}`;
      if (round(before[0]) === round(point[0])) return `V${round(point[1])}`;
      return `L${pair(point)}`;
    })
    .join('');
}

function pair([x, y]: Point): string {
  return `${round(x)} ${round(y)}`;
}

/** One decimal is finer than a screen shows. */
function round(value: number): number {
  // Adding 0 turns -0 into 0.
  return Math.round(value * 10) / 10 + 0;
}
