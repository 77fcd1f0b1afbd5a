/**
 * The timeline as an ordered list of sentences: the same events, for eyes that read and for screen readers. Pure.
 * @module
 */
import type { SourcePosition, TimelineMessage, TimelineMoment } from '#bench/judge/report.ts';
import type { TimelineWindow } from './timeline-window.ts';

export interface TwinEntry {
  /** Message id, or a made id for a moment; stable within a window. */
  readonly id: string;
  readonly atMs: number;
  readonly sentence: string;
  readonly isMarked: boolean;
  /** Something went wrong here: refused, reset, killed, an error. */
  readonly isFault: boolean;
  readonly operation?: string;
  readonly preview?: string;
  readonly source?: SourcePosition;
}

const messageSentence = ({ from, to, kind, label }: TimelineMessage): string => {
  if (kind === 'refused') return `${from} → ${to}: refused (${label})`;
  if (kind === 'reset') return `${from} → ${to}: connection cut off`;
  return `${from} → ${to}: ${label}`;
};

const momentSentence = ({ process, kind, label }: TimelineMoment): string => {
  if (kind === 'ledger') return `${process} records ${label}`;
  if (kind === 'stored') return `${process} stores ${label}`;
  if (kind === 'log') return `${process} prints "${label}"`;
  if (kind === 'error') return `${process}: ${label}`;
  if (kind === 'note') return `${process} notes: ${label}`;
  return label.includes(process) || label === '' ? label || `${process} ${kind}` : `${process} ${label}`;
};

/**
 * @example
 * timelineTwin(window, 'r-1')[0]?.sentence // 'client → payment-service: POST /api/payments'
 */
export function timelineTwin(window: TimelineWindow, marked: string | undefined): readonly TwinEntry[] {
  const isMarked = (operation: string | undefined): boolean => operation !== undefined && operation === marked;
  const messages = window.messages.map((message): TwinEntry => ({
    id: message.id,
    atMs: message.sentAtMs,
    sentence: messageSentence(message),
    isMarked: isMarked(message.operation),
    isFault: message.kind === 'refused' || message.kind === 'reset',
    ...pick(message),
  }));
  const moments = window.moments.map((moment, index): TwinEntry => ({
    id: `moment-${index}`,
    atMs: moment.atMs,
    sentence: momentSentence(moment),
    isMarked: isMarked(moment.operation),
    isFault: moment.kind === 'killed' || moment.kind === 'error',
    ...pick(moment),
  }));
  return [...messages, ...moments].sort((one, other) => one.atMs - other.atMs);
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
