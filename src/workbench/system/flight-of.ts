/**
 * On which wire of the map a message travels, and in which direction. Pure.
 * @module
 */
import type { TimelineMessage } from '#bench/judge/report.ts';
import { pairKey } from './map-geometry.ts';

export interface Flight {
  readonly message: TimelineMessage;
  /** The wire, by `pairKey`: an answer goes back along that of its request. */
  readonly key: string;
  readonly isBack: boolean;
  readonly text: string;
}

/** None where the map has no such wire, as for a process that asks itself. */
export function flightOf(message: TimelineMessage, routes: ReadonlyMap<string, unknown>): Flight | undefined {
  const { from, to, label, operation } = message;
  const isBack = message.answers !== undefined || message.kind === 'response';
  const key = pairKey(isBack ? { from: to, to: from } : { from, to });
  if (!routes.has(key)) return undefined;
  const words = message.kind === 'reset' ? 'cut off' : label.length > 24 ? `${label.slice(0, 23)}…` : label;
  return { message, key, isBack, text: operation === undefined ? words : `${operation} ${words}` };
}
