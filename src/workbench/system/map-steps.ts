/**
 * The steps in which the map walks through a timeline: every message, and every start and end of a process. Pure.
 * @module
 */
import type { Timeline, TimelineMessage, TimelineMoment } from '#bench/judge/report.ts';
import { type MapPassage, mapPassages } from './map-passages.ts';
import type { MapMoment } from './system-map-model.ts';

export interface MapStep extends MapMoment {
  /** The message that is sent in this step. */
  readonly message?: TimelineMessage;
  /** What passes through a connection that is not HTTP. */
  readonly passage?: MapPassage;
  /** The start or the end of a process. */
  readonly moment?: TimelineMoment;
}

/** A place in a timeline, as the page keeps it: messages may come and go around it. */
export interface TimelinePlace {
  readonly atMs: number;
  /** Of a message, or of a passage. */
  readonly messageId?: string | undefined;
}

const lifeKinds: ReadonlySet<TimelineMoment['kind']> = new Set(['started', 'listening', 'killed', 'exited']);

/**
 * In the order of time; in one instant messages come first, because a process sends before it ends.
 *
 * @param operation Only the messages and passages of this one, without the processes' lives.
 *
 * @example
 * mapSteps(timeline, 'r-1').length // as many as r-1 caused messages
 */
export function mapSteps(timeline: Timeline, operation?: string): readonly MapStep[] {
  const sent = timeline.messages.map((message, index) => ({
    atMs: message.sentAtMs,
    messageCount: index + 1,
    message,
  }));
  const lives = timeline.moments
    .filter(({ kind }) => lifeKinds.has(kind))
    .map((moment) => ({ atMs: moment.atMs, moment }));
  const passages = mapPassages(timeline).map((passage) => ({ atMs: passage.atMs, passage }));
  const others = [...passages, ...lives].sort((one, other) => one.atMs - other.atMs);
  const steps: MapStep[] = [];
  let next = 0;
  for (const other of others) {
    for (; next < sent.length && (sent[next]?.atMs ?? Infinity) <= other.atMs; next += 1)
      steps.push(sent[next] as MapStep);
    steps.push({ ...other, messageCount: next });
  }
  const all = [...steps, ...sent.slice(next)];
  return operation === undefined ? all : all.filter((step) => operationOf(step) === operation);
}

/** The client's request that a step belongs to. */
export const operationOf = ({ message, passage }: MapStep): string | undefined =>
  message?.operation ?? passage?.operation;

/**
 * Index of the step that a place stands at: the one that sent its message, else the last one that is not later; -1 before
 * the first.
 */
export function stepAt(steps: readonly MapStep[], place: TimelinePlace): number {
  const exact =
    place.messageId === undefined
      ? -1
      : steps.findIndex(({ message, passage }) => (message ?? passage)?.id === place.messageId);
  return exact >= 0 ? exact : steps.findLastIndex(({ atMs }) => atMs <= place.atMs);
}

/** What had happened by then: all of the messages of that instant, unless the place names one of them. */
export function momentAt(timeline: Timeline, { atMs, messageId }: TimelinePlace): MapMoment {
  const index = messageId === undefined ? -1 : timeline.messages.findIndex(({ id }) => id === messageId);
  const messageCount = index >= 0 ? index + 1 : timeline.messages.findLastIndex((sent) => sent.sentAtMs <= atMs) + 1;
  return { atMs, messageCount };
}
