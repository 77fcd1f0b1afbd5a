/**
 * Each of Toxiproxy's toxics on one connection, with its numbers in virtual time.
 */
import { expect, test } from 'vitest';
import { deliveredOf } from '../../../support/scripted-processes.ts';
import { dataOf, joined, runPair, type Seen, sizesOf, toxicPlan, WIRE_MS } from '../../../support/faulty-pair.ts';

const kindsOf = (seen: readonly Seen[]) => seen.map(({ kind }) => kind);
/** When something of a kind arrived, if it did. */
const timeOf = (seen: readonly Seen[], kind: Seen['kind']) => seen.find((one) => one.kind === kind)?.atMs ?? NaN;

test('latency holds each chunk by latency from when it was sent, in the direction of its stream', async () => {
  const acts = [
    { atMs: 0, send: 10 },
    { atMs: 30, send: 20 },
  ];
  const run = await runPair({
    source: acts,
    sink: [{ atMs: 0, send: 5 }],
    faults: [toxicPlan({ type: 'latency', stream: 'upstream', attributes: { latency: 100 } })],
  });
  const connectedMs = timeOf(run.source, 'connected');

  const [first, second] = dataOf(run.sink).map(({ atMs }) => atMs - connectedMs);
  expect(first).toBeGreaterThan(100);
  expect(first).toBeLessThan(100 + WIRE_MS);
  expect(second).toBeGreaterThan(130);
  expect(second).toBeLessThan(130 + WIRE_MS);
  expect(timeOf(run.source, 'data') - connectedMs).toBeLessThan(2 * WIRE_MS);
  expect(run.faults[0]?.hits).toBe(1);
});

test('latency varies by jitter, whole milliseconds on both sides, without changing the order', async () => {
  const acts = Array.from({ length: 40 }, (_, index) => ({ atMs: index * 300, send: new Uint8Array([index]) }));
  const { sink, source } = await runPair({
    source: acts,
    faults: [toxicPlan({ type: 'latency', stream: 'upstream', attributes: { latency: 100, jitter: 50 } })],
  });
  const connectedMs = timeOf(source, 'connected');

  const delays = dataOf(sink).map(({ atMs }, index) => atMs - connectedMs - index * 300);
  expect(joined(sink)).toEqual(acts.map((_, index) => index));
  expect(Math.min(...delays)).toBeGreaterThan(50);
  expect(Math.min(...delays)).toBeLessThan(70);
  expect(Math.max(...delays)).toBeGreaterThan(130);
  expect(Math.max(...delays)).toBeLessThan(150 + WIRE_MS);
});

test('latency that is removed gives out what it holds at once', async () => {
  const { sink } = await runPair({
    source: [{ atMs: 0, send: 10 }],
    faults: [toxicPlan({ type: 'latency', stream: 'upstream', attributes: { latency: 60_000 } })],
    later: [{ atMs: 500, run: (kernel, faults) => faults.forEach((fault) => kernel.removeFault(fault)) }],
  });

  expect(timeOf(sink, 'data')).toBeGreaterThan(500);
  expect(timeOf(sink, 'data')).toBeLessThan(500 + WIRE_MS);
});

test('latency acts on a share of the connections, given by toxicity, the same for the same seed', async () => {
  const faults = [toxicPlan({ type: 'latency', stream: 'upstream', toxicity: 0.3, attributes: { latency: 50 } })];
  const hitsOf = async (seed: number) => {
    const run = await runPair({ seed, source: [{ atMs: 0, send: 1 }], faults });
    return run.faults.reduce((sum, fault) => sum + fault.hits, 0);
  };

  const hits = await Promise.all(Array.from({ length: 200 }, (_, seed) => hitsOf(seed)));
  const again = await Promise.all(Array.from({ length: 200 }, (_, seed) => hitsOf(seed)));

  const total = hits.reduce((sum, count) => sum + count, 0);
  expect(again).toEqual(hits);
  expect(total).toBeGreaterThan(40);
  expect(total).toBeLessThan(80);
});

test('bandwidth sends rate kilobytes a second, in pieces of at most 100 ms', async () => {
  const { sink, source } = await runPair({
    source: [
      { atMs: 0, send: 25_000 },
      { atMs: 0, send: 1_000 },
      { atMs: 1, end: true },
    ],
    faults: [toxicPlan({ type: 'bandwidth', stream: 'upstream', attributes: { rate: 100 } })],
  });
  const connectedMs = timeOf(source, 'connected');
  const arrivals = dataOf(sink).map(({ atMs }) => atMs - connectedMs);

  expect(sizesOf(sink)).toEqual([10_000, 10_000, 5_000, 1_000]);
  for (const [index, expectedMs] of [100, 200, 250, 260].entries()) {
    expect(arrivals[index]).toBeGreaterThan(expectedMs);
    expect(arrivals[index]).toBeLessThan(expectedMs + WIRE_MS);
  }
  expect(timeOf(sink, 'end') - connectedMs).toBeGreaterThan(260);
});

test('slow_close lets bytes pass and holds the end of the stream', async () => {
  const { sink, source, faults } = await runPair({
    source: [
      { atMs: 0, send: 10 },
      { atMs: 0, end: true },
    ],
    faults: [toxicPlan({ type: 'slow_close', stream: 'upstream', attributes: { delay: 700 } })],
  });
  const connectedMs = timeOf(source, 'connected');

  expect(timeOf(sink, 'data') - connectedMs).toBeLessThan(WIRE_MS);
  expect(timeOf(sink, 'end') - connectedMs).toBeGreaterThan(700);
  expect(timeOf(sink, 'end') - connectedMs).toBeLessThan(700 + WIRE_MS);
  expect(faults[0]?.hits).toBe(1);
});

test('timeout drops bytes and closes both sides when none came for that long', async () => {
  const { sink, source, faults } = await runPair({
    source: [
      { atMs: 0, send: 10 },
      { atMs: 400, send: 10 },
    ],
    sink: [{ atMs: 0, send: 3 }],
    faults: [toxicPlan({ type: 'timeout', stream: 'upstream', attributes: { timeout: 500 } })],
  });

  expect(kindsOf(sink)).toEqual(['listening', 'accepted', 'end']);
  expect(kindsOf(source)).toEqual(['connected', 'data', 'end']);
  expect(timeOf(sink, 'end') - timeOf(source, 'connected')).toBeGreaterThan(900);
  expect(timeOf(sink, 'end') - timeOf(source, 'connected')).toBeLessThan(900 + WIRE_MS);
  expect(faults[0]?.hits).toBe(1);
});

test('timeout 0 is a black hole until it is removed, and then the connection is closed', async () => {
  const { sink, source } = await runPair({
    source: [
      { atMs: 0, send: 10 },
      { atMs: 60_000, send: 10 },
    ],
    faults: [toxicPlan({ type: 'timeout', stream: 'upstream', attributes: { timeout: 0 } })],
    later: [{ atMs: 90_000, run: (kernel, faults) => faults.forEach((fault) => kernel.removeFault(fault)) }],
  });

  expect(kindsOf(sink)).toEqual(['listening', 'accepted', 'end']);
  expect(kindsOf(source)).toEqual(['connected', 'end']);
  expect(timeOf(source, 'end')).toBeGreaterThan(90_000);
  expect(timeOf(source, 'end')).toBeLessThan(90_000 + 2 * WIRE_MS);
});

test('bytes for a connection that a toxic closed are answered with a reset', async () => {
  const { source } = await runPair({
    source: [{ atMs: 2_000, send: 10 }],
    faults: [toxicPlan({ type: 'timeout', attributes: { timeout: 500 } })],
  });

  expect(kindsOf(source)).toEqual(['connected', 'end', 'reset']);
  expect(timeOf(source, 'reset')).toBeGreaterThan(2_000);
});

test('reset_peer drops the first bytes and resets both sides after its timeout', async () => {
  const { sink, source, heard } = await runPair({
    source: [
      { atMs: 0, send: 10 },
      { atMs: 50, send: 10 },
    ],
    faults: [toxicPlan({ type: 'reset_peer', stream: 'upstream', attributes: { timeout: 300 } })],
  });
  const connectedMs = timeOf(source, 'connected');

  expect(kindsOf(sink)).toEqual(['listening', 'accepted', 'reset']);
  expect(kindsOf(source)).toEqual(['connected', 'reset']);
  expect(timeOf(source, 'reset') - connectedMs).toBeGreaterThan(300);
  expect(timeOf(source, 'reset') - connectedMs).toBeLessThan(300 + WIRE_MS);
  expect(heard.cuts).toEqual(['source sink reset']);
});

test('slicer cuts chunks into pieces of the average size and pauses after each', async () => {
  const { sink, source } = await runPair({
    source: [{ atMs: 0, send: 1_024 }],
    faults: [toxicPlan({ type: 'slicer', stream: 'upstream', attributes: { average_size: 128, delay: 10_000 } })],
  });
  const connectedMs = timeOf(source, 'connected');

  expect(sizesOf(sink)).toEqual(Array.from({ length: 8 }, () => 128));
  for (const [index, { atMs }] of dataOf(sink).entries()) {
    expect(atMs - connectedMs).toBeGreaterThan(index * 10);
    expect(atMs - connectedMs).toBeLessThan(index * 10 + WIRE_MS);
  }
});

test('slicer varies sizes by size_variation and keeps every byte', async () => {
  const { sink } = await runPair({
    source: [{ atMs: 0, send: 5_000 }],
    faults: [toxicPlan({ type: 'slicer', stream: 'upstream', attributes: { average_size: 100, size_variation: 50 } })],
  });

  expect(new Set(sizesOf(sink)).size).toBeGreaterThan(5);
  expect(Math.max(...sizesOf(sink))).toBeLessThanOrEqual(150);
  expect(joined(sink)).toEqual(Array.from({ length: 5_000 }, (_, index) => index % 251));
});

test('limit_data lets that many bytes pass, across chunks, and closes with the last of them', async () => {
  const { sink, source, faults } = await runPair({
    source: [
      { atMs: 0, send: 60 },
      { atMs: 10, send: 60 },
      { atMs: 20, send: 60 },
    ],
    faults: [toxicPlan({ type: 'limit_data', stream: 'upstream', attributes: { bytes: 100 } })],
  });

  expect(sizesOf(sink)).toEqual([60, 40]);
  expect(kindsOf(sink).at(-1)).toBe('end');
  expect(kindsOf(source)).toEqual(['connected', 'end', 'reset']);
  expect(faults[0]?.hits).toBe(1);
});

test('toxics act in the order in which they were added', async () => {
  const { sink, source } = await runPair({
    source: [{ atMs: 0, send: 4_000 }],
    faults: [
      toxicPlan({ type: 'slicer', stream: 'upstream', attributes: { average_size: 1_000 } }),
      toxicPlan({ type: 'bandwidth', stream: 'upstream', attributes: { rate: 10 } }),
    ],
  });
  const connectedMs = timeOf(source, 'connected');

  expect(sizesOf(sink)).toEqual([1_000, 1_000, 1_000, 1_000]);
  expect(dataOf(sink).map(({ atMs }) => Math.floor((atMs - connectedMs) / 100))).toEqual([1, 2, 3, 4]);
});

test('a toxic that is added acts on connections that stand already, after what is on its way', async () => {
  const { sink, source } = await runPair({
    source: [
      { atMs: 0, send: 1 },
      { atMs: 100, send: 2 },
    ],
    later: [
      {
        atMs: 50,
        run: (kernel) =>
          void kernel.addFault(toxicPlan({ type: 'latency', stream: 'upstream', attributes: { latency: 1_000 } })),
      },
    ],
  });
  const connectedMs = timeOf(source, 'connected');

  expect(dataOf(sink).map(({ atMs }) => Math.floor((atMs - connectedMs) / 100))).toEqual([0, 11]);
});

test('a toxic that drops bytes has read them: a sender that waits for its reader may go on', async () => {
  const { transport, kernel } = await runPair({
    source: [
      { atMs: 0, send: 100_000 },
      { atMs: 10, send: 100_000 },
    ],
    faults: [toxicPlan({ type: 'timeout', stream: 'upstream', attributes: { timeout: 0 } })],
  });

  expect(kernel.lostBytes).toBe(200_000);
  expect(deliveredOf(transport, 'window').map(({ byteCount }) => byteCount)).toEqual([200_000]);
});
