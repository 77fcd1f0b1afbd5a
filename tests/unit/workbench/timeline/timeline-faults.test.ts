import { expect, test } from 'vitest';
import type { Timeline, TimelineMessage, TimelineMoment } from '#bench/judge/report.ts';
import { timelineLayout } from '#workbench/timeline/timeline-layout.ts';
import { timelineTwin } from '#workbench/timeline/timeline-twin.ts';
import { timelineWindow } from '#workbench/timeline/timeline-window.ts';

const size = { width: 640, targetHeight: 300 };
const columns = [
  { process: 'client', role: 'client' },
  { process: 'orders', role: 'service' },
  { process: 'bank', role: 'world' },
] as const;

const message = (part: Partial<TimelineMessage>): TimelineMessage => ({
  id: 'm-1',
  from: 'client',
  to: 'orders',
  sentAtMs: 10,
  receivedAtMs: 12,
  kind: 'request',
  label: 'POST /orders',
  operation: 'r-1',
  ...part,
});
const moment = (part: Partial<TimelineMoment>): TimelineMoment => ({
  process: 'orders',
  atMs: 11,
  kind: 'note',
  label: 'charged',
  operation: 'r-1',
  ...part,
});
const timeline = (part: Partial<Timeline>): Timeline => ({
  columns,
  messages: [message({})],
  moments: [],
  bands: [],
  droppedCount: 0,
  ...part,
});

const sentences = (part: Partial<Timeline>, scope: 'example' | 'all' = 'all') =>
  timelineTwin(timelineWindow(timeline(part), 'r-1', scope), 'r-1').map(({ sentence, isFault }) => [sentence, isFault]);

test.each<[Partial<TimelineMessage>, string, boolean]>([
  [{}, 'client → orders: POST /orders', false],
  [
    { kind: 'lost', fault: 'lost by client → orders: 5 % of requests dropped' },
    'client → orders: POST /orders never arrived, lost by client → orders: 5 % of requests dropped',
    true,
  ],
  [{ kind: 'duplicate' }, 'client → orders: POST /orders, a second copy that the network made', true],
  [{ fault: 'held by a partition' }, 'client → orders: POST /orders, held by a partition', true],
  [{ kind: 'refused', label: 'ECONNREFUSED' }, 'client → orders: refused (ECONNREFUSED)', true],
])('timelineTwin() says what became of the message %j', (part, sentence, isFault) => {
  expect(sentences({ messages: [message(part)] })).toEqual([[sentence, isFault]]);
});

test.each<[Partial<TimelineMoment>, string, boolean]>([
  [{}, 'orders notes: charged', false],
  [{ kind: 'stored', label: 'orders.db' }, 'orders writes orders.db to its disk', false],
  [{ kind: 'killed', label: 'SIGKILL' }, 'orders is killed (SIGKILL)', true],
  [{ kind: 'exited', label: 'exit 1' }, 'orders ends (exit 1)', false],
  [
    { kind: 'fault', label: 'the connection from client was reset by a proxy' },
    'orders: the connection from client was reset by a proxy',
    true,
  ],
])('timelineTwin() says what the moment %j is', (part, sentence, isFault) => {
  expect(sentences({ messages: [], moments: [moment(part)] })).toEqual([[sentence, isFault]]);
});

test('timelineTwin() tells of one instant what was printed and noted before what was sent, and the end last', () => {
  const exit = moment({ kind: 'exited', label: 'exit 0', atMs: 10 });

  expect(sentences({ moments: [exit, moment({ atMs: 10 })] }).map(([sentence]) => sentence)).toEqual([
    'orders notes: charged',
    'client → orders: POST /orders',
    'orders ends (exit 0)',
  ]);
});

test('timelineTwin() names a fault where it begins and where it ends, and one from before at its top', () => {
  const bands = [
    { process: 'bank', fromMs: 10.5, toMs: 11.5, label: 'latency 200 ms' },
    { process: 'orders', fromMs: 2, toMs: 90, label: 'partition' },
  ];
  const inside = {
    messages: [message({}), message({ id: 'm-2', operation: 'r-2', sentAtMs: 200, receivedAtMs: 201 })],
  };

  expect(sentences({ ...inside, bands }, 'example').map(([sentence]) => sentence)).toEqual([
    'orders, fault in force since 2 ms: partition',
    'client → orders: POST /orders',
    'bank, fault begins: latency 200 ms',
    'bank, fault ends: latency 200 ms',
  ]);
});

test('timelineLayout() draws a lost message half the way, and an arrived one to its end', () => {
  const { receivedAtMs: _never, ...lost } = message({ id: 'm-2', kind: 'lost' });
  const { lines } = timelineLayout(timeline({ messages: [message({}), lost] }), 'r-1', size);
  const across = lines.map(({ x1, x2 }) => x2 - x1);

  expect(lines.map((line) => line.message.kind)).toEqual(['request', 'lost']);
  expect(across[1]).toBe((across[0] as number) / 2);
});

test('timelineLayout() draws bands to scale on their process, and two at once beside each other', () => {
  const { bands, heads, scale } = timelineLayout(
    timeline({
      bands: [
        { process: 'orders', fromMs: 10, toMs: 12, label: 'client → orders: latency 200 ms' },
        { process: 'orders', fromMs: 11, toMs: 12, label: '5 % lost' },
        { process: 'nobody', fromMs: 10, toMs: 12, label: 'of no column' },
      ],
    }),
    'r-1',
    size,
  );
  const orders = heads[1] as (typeof heads)[number];

  expect(bands).toHaveLength(2);
  expect(bands.map(({ width }) => width)).toEqual([14, 14]);
  expect(bands.map(({ x }) => x - orders.x)).toEqual([-14, 0]);
  expect(bands[1]?.y).toBe(scale.y(11));
  expect(bands[0]?.label?.text).toBe('latency 200 ms');
});

test('timelineLayout() always tells a service’s own note, marked or not', () => {
  const { ticks } = timelineLayout(timeline({ moments: [moment({ operation: 'r-9' })] }), 'r-1', size);

  expect(ticks.map(({ label }) => label?.text)).toEqual(['charged']);
});

/** Thirty virtual seconds with ten thousand messages and as many moments. */
const long = timeline({
  messages: Array.from({ length: 10_000 }, (_, index) =>
    message({
      id: `m-${index}`,
      from: index % 2 === 0 ? 'client' : 'orders',
      to: index % 2 === 0 ? 'orders' : 'bank',
      sentAtMs: index * 3,
      receivedAtMs: index * 3 + 2,
      operation: `r-${Math.floor(index / 2)}`,
    }),
  ),
  moments: Array.from({ length: 10_000 }, (_, index) =>
    moment({ atMs: index * 3 + 1, kind: 'stored', label: 'orders.db', operation: `r-${Math.floor(index / 2)}` }),
  ),
});

test('timelineLayout() draws a long timeline around its example and leaves the rest out', () => {
  const { lines, ticks, crowd, window } = timelineLayout(long, 'r-2500', size);

  expect(lines.length + ticks.length).toBeLessThan(20);
  expect([crowd, window.isPart]).toEqual(['', true]);
});

test('timelineLayout() draws all of a long timeline with few shapes, and nothing is missing from its list', () => {
  const { lines, ticks, crowd, crowdedTicks, window } = timelineLayout(
    long,
    'r-2500',
    { ...size, targetHeight: 900 },
    'all',
  );

  expect([lines.length, ticks.length]).toEqual([80, 302]);
  expect(crowd.match(/M/g)).toHaveLength(10_000 - 80);
  expect(crowdedTicks.match(/M/g)).toHaveLength(10_000 - 300);
  expect(window.isPart).toBe(false);
  expect(timelineTwin(window, 'r-2500')).toHaveLength(20_000);
});
