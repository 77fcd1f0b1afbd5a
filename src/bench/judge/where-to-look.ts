/**
 * From the example of a failed check to lines of the learner's code: walks the operation's path through the timeline.
 * Pure.
 * @module
 */
import { ANSWERS_COPY } from '#bench/kernel/kernel-process.ts';
import type { LookAt } from './judgement.ts';
import type { ProcessRole, SourceNote, SourcePosition, Timeline, TimelineMessage, TimelineMoment } from './report.ts';

interface Sighting {
  readonly source: SourcePosition;
  readonly atMs: number;
  /** Continues "[[r-1]] …". */
  readonly text: string;
}

/** The label of an answer is its status. */
const STATUS = /^\d{3}/;

/** What to try, in this order, when the first kind was never seen on the path. */
const FALLBACKS: Readonly<Record<LookAt['at'], readonly LookAt['at'][]>> = {
  answer: ['answer', 'crash', 'call'],
  call: ['call', 'answer', 'crash'],
  crash: ['crash', 'answer', 'call'],
  request: ['answer', 'crash', 'call'],
  published: ['published', 'stored', 'crash', 'answer', 'call'],
  stored: ['stored', 'crash', 'answer', 'call'],
  note: ['note', 'answer', 'crash', 'call'],
};

/**
 * Positions in the learner's files that explain the example, most telling first; empty when none is known.
 *
 * @example
 * whereToLook({ label: 'r-1', lookAt: { operation: 'r-1', at: 'answer' } }, timeline)[0]?.note
 * // '[[r-1]] answered 201 here at 12.4 ms.'
 */
export function whereToLook(
  example: { readonly label: string; readonly lookAt: LookAt },
  timeline: Timeline,
): readonly SourceNote[] {
  const { operation, at } = example.lookAt;
  for (const kind of FALLBACKS[at]) {
    const sightings = sightingsOf(kind, operation, timeline);
    if (sightings.length === 0) continue;
    const notes = sightings.map(({ source, atMs, text }) => ({
      file: source.file,
      line: source.line,
      column: source.column,
      atMs,
      note: `[[${example.label}]] ${text} at ${formatMs(atMs)}.`,
    }));
    return notes.filter(
      (note, index) => notes.findIndex(({ file, line }) => file === note.file && line === note.line) === index,
    );
  }
  return [];
}

function sightingsOf(kind: LookAt['at'], operation: string, timeline: Timeline): readonly Sighting[] {
  const namesOf = (wanted: ProcessRole) =>
    new Set(timeline.columns.filter(({ role }) => role === wanted).map(({ process }) => process));
  const services = namesOf('service');
  const brokers = namesOf('broker');
  const moments = (wanted: TimelineMoment['kind'], textOf: (label: string) => string): readonly Sighting[] =>
    timeline.moments
      .filter((moment) => moment.kind === wanted && moment.operation === operation && services.has(moment.process))
      .flatMap(({ source, atMs, label }) => (source ? [{ source, atMs, text: textOf(label) }] : []));
  const sent = timeline.messages.filter((message) => message.operation === operation && services.has(message.from));
  switch (kind) {
    case 'answer':
    case 'request': {
      const answers = sent.filter(isAnswer);
      // What reached the client tells most; answers further inside come after it.
      const byReader = [...answers].sort(
        (left, right) => Number(services.has(left.to)) - Number(services.has(right.to)),
      );
      return byReader.flatMap((message) => sighting(message, `answered ${message.label} here`));
    }
    case 'call':
      return sent.filter(isCall).flatMap((message) => sighting(message, `${describeCall(message)} here`));
    case 'published':
      return sent
        .filter((message) => brokers.has(message.to) && message.kind !== 'response')
        .flatMap((message) => sighting(message, `handed ${message.label} to ${message.to} here`));
    case 'crash': {
      const crashes = moments('error', (label) => `ended the process here (${label})`);
      return crashes.length > 0 ? crashes : moments('exited', (label) => `ended the process here (${label})`);
    }
    case 'stored':
      return moments('stored', (label) => `wrote ${label} here`);
    case 'note':
      return moments('note', (label) => `noted “${label}” here`);
  }
}

/** Answers that the network lost were given all the same; those to its own copies of a request are beside the point. */
function isAnswer({ kind, label, fault }: TimelineMessage): boolean {
  return kind === 'response' || (kind === 'lost' && STATUS.test(label) && fault !== ANSWERS_COPY);
}

function isCall({ kind, label }: TimelineMessage): boolean {
  return kind === 'request' || kind === 'refused' || (kind === 'lost' && !STATUS.test(label));
}

function describeCall(message: TimelineMessage): string {
  return message.kind !== 'refused'
    ? `sent ${message.label} to ${message.to}`
    : `found no way to ${message.to}, ${message.label},`;
}

function sighting(message: TimelineMessage, text: string): readonly Sighting[] {
  return message.source ? [{ source: message.source, atMs: message.sentAtMs, text }] : [];
}

/** One decimal, as the timeline labels its rows. */
function formatMs(ms: number): string {
  return `${ms.toFixed(1)} ms`;
}
