/**
 * A connection that is not HTTP on the map: a double line while it is open, a thin dashed one when it was closed, dashed and
 * crossed out when it is broken or held. A point stands where something arrived.
 * @module
 */
import type { JSX } from 'preact';
import { ArrowHead } from './arrow-head.tsx';
import { passedWords, standingWords } from './connection-words.ts';
import type { MapConnection } from './map-connections.ts';
import { type MapRoute, pointOn, routePath } from './map-routes.ts';

interface ConnectionWireProps {
  readonly connection: MapConnection;
  readonly route: MapRoute;
}

export function ConnectionWire({ connection, route }: ConnectionWireProps): JSX.Element {
  const { from, to, ports, state, isMarked } = connection;
  const [there, back] = passedWords(connection);
  const path = routePath(route);
  const isBroken = state === 'broken' || state === 'held';
  const { x, y } = pointOn(route, 0.5);
  return (
    <g class={`way connection is-${state}${isBroken ? ' is-broken' : ''}`}>
      {isMarked && <path class="marker" d={path} />}
      <path class={isBroken ? 'lost' : 'wire'} d={path} />
      {state === 'open' && <path class="wire-core" d={path} />}
      {there !== '' && <ArrowHead route={route} />}
      {back !== '' && <ArrowHead route={route} isBack />}
      {isBroken && <path class="cross" d={`M${x - 5} ${y - 5}l10 10m0-10l-10 10`} />}
      <title>{`${from} connected to ${to}, port ${ports.join(', ')}: ${standingWords(connection)}`}</title>
    </g>
  );
}
