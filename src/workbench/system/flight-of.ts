/**
 * On which wire of the map a message travels, and in which direction. Pure.
 * @module
 */
import type { TimelineMessage } from '#bench/judge/report.ts';
import { pairKey } from './map-geometry.ts';
import type { MapStep } from './map-steps.ts';

export interface Flight {
  /** Of the message, or of the passage. */
  readonly id: string;
  /** The wire, by `pairKey`: an answer goes back along that of its request. */
  readonly key: string;
  readonly isBack: boolean;
  /** It arrives nowhere. */
  readonly isBroken: boolean;
  readonly text: string;
}

/** None where the map has no such wire, as for a process that asks itself, and where the step sends nothing. */
export function flightOf(
  { message, passage }: Pick<MapStep, 'message' | 'passage'>,
  routes: ReadonlyMap<string, unknown>,
): Flight | undefined {
  const flight = message
    ? messageFlight(message, routes)
    : passage && { ...passage, isBroken: false, text: passage.label };
  if (!flight || !routes.has(flight.key)) return undefined;
  const { id, key, isBack, isBroken, text, operation } = flight;
  const words = text.length > 24 ? `${text.slice(0, 23)}…` : text;
  return { id, key, isBack, isBroken, text: operation === undefined ? words : `${operation} ${words}` };
}

function messageFlight(message: TimelineMessage, routes: ReadonlyMap<string, unknown>) {
  const { id, from, to, label, operation, kind } = message;
  const isBack = message.answers !== undefined || kind === 'response';
  const pair = isBack ? { from: to, to: from } : { from, to };
  // A connection that failed, where others than HTTP are made.
  const isConnection = message.port !== undefined && !routes.has(pairKey(pair));
  const isBroken = kind === 'refused' || kind === 'reset' || kind === 'lost';
  const text = kind === 'reset' ? 'cut off' : label;
  return { id, key: pairKey({ ...pair, isConnection }), isBack, isBroken, text, operation };
}
