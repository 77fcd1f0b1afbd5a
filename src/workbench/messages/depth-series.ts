/**
 * How many messages stand in each queue over time, and how old the oldest one is: so many steps as can be drawn, each with the highest value
 * that there was in it. Pure.
 * @module
 */
import type { BrokerRecord } from '#bench/judge/broker-record.ts';
import { BrokerReader, oldestOf } from './broker-objects.ts';

export interface QueueSeries {
  readonly broker: string;
  readonly queue: string;
  /** Messages that wait or are in somebody's hands; null while there is no such queue. */
  readonly depths: readonly (number | null)[];
  /** Seconds that the oldest of them has been in the queue. */
  readonly agesS: readonly (number | null)[];
  readonly highest: { readonly depth: number; readonly atMs: number };
  readonly oldest: { readonly ageMs: number; readonly atMs: number };
}

export interface DepthSeries {
  /** The end of each step, in virtual seconds, ascending. */
  readonly timesS: readonly number[];
  readonly queues: readonly QueueSeries[];
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
interface SeriesDraft extends Omit<Mutable<QueueSeries>, 'depths' | 'agesS'> {
  readonly depths: (number | null)[];
  readonly agesS: (number | null)[];
}
type Queue = BrokerReader['queues'] extends Map<string, infer Value> ? Value : never;

/**
 * @param untilMs The end of the drawing: the moment that is shown, or the end of the run.
 * @param stepCount At most so many steps.
 *
 * @example
 * depthSeries(records, 60_000, 300).queues[0].highest // { depth: 40, atMs: 12_300 }
 */
export function depthSeries(records: readonly BrokerRecord[], untilMs: number, stepCount: number): DepthSeries {
  const startMs = records[0]?.atMs ?? 0;
  const stepMs = Math.max(1, (untilMs - startMs) / stepCount);
  const count = Math.max(1, Math.ceil((untilMs - startMs) / stepMs));
  const reader = new BrokerReader();
  const drafts = new Map<string, SeriesDraft>();
  const timesS: number[] = [];
  let index = 0;

  for (let step = 0; step < count; step += 1) {
    const endMs = step === count - 1 ? untilMs : startMs + (step + 1) * stepMs;
    for (const [id, queue] of reader.queues) measure(draftOf(drafts, id, queue), queue, step, startMs + step * stepMs);
    for (let record = records[index]; record && record.atMs <= endMs; record = records[++index]) {
      // The age is highest right before the oldest message goes.
      if ('entry' in record) measureAt(reader, drafts, record, step);
      reader.read(record);
      if ('entry' in record) measureAt(reader, drafts, record, step);
    }
    for (const [id, queue] of reader.queues) measure(draftOf(drafts, id, queue), queue, step, endMs);
    timesS.push(endMs / 1_000);
  }
  const queues = [...drafts.values()].map((draft) => ({
    ...draft,
    depths: timesS.map((_, step) => draft.depths[step] ?? null),
    agesS: timesS.map((_, step) => draft.agesS[step] ?? null),
  }));
  return { timesS, queues };
}

function draftOf(drafts: Map<string, SeriesDraft>, id: string, { broker, name }: Queue): SeriesDraft {
  const known = drafts.get(id);
  if (known) return known;
  const none = { highest: { depth: 0, atMs: 0 }, oldest: { ageMs: 0, atMs: 0 } };
  const draft: SeriesDraft = { broker, queue: name, depths: [], agesS: [], ...none };
  drafts.set(id, draft);
  return draft;
}

function measureAt(
  { queues }: BrokerReader,
  drafts: Map<string, SeriesDraft>,
  { broker, queue: name, atMs }: { readonly broker: string; readonly queue: string; readonly atMs: number },
  step: number,
): void {
  const id = `${broker} ${name}`;
  const queue = queues.get(id);
  if (queue) measure(draftOf(drafts, id, queue), queue, step, atMs);
}

function measure(draft: SeriesDraft, queue: Queue, step: number, atMs: number): void {
  const depth = queue.readyCount + queue.unackedCount;
  const ageMs = Math.max(0, atMs - (oldestOf(queue.entries) ?? atMs));
  draft.depths[step] = Math.max(draft.depths[step] ?? 0, depth);
  draft.agesS[step] = Math.max(draft.agesS[step] ?? 0, ageMs / 1_000);
  if (depth > draft.highest.depth) draft.highest = { depth, atMs };
  if (ageMs > draft.oldest.ageMs) draft.oldest = { ageMs, atMs };
}
