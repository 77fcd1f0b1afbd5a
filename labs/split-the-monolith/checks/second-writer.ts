/**
 * Who else writes what belongs to the catalogue. A copy is no second writer: its keeper was told by the catalogue, or asked it.
 * Pure.
 * @module
 */
import type { Timeline, TimelineMessage, TimelineMoment } from '../../_kit/timeline.ts';

interface Question {
  /** Of staff's change of a product. */
  readonly operation: string;
  readonly catalogue: string;
  /** Reads of the same staff: who stores on those too keeps sessions or a journal. */
  readonly reads: readonly string[];
}

/**
 * The first storing of another service that followed from the change and not from the catalogue.
 *
 * @example
 * secondWriter(bench.timeline(), { operation: 'r-5', catalogue: 'products', reads: ['r-8'] })?.process // 'shop'
 */
export function secondWriter(
  timeline: Timeline,
  { operation, catalogue, reads }: Question,
): TimelineMoment | undefined {
  const stored = timeline.moments.filter(({ kind }) => kind === 'stored');
  const ofChange = stored.filter((moment) => moment.operation === operation);
  const journals = new Set(
    stored.filter((moment) => reads.includes(moment.operation ?? '')).map(({ process }) => process),
  );
  const sinceMs = ofChange.find(({ process }) => process === catalogue)?.atMs ?? Infinity;
  const told = whoWasTold(timeline, { operation, catalogue, sinceMs });
  return ofChange.find(({ process, atMs }) => {
    if (process === catalogue || journals.has(process)) return false;
    return atMs < (told.get(process) ?? Infinity);
  });
}

/** By service, since when it has heard of the change from the catalogue, directly or through others. */
function whoWasTold(
  { messages }: Timeline,
  { operation, catalogue, sinceMs }: { operation: string; catalogue: string; sinceMs: number },
): ReadonlyMap<string, number> {
  const told = new Map([[catalogue, sinceMs]]);
  const byId = new Map(messages.map((message) => [message.id, message]));
  const isNews = (message: TimelineMessage): boolean => {
    if (message.kind === 'request' || message.kind === 'bytes') return true;
    const asked = byId.get(message.answers ?? '');
    // The answer to the change itself says nothing that the asker did not know; it asked by itself otherwise.
    return asked !== undefined && (asked.operation !== operation || asked.label.startsWith('GET '));
  };
  for (const message of messages) {
    const { from, to, sentAtMs } = message;
    const fromMs = told.get(from);
    if (message.operation !== operation || fromMs === undefined || sentAtMs < fromMs || told.has(to)) continue;
    if (isNews(message)) told.set(to, message.receivedAtMs ?? sentAtMs);
  }
  return told;
}
