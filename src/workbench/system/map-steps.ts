/**
 * The steps in which the map walks through a timeline: every message, and every start and end of a process. Pure.
 * @module
 */
import type { Timeline, TimelineMessage, TimelineMoment } from '#bench/judge/report.ts';
import type { MapMoment } from './system-map-model.ts';

export interface MapStep extends MapMoment {
  /** The message that is sent in this step. */
  readonly message?: TimelineMessage;
  /** The start or the end of a process. */
  readonly moment?: TimelineMoment;
}

/** A place in a timeline, as the page keeps it: messages may come and go around it. */
export interface TimelinePlace {
  readonly atMs: number;
  readonly messageId?: string | undefined;
}

const lifeKinds: ReadonlySet<TimelineMoment['kind']> = new Set(['started', 'listening', 'killed', 'exited']);

/**
 * In the order of time; in one instant messages come first, because a process sends before it ends.
 *
 * @param operation Only the messages of this one, without the processes' lives.
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
  if (operation !== undefined) return sent.filter(({ message }) => message.operation === operation);
  const lives = timeline.moments.filter(({ kind }) => lifeKinds.has(kind));
  const steps: MapStep[] = [];
  let next = 0;
  for (const moment of lives) {
    for (; next < sent.length && (sent[next]?.atMs ?? Infinity) <= moment.atMs; next += 1)
      steps.push(sent[next] as MapStep);
    steps.push({ atMs: moment.atMs, messageCount: next, moment });
  }
  return [...steps, ...sent.slice(next)];
}

/**
 * Index of the step that a place stands at: the one that sent its message, else the last one that is not later; -1 before
 * the first.
 */
export function stepAt(steps: readonly MapStep[], place: TimelinePlace): number {
  const exact = place.messageId === undefined ? -1 : steps.findIndex(({ message }) => message?.id === place.messageId);
  return exact >= 0 ? exact : steps.findLastIndex(({ atMs }) => atMs <= place.atMs);
}

/** What had happened by then: all of the messages of that instant, unless the place names one of them. */
export function momentAt(timeline: Timeline, { atMs, messageId }: TimelinePlace): MapMoment {
  const index = messageId === undefined ? -1 : timeline.messages.findIndex(({ id }) => id === messageId);
  const messageCount = index >= 0 ? index + 1 : timeline.messages.findLastIndex((sent) => sent.sentAtMs <= atMs) + 1;
  return { atMs, messageCount };
}
