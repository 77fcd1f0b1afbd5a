/**
 * The timeline as an ordered list of sentences: the same events, for eyes that read and for screen readers. Pure.
 * @module
 */
import type { SourcePosition, TimelineBand, TimelineMessage, TimelineMoment } from '#bench/judge/report.ts';
import { formatMs } from './format-ms.ts';
import type { TimelineWindow } from './timeline-window.ts';

export interface TwinEntry {
  /** Message id, or a made id for a moment; stable within a window. */
  readonly id: string;
  readonly atMs: number;
  readonly sentence: string;
  readonly isMarked: boolean;
  /** Something went wrong here: refused, reset, lost, killed, an error, a fault of the bench's. */
  readonly isFault: boolean;
  readonly operation?: string;
  readonly preview?: string;
  readonly source?: SourcePosition;
}

const faultyMessages: ReadonlySet<TimelineMessage['kind']> = new Set(['refused', 'reset', 'lost', 'duplicate']);
const endings: ReadonlySet<TimelineMoment['kind']> = new Set(['killed', 'exited', 'error', 'fault']);
const faultyMoments: ReadonlySet<TimelineMoment['kind']> = new Set(['killed', 'error', 'denied', 'fault']);

/**
 * @example
 * timelineTwin(window, 'r-1')[0]?.sentence // 'client → payment-service: POST /api/payments'
 */
export function timelineTwin(window: TimelineWindow, marked: string | undefined): readonly TwinEntry[] {
  const isMarked = (operation: string | undefined): boolean => operation !== undefined && operation === marked;
  const messages = [...window.messages, ...window.crowd].map((message): TwinEntry => ({
    id: message.id,
    atMs: message.sentAtMs,
    sentence: messageSentence(message),
    isMarked: isMarked(message.operation),
    isFault: faultyMessages.has(message.kind) || message.fault !== undefined,
    ...pick(message),
  }));
  const moments = window.moments.map((moment, index): TwinEntry => ({
    id: `moment-${index}`,
    atMs: moment.atMs,
    sentence: momentSentence(moment),
    isMarked: isMarked(moment.operation),
    isFault: faultyMoments.has(moment.kind),
    ...pick(moment),
  }));
  const bands = window.bands.flatMap((band, index) => bandEntries(band, index, window));
  const isEnd = (index: number): boolean => endings.has((window.moments[index] as TimelineMoment).kind);
  // In one instant a process first prints, notes and stores, then sends, then ends.
  const before = moments.filter((_, index) => !isEnd(index));
  const behind = moments.filter((_, index) => isEnd(index));
  return [...bands, ...before, ...messages, ...behind].sort((one, other) => one.atMs - other.atMs);
}

function messageSentence({ from, to, kind, label, fault }: TimelineMessage): string {
  const by = fault === undefined ? '' : `, ${fault}`;
  switch (kind) {
    case 'refused':
      return `${from} → ${to}: refused (${label})${by}`;
    case 'reset':
      return `${from} → ${to}: connection cut off${by}`;
    case 'lost':
      return `${from} → ${to}: ${label} never arrived${by}`;
    case 'duplicate':
      return `${from} → ${to}: ${label}, a second copy that the network made${by}`;
    default:
      return `${from} → ${to}: ${label}${by}`;
  }
}

function momentSentence({ process, kind, label }: TimelineMoment): string {
  switch (kind) {
    case 'ledger':
      return `${process} records ${label}`;
    case 'log':
      return `${process} prints "${label}"`;
    case 'note':
      return `${process} notes: ${label}`;
    case 'stored':
      return `${process} writes ${label} to its disk`;
    case 'denied':
      return `${process} is refused ${label}: it belongs to another service`;
    case 'killed':
      return `${process} is killed (${label})`;
    case 'exited':
      return `${process} ends (${label})`;
    case 'error':
    case 'fault':
      return `${process}: ${label}`;
    default:
      return label.includes(process) || label === '' ? label || `${process} ${kind}` : `${process} ${label}`;
  }
}

/** A fault stands where it begins and where it ends; one that began before the window stands at its top. */
function bandEntries(band: TimelineBand, index: number, { fromMs, toMs }: TimelineWindow): readonly TwinEntry[] {
  const entry = (part: string, atMs: number, words: string): TwinEntry => ({
    id: `band-${index}-${part}`,
    atMs,
    sentence: `${band.process}, fault ${words}: ${band.label}`,
    isMarked: false,
    isFault: true,
  });
  const begins =
    band.fromMs < fromMs
      ? entry('begins', fromMs, `in force since ${formatMs(band.fromMs)}`)
      : entry('begins', band.fromMs, 'begins');
  return band.toMs > toMs ? [begins] : [begins, entry('ends', band.toMs, 'ends')];
}

function pick(item: {
  readonly operation?: string;
  readonly preview?: string;
  readonly source?: SourcePosition;
}): Pick<TwinEntry, 'operation' | 'preview' | 'source'> {
  return {
    ...(item.operation === undefined ? {} : { operation: item.operation }),
    ...(item.preview === undefined ? {} : { preview: item.preview }),
    ...(item.source === undefined ? {} : { source: item.source }),
  };
}
