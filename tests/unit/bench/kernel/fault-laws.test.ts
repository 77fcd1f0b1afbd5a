/**
 * Laws that hold under any mix of faults, over random conversations: order, conservation, replay, healing.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BenchClient } from '#bench/kernel/bench-client.ts';
import { Kernel } from '#bench/kernel/kernel.ts';
import type { FaultPlan } from '#bench/kernel/network-fault.ts';
import type { ProcessEffect, ProcessEvent } from '#bench/kernel/protocol.ts';
import type { Toxic, ToxicKind } from '#bench/kernel/toxic.ts';
import { ScriptedTransport } from '../../../support/scripted-processes.ts';
import { silentObserver } from '../../../support/silent-observer.ts';

const CONNECTIONS = [0, 1, 2];
const WORD_BYTES = 4;
/** Faults begin and end before this; it takes TCP as long again to notice, and a minute more for what is held. */
const HEALED_MS = 3_000;

/** One side of one connection writes that many words, numbered through, as an HTTP request or as bare bytes. */
const write = fc.record({
  connection: fc.constantFrom(...CONNECTIONS),
  fromSource: fc.boolean(),
  atMs: fc.integer({ min: 0, max: 2_500 }),
  words: fc.integer({ min: 1, max: 900 }),
  isRequest: fc.boolean(),
});

const share = fc.constantFrom(0, 0.2, 0.5, 1);
const toxicKind: fc.Arbitrary<ToxicKind> = fc.oneof(
  fc.record({
    type: fc.constant('latency' as const),
    attributes: fc.record({ latency: fc.nat(300), jitter: fc.nat(100) }),
  }),
  fc.record({
    type: fc.constant('bandwidth' as const),
    attributes: fc.record({ rate: fc.integer({ min: 1, max: 50 }) }),
  }),
  fc.record({ type: fc.constant('slow_close' as const), attributes: fc.record({ delay: fc.nat(500) }) }),
  fc.record({
    type: fc.constant('slicer' as const),
    attributes: fc.record({
      average_size: fc.integer({ min: 101, max: 700 }),
      size_variation: fc.nat(100),
      delay: fc.nat(3_000),
    }),
  }),
);
const cuttingKind: fc.Arbitrary<ToxicKind> = fc.oneof(
  fc.record({ type: fc.constant('timeout' as const), attributes: fc.record({ timeout: fc.nat(400) }) }),
  fc.record({ type: fc.constant('reset_peer' as const), attributes: fc.record({ timeout: fc.nat(400) }) }),
  fc.record({ type: fc.constant('limit_data' as const), attributes: fc.record({ bytes: fc.nat(5_000) }) }),
);

const edge = { from: 'source', to: 'sink' };
const toxicOf = (kind: fc.Arbitrary<ToxicKind>): fc.Arbitrary<FaultPlan> =>
  fc
    .record({ kind, stream: fc.constantFrom('upstream' as const, 'downstream' as const), toxicity: share })
    .map(({ kind: one, ...rest }) => ({ kind: 'toxic', edge, toxic: { ...one, ...rest } as Toxic }));
const holding: fc.Arbitrary<FaultPlan> = fc.oneof(
  toxicOf(toxicKind),
  fc.constant<FaultPlan>({ kind: 'partition', groups: [['source'], ['sink']] }),
  share.map((lost): FaultPlan => ({ kind: 'lossy', edge, share: Math.min(lost, 0.5) })),
  fc.record({ reorder: share, delay: fc.nat(200) }).map((fault): FaultPlan => ({ kind: 'message', edge, fault })),
);
const losing: fc.Arbitrary<FaultPlan> = fc.oneof(
  toxicOf(cuttingKind),
  fc.record({ drop: share, duplicate: share }).map((fault): FaultPlan => ({ kind: 'message', edge, fault })),
  fc.constant<FaultPlan>({ kind: 'proxy', edge }),
);

const inTime = (plan: fc.Arbitrary<FaultPlan>) =>
  fc.record({ plan, fromMs: fc.nat(1_500), forMs: fc.integer({ min: 1, max: 1_400 }) });
const conversation = (plan: fc.Arbitrary<FaultPlan>) =>
  fc.record({
    seed: fc.nat(1_000),
    writes: fc.array(write, { minLength: 1, maxLength: 15 }),
    faults: fc.array(inTime(plan), { maxLength: 4 }),
  });
type Conversation = ReturnType<typeof conversation> extends fc.Arbitrary<infer Value> ? Value : never;

/** A fault that begins while the copy of a request is under way. */
const resetDuringCopy: Conversation = {
  seed: 784,
  writes: [
    { connection: 2, fromSource: true, atMs: 51, words: 1, isRequest: false },
    { connection: 2, fromSource: true, atMs: 0, words: 1, isRequest: true },
    { connection: 0, fromSource: false, atMs: 0, words: 1, isRequest: false },
  ],
  faults: [
    // It touches nothing, and moves the draws of those after it.
    { plan: { kind: 'lossy', edge, share: 0 }, fromMs: 0, forMs: 1 },
    { plan: { kind: 'message', edge, fault: { drop: 0, duplicate: 1 } }, fromMs: 0, forMs: 82 },
    {
      plan: {
        kind: 'toxic',
        edge,
        toxic: { type: 'reset_peer', attributes: { timeout: 0 }, stream: 'upstream', toxicity: 0.2 },
      },
      fromMs: 81,
      forMs: 1,
    },
  ],
};

/** A stream of numbered words per connection and side, so that holes, repeats and swaps can be told. */
function wordsWriter() {
  const next = new Map<string, number>();
  return (connectionId: string, count: number): Uint8Array => {
    const first = next.get(connectionId) ?? 0;
    next.set(connectionId, first + count);
    const view = new DataView(new ArrayBuffer(count * WORD_BYTES));
    for (let index = 0; index < count; index += 1) view.setUint32(index * WORD_BYTES, first + index);
    return new Uint8Array(view.buffer);
  };
}

async function converse({ seed, writes, faults }: Conversation) {
  const wordsOf = wordsWriter();
  const sent = new Map<string, number>();
  const over = new Set<string>();
  const side =
    (fromSource: boolean, atStart: readonly ProcessEffect[]) =>
    () =>
    (event: ProcessEvent): readonly ProcessEffect[] => {
      if (event.kind === 'start') {
        const timers = writes.flatMap(({ atMs, fromSource: mine }, timerId) =>
          mine === fromSource ? [{ kind: 'set-timer', timerId, afterUs: (atMs + 50) * 1_000 } as const] : [],
        );
        return [...atStart, ...timers];
      }
      // Nobody writes to a connection that was reset.
      if (event.kind === 'reset' || event.kind === 'connect-failed') over.add(event.connectionId);
      const one = event.kind === 'timer' ? writes[event.timerId] : undefined;
      if (!one) return [];
      const connectionId = `2:${one.connection}${fromSource ? '' : '~'}`;
      if (over.has(connectionId)) return [];
      const bytes = wordsOf(connectionId, one.words);
      sent.set(connectionId, (sent.get(connectionId) ?? 0) + bytes.length);
      const tag = { kind: 'request', label: 'POST /' } as const;
      return [{ kind: 'data', connectionId, bytes, ...(one.isRequest && { tag }) }];
    };
  const transport = new ScriptedTransport({
    sink: side(false, [{ kind: 'listen', listenerId: 1, port: 80 }]),
    source: side(
      true,
      CONNECTIONS.map((id) => ({ kind: 'connect', connectionId: `2:${id}`, host: 'sink', port: 80 }) as const),
    ),
  });
  const kernel = new Kernel({ seed, transport, observer: silentObserver, hosts: [] });
  for (const [index, name] of ['sink', 'source'].entries()) {
    kernel.spawn({ name, entry: '', files: {}, env: {} }, index * 1_000);
  }
  const bench = new BenchClient(kernel, 'client');
  const inForce = faults.map(({ plan, fromMs, forMs }) => {
    const hits = { count: () => 0 };
    bench.after(20 + fromMs, () => {
      const fault = kernel.addFault(plan);
      hits.count = () => fault.hits;
      bench.after(forMs, () => kernel.removeFault(fault));
    });
    return hits;
  });
  while (await kernel.step());
  return { transport, kernel, sent, hits: inForce.map(({ count }) => count()) };
}

/** Everything that arrived on the connection that a process knows by this id, in order. */
function arrivedOn(transport: ScriptedTransport, connectionId: string): Uint8Array {
  const chunks = transport.delivered.flatMap(({ event }) =>
    event.kind === 'data' && event.connectionId === connectionId ? [...event.bytes] : [],
  );
  return Uint8Array.from(chunks);
}

function wordsIn(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer);
  return Array.from({ length: Math.floor(bytes.length / WORD_BYTES) }, (_, index) =>
    view.getUint32(index * WORD_BYTES),
  );
}

/** Pairs of ids: who sends on a connection, and who receives. */
const DIRECTIONS = CONNECTIONS.flatMap((id) => [
  { sender: `2:${id}`, receiver: `2:${id}~` },
  { sender: `2:${id}~`, receiver: `2:${id}` },
]);

const isRising = (words: readonly number[]) =>
  words.every((word, index) => index === 0 || word > (words[index - 1] ?? 0));
const isWhole = (bytes: Uint8Array, sentBytes = 0) =>
  bytes.length === sentBytes && wordsIn(bytes).every((word, index) => word === index);
/** What is lost was lost by a fault that counted it. */
const isExplained = (lostBytes: number, hits: number) => lostBytes === 0 || hits > 0;
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

const sentBy = (transport: ScriptedTransport) =>
  transport.effects.flatMap(({ effect }) => (effect.kind === 'data' ? [effect.bytes.join()] : []));
/** What arrived on connections that the network made for copies. */
const copiesIn = (transport: ScriptedTransport) =>
  transport.delivered.flatMap(({ event }) =>
    event.kind === 'data' && event.connectionId.includes('+') ? [event.bytes.join()] : [],
  );

test('bytes of one direction of a connection keep their order, and none comes twice, under any mix of faults', async () => {
  await fc.assert(
    fc.asyncProperty(conversation(fc.oneof(holding, losing)), async (value) => {
      const { transport } = await converse(value);

      const disordered = DIRECTIONS.filter(({ receiver }) => !isRising(wordsIn(arrivedOn(transport, receiver))));
      expect(disordered).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('every byte that was sent arrives once or was taken by a fault that says so', async () => {
  await fc.assert(
    fc.asyncProperty(conversation(fc.oneof(holding, losing)), async (value) => {
      const { transport, kernel, sent, hits } = await converse(value);

      const arrived = sum(DIRECTIONS.map(({ receiver }) => arrivedOn(transport, receiver).length));
      expect(arrived + kernel.lostBytes).toBe(sum([...sent.values()]));
      expect(isExplained(kernel.lostBytes, sum(hits))).toBe(true);
    }),
    { numRuns: 150, examples: [[resetDuringCopy]] },
  );
});

test('faults that only hold bytes lose none: after healing everything has arrived', async () => {
  await fc.assert(
    fc.asyncProperty(conversation(holding), async (value) => {
      const { transport, kernel, sent } = await converse(value);

      const incomplete = DIRECTIONS.filter(
        ({ sender, receiver }) => !isWhole(arrivedOn(transport, receiver), sent.get(sender)),
      );
      expect(incomplete).toEqual([]);
      expect(kernel.lostBytes).toBe(0);
      expect(kernel.nowUs / 1_000).toBeLessThan(HEALED_MS * 2 + 60_000);
    }),
    { numRuns: 150 },
  );
});

test('copies carry the bytes of a request that was sent, and nothing else is invented', async () => {
  const copying = share.map((duplicate): FaultPlan => ({ kind: 'message', edge, fault: { duplicate } }));
  await fc.assert(
    fc.asyncProperty(conversation(copying), async (value) => {
      const { transport } = await converse(value);

      const sent = new Set(sentBy(transport));
      expect(copiesIn(transport).filter((text) => !sent.has(text))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('the same seed and plan give the same events at the same times, and the same hash', async () => {
  await fc.assert(
    fc.asyncProperty(conversation(fc.oneof(holding, losing)), async (value) => {
      const [first, again] = [await converse(value), await converse(value)];

      expect(again.transport.delivered).toEqual(first.transport.delivered);
      expect(again.kernel.digest()).toBe(first.kernel.digest());
    }),
    { numRuns: 60 },
  );
});
