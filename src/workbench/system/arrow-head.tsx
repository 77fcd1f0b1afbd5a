/**
 * The point of a wire of the map, where something arrives.
 * @module
 */
import type { JSX } from 'preact';
import type { MapRoute } from './map-routes.ts';

interface ArrowHeadProps {
  readonly route: MapRoute;
  /** At its beginning: what comes back arrives there. */
  readonly isBack?: boolean;
}

export function ArrowHead({ route, isBack = false }: ArrowHeadProps): JSX.Element {
  const [{ x, y }, outX, outY] = isBack
    ? [route.start, route.startX, route.startY]
    : [route.end, route.endX, route.endY];
  const angle = outX === 0 ? outY * 90 : outX > 0 ? 0 : 180;
  return <path class="wire-tip" d="M0 0l-8-4v8z" transform={`translate(${x} ${y}) rotate(${angle})`} />;
}
