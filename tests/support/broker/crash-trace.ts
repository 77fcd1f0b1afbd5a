/**
 * Runs a broker on a disk in memory and keeps, in one line of time, every change of the disk and everything that the outside
 * saw: what was confirmed, delivered, acknowledged. Then it asks for every point of that line what a crash there leaves.
 * @module
 */
import { DiskJournal } from '../../../labs/_broker/amqp/disk/disk-journal.ts';
import type { RecoveredState } from '../../../labs/_broker/amqp/model/journal.ts';
import { VirtualHost } from '../../../labs/_broker/amqp/model/virtual-host.ts';
import { ManualClock } from './manual-clock.ts';
import { applyChange, type DiskChange, type Files, MemoryDisk } from './memory-disk.ts';
import { bodyOf, RecordingClient } from './recording-client.ts';

/** What a client does. Numbers choose among what there is. */
export type Step =
  | { readonly kind: 'publish'; readonly size: number }
  | { readonly kind: 'deliver' }
  | { readonly kind: 'consume' }
  | { readonly kind: 'commit' }
  | { readonly kind: 'finish-sync' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'ack' | 'requeue' | 'reject'; readonly which: number }
  | { readonly kind: 'ack-all' };

type Seen =
  | { readonly kind: 'confirmed'; readonly body: string }
  | { readonly kind: 'acked'; readonly body: string }
  | { readonly kind: 'restarted' }
  | { readonly kind: 'delivered'; readonly queue: string; readonly body: string };

export type TracePoint = DiskChange | Seen;

const SEGMENT_BYTES = 700;

const openBroker = (disk: MemoryDisk, schedule: (run: () => void) => void) =>
  new VirtualHost({
    clock: new ManualClock(),
    journal: new DiskJournal({ folder: 'data', fs: disk, schedule, segmentBytes: SEGMENT_BYTES }),
  });

/** Publishes to `orders`, whose rejected messages go to `dead`; both durable. */
export function traceSteps(steps: readonly Step[]): readonly TracePoint[] {
  const trace: TracePoint[] = [];
  const disk = new MemoryDisk(new Map(), (change) => trace.push(change));
  let run = start(disk, trace);
  let published = 0;
  for (const step of steps) {
    if (step.kind === 'restart') {
      run.stop();
      run = start(disk, trace);
    } else if (step.kind === 'publish') run.publish(`m${++published}`.padEnd(step.size, '.'));
    else run.take(step);
  }
  for (let at = 0; at < 10; at++) run.take({ kind: 'commit' });
  return trace;
}

function start(disk: MemoryDisk, trace: TracePoint[]) {
  const scheduled: (() => void)[] = [];
  const vhost = openBroker(disk, (run) => scheduled.push(run));
  const client = new RecordingClient(vhost);
  const { channel } = client;
  const published: string[] = [];
  const held: { readonly tag: number; readonly body: string }[] = [];
  let confirmedTo = 0;
  channel.queueDeclare({ queue: 'dead', durable: true });
  channel.queueDeclare({
    queue: 'orders',
    durable: true,
    args: { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead' },
  });
  channel.confirmSelect();
  client.confirmed = (tag) => {
    // In order, because each waits for the same disk.
    for (; confirmedTo < tag; confirmedTo++) trace.push({ kind: 'confirmed', body: published[confirmedTo] ?? '' });
  };
  client.deliver = ({ deliveryTag, message }) => {
    const body = bodyOf(message);
    trace.push({ kind: 'delivered', queue: 'orders', body });
    held.push({ tag: deliveryTag, body });
  };
  const takeHeld = (which: number) => held.splice(which % Math.max(held.length, 1), 1)[0];
  const take = (step: Exclude<Step, { kind: 'publish' | 'restart' }>): void => {
    if (step.kind === 'commit') {
      for (const run of scheduled.splice(0)) run();
      disk.finishSync();
    } else if (step.kind === 'finish-sync') disk.finishSync();
    else if (step.kind === 'deliver') {
      const got = channel.get({ queue: 'orders' });
      if (!got) return;
      const body = bodyOf(got.message);
      trace.push({ kind: 'delivered', queue: 'orders', body });
      held.push({ tag: got.deliveryTag, body });
    } else if (step.kind === 'consume') {
      channel.qos({ prefetchCount: 3 });
      client.consume('orders');
    } else if (step.kind === 'ack-all') {
      for (const { body } of held.splice(0)) trace.push({ kind: 'acked', body });
      // What is delivered from here on is held again.
      channel.ack({ deliveryTag: 0, multiple: true });
    } else {
      const one = takeHeld(step.which);
      if (!one) return;
      if (step.kind === 'ack') trace.push({ kind: 'acked', body: one.body });
      if (step.kind === 'ack') channel.ack({ deliveryTag: one.tag });
      else channel.reject({ deliveryTag: one.tag, requeue: step.kind === 'requeue' });
    }
  };
  return {
    take,
    publish: (body: string): void => {
      published.push(body);
      client.publish('orders', body, { properties: { deliveryMode: 2 } });
    },
    /** The process ends; what was written stays, an fsync under way comes to nothing. */
    stop: (): void => {
      disk.loseSyncs();
      scheduled.length = 0;
      trace.push({ kind: 'restarted' });
    },
  };
}

/**
 * What a process finds on this disk, by queue: each message's body, and whether it is flagged redelivered; and what the next
 * one finds after this one has written a message more.
 */
export function recoverFrom(files: Files) {
  const disk = new MemoryDisk(files);
  const journal = open(disk);
  const state = journal.recover();
  const [queue] = state.queues;
  const one = { exchange: '', routingKey: 'orders', properties: {}, body: Buffer.from('one more') };
  const entry = { id: state.lastEntryId + 1, queueId: queue?.id ?? 0, expiresAtMs: undefined, message: one };
  if (queue) journal.append({ kind: 'enqueued', entry });
  journal.close();
  const next = describe(open(disk).recover());
  return { found: describe(state), foundNext: next.filter(({ body }) => body !== 'one more') };
}

const open = (disk: MemoryDisk) =>
  new DiskJournal({ folder: 'data', fs: disk, schedule: () => undefined, segmentBytes: SEGMENT_BYTES });

const describe = ({ queues, entries }: RecoveredState) =>
  entries.map(({ id, queueId, message, redelivered }) => ({
    id,
    queue: queues.find((queue) => queue.id === queueId)?.name,
    body: bodyOf(message),
    redelivered,
  }));

/** A disk as a crash leaves it, with what the outside had seen by then. */
export interface CrashPoint {
  readonly files: Files;
  readonly confirmed: ReadonlySet<string>;
  /** `queue body` */
  readonly delivered: ReadonlySet<string>;
  /** By who had it last: an acknowledgement that a crash took along is of no account once it was delivered again. */
  readonly acked: ReadonlySet<string>;
  /** Acknowledged before the last whole write. */
  readonly ackedOnDisk: ReadonlySet<string>;
}

/**
 * The process is killed: what it wrote stays, and of the write that was going on any number of bytes.
 * @param strideBytes Tries every so many bytes of a write; 1: all of them.
 */
export function* killPoints(trace: readonly TracePoint[], strideBytes: number): Generator<CrashPoint> {
  const files = new Map<string, Buffer>();
  const confirmed = new Set<string>();
  const delivered = new Set<string>();
  const acked = new Set<string>();
  const ackedInMemory = new Set<string>();
  const ackedOnDisk = new Set<string>();
  for (const point of trace) {
    const outside = { confirmed, delivered, acked };
    if (point.kind === 'confirmed') confirmed.add(point.body);
    else if (point.kind === 'acked') {
      acked.add(point.body);
      ackedInMemory.add(point.body);
    } else if (point.kind === 'restarted') ackedInMemory.clear();
    else if (point.kind === 'delivered') {
      delivered.add(`${point.queue} ${point.body}`);
      acked.delete(point.body);
    } else if (point.kind === 'write') {
      for (let cut = 0; cut < point.bytes.length; cut += strideBytes) {
        const torn = new Map(files);
        applyChange(torn, { ...point, bytes: point.bytes.subarray(0, cut) });
        yield { files: torn, ackedOnDisk, ...outside };
      }
      applyChange(files, point);
      for (const body of ackedInMemory) ackedOnDisk.add(body);
    } else applyChange(files, point);
    yield { files: new Map(files), ackedOnDisk, ...outside };
  }
}

/** The machine loses its power: of every file only what an fsync made durable is sure to stay. */
export function* powerCuts(trace: readonly TracePoint[]): Generator<CrashPoint> {
  const files = new Map<string, Buffer>();
  const synced = new Map<string, Buffer>();
  const confirmed = new Set<string>();
  const acked = new Set<string>();
  for (const point of trace) {
    if (point.kind === 'confirmed') confirmed.add(point.body);
    else if (point.kind === 'acked') acked.add(point.body);
    else if (point.kind === 'delivered') acked.delete(point.body);
    else if (point.kind !== 'restarted') {
      applyChange(files, point);
      if (point.kind === 'sync')
        synced.set(point.path, (files.get(point.path) ?? Buffer.alloc(0)).subarray(0, point.size));
      if (point.kind === 'unlink') synced.delete(point.path);
    }
    yield { files: new Map(synced), confirmed, delivered: new Set(), acked, ackedOnDisk: new Set() };
  }
}
