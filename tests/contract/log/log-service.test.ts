/**
 * The log service over HTTP, in both engines.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LogSystem, openLogLab, openRealLog, openSimulatedLog } from '../../support/log-system.ts';

const records = (...values: readonly string[]) => ({ records: values.map((value) => ({ value })) });

const REFUSALS: readonly (readonly [what: string, method: string, path: string, body: unknown, answer: object])[] = [
  ['a route that is not there', 'GET', '/nothing', undefined, { status: 404, code: 'no-such-route' }],
  ['a method that is not there', 'PATCH', '/topics/strict', undefined, { status: 405, code: 'method-not-allowed' }],
  ['what is no JSON', 'PUT', '/topics/strict', '{', { status: 400, code: 'malformed-json' }],
  ['a body that is a list', 'PUT', '/topics/strict', [], { status: 422, code: 'invalid-field', field: 'the body' }],
  ['an unknown field', 'PUT', '/topics/strict', { parts: 1 }, { status: 422, field: 'parts' }],
  ['too many partitions', 'PUT', '/topics/strict', { partitions: 65 }, { status: 422, field: 'partitions' }],
  ['a wrong retention', 'PUT', '/topics/x', { retention: { ageMs: '1' } }, { status: 422, field: 'retention.ageMs' }],
  ['a topic with a slash', 'PUT', '/topics/a%2Fb', {}, { status: 422, code: 'invalid-topic' }],
  [
    'a topic above all others',
    'PUT',
    '/topics/..',
    {},
    { status: expect.anything(), code: expect.stringMatching(/no-such-route|invalid-topic/) },
  ],
  ['a topic that is not there', 'POST', '/topics/none/records', records('a'), { status: 404, code: 'unknown-topic' }],
  ['no records', 'POST', '/topics/strict/records', { records: [] }, { status: 422, field: 'records' }],
  ['no body', 'POST', '/topics/strict/records', undefined, { status: 422, field: 'the body' }],
  [
    'a value that is a number',
    'POST',
    '/topics/strict/records',
    { records: [{ value: 1 }] },
    { status: 422, field: 'records[0].value' },
  ],
  [
    'no base64',
    'POST',
    '/topics/strict/records',
    { records: [{ value: '?', encoding: 'base64' }] },
    { status: 422, field: 'value' },
  ],
  [
    'unknown acks',
    'POST',
    '/topics/strict/records',
    { acks: 2, records: [{ value: '' }] },
    { status: 422, field: 'acks' },
  ],
  [
    'a partition that is not there',
    'POST',
    '/topics/strict/records',
    { records: [{ value: '', partition: 1 }] },
    { status: 404, code: 'unknown-partition' },
  ],
  [
    'an offset behind the end',
    'GET',
    '/topics/strict/partitions/0/records?offset=9',
    undefined,
    { status: 416, code: 'offset-out-of-range', highWatermark: 0 },
  ],
  [
    'an offset that is no number',
    'GET',
    '/topics/strict/partitions/0/records?offset=x',
    undefined,
    { status: 422, field: 'offset' },
  ],
  [
    'a member that is not there',
    'POST',
    '/groups/g/heartbeat',
    { memberId: 'm', generation: 1 },
    { status: 404, code: 'unknown-member' },
  ],
  ['a group that nobody joined', 'GET', '/groups/nobody', undefined, { status: 404, code: 'unknown-group' }],
  [
    'a commit behind the end',
    'POST',
    '/groups/g/offsets',
    { offsets: [{ topic: 'strict', partition: 0, offset: 1 }] },
    { status: 422, field: 'offsets[0].offset' },
  ],
];

describe.each([
  ['real Node', openRealLog],
  ['the simulated engine', openSimulatedLog],
])('in %s', (_engine, open) => {
  let system: LogSystem;
  beforeAll(async () => {
    system = await open();
  });
  afterAll(() => system.close());

  /** The body of an answer that is no refusal. */
  async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await system.ask(method, path, body);
    expect(answer.status, JSON.stringify(answer)).toBeLessThan(400);
    return answer.body as T;
  }
  const values = async (topic: string, partition = 0) => {
    const path = `/topics/${topic}/partitions/${partition}/records?offset=0`;
    return (await ask<{ records: { value: string }[] }>('GET', path)).records.map(({ value }) => value);
  };

  test('records of one key are in one partition, in order, and those without one take turns', async () => {
    await ask('PUT', '/topics/keys', { partitions: 3 });
    const given = [
      { key: '21', value: 'a' },
      { key: 'a-little-bit-long-string', value: 'b' },
      { key: '21', value: 'c' },
      { value: 'd' },
      { value: 'e', headers: { trace: 't-1' } },
      { value: 'f', partition: 2 },
    ];
    const { records: places } = await ask<{ records: { partition: number; offset: number }[] }>(
      'POST',
      '/topics/keys/records',
      { records: given },
    );

    expect(places).toEqual([
      { partition: (-973_932_308 & 0x7fffffff) % 3, offset: 0 },
      { partition: (-985_981_536 & 0x7fffffff) % 3, offset: 0 },
      { partition: (-973_932_308 & 0x7fffffff) % 3, offset: 1 },
      { partition: 0, offset: expect.any(Number) },
      { partition: 1, offset: expect.any(Number) },
      { partition: 2, offset: expect.any(Number) },
    ]);
    const held = [await values('keys', 0), await values('keys', 1), await values('keys', 2)];
    expect(places.map(({ partition, offset }) => held[partition]?.[offset])).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  test('bytes that are no text come back as they were', async () => {
    await ask('PUT', '/topics/bytes');
    await ask('POST', '/topics/bytes/records', { records: [{ key: 'AP8=', value: '/w==', encoding: 'base64' }] });
    const { records: read } = await ask<{ records: object[] }>('GET', '/topics/bytes/partitions/0/records?offset=0');

    expect(read).toEqual([
      { key: 'AP8=', value: '/w==', encoding: 'base64', offset: 0, timestampMs: expect.any(Number) },
    ]);
  });

  test.each(REFUSALS)('%s is refused by name', async (_what, method, path, body, expected) => {
    await ask('PUT', '/topics/strict', {});
    const answer = await system.ask(method, path, body);

    expect({ status: answer.status, ...(answer.body as object) }).toMatchObject({
      detail: expect.any(String),
      ...expected,
    });
  });

  test('retention takes the oldest records and their files, and offsets go on', async () => {
    await ask('PUT', '/topics/kept', { retention: { records: 3 }, segmentBytes: 1 });
    for (const value of ['a', 'b', 'c', 'd', 'e']) await ask('POST', '/topics/kept/records', records(value));
    const partition = { startOffset: 2, highWatermark: 5, nextOffset: 5, bytes: 3 };
    expect(await ask('GET', '/topics/kept')).toMatchObject({ partitions: [partition] });
    await system.crash();

    expect(await ask('GET', '/topics/kept')).toMatchObject({ partitions: [partition] });
    expect(await ask('GET', '/topics/kept/partitions/0/records?offset=2')).toMatchObject({
      records: [{ value: 'c' }, { value: 'd' }, { value: 'e' }],
    });
    await ask('PUT', '/topics/short', { retention: { bytes: 2 } });
    await ask('POST', '/topics/short/records', records('one', 'two'));
    expect(await ask('GET', '/topics/short')).toMatchObject({
      partitions: [{ startOffset: 2, nextOffset: 2, bytes: 0 }],
    });
  });

  test('offset finds the first record of a time', async () => {
    await ask('PUT', '/topics/times');
    await ask('POST', '/topics/times/records', records('a'));
    const {
      records: [first],
    } = await ask<{ records: { timestampMs: number }[] }>('GET', '/topics/times/partitions/0/records?offset=0');
    const at = (time: unknown) => ask('GET', `/topics/times/partitions/0/offset?at=${String(time)}`);

    expect([
      await at('earliest'),
      await at(first?.timestampMs),
      await at(Number(first?.timestampMs) + 1),
      await at('latest'),
    ]).toEqual([{ offset: 0 }, { offset: 0 }, { offset: 1 }, { offset: 1 }]);
  });

  test('a crash takes what was sent with acks=1, which nobody had seen, and nothing of acks=all', async () => {
    await ask('PUT', '/topics/crash');
    await ask('POST', '/topics/crash/records', { acks: 'all', ...records('kept') });
    const { records: places } = await ask<{ records: object[] }>('POST', '/topics/crash/records', {
      acks: 1,
      ...records('lost'),
    });
    const before = await values('crash');
    await system.crash();
    await ask('POST', '/topics/crash/records', { acks: 'all', ...records('next') });

    expect(places).toEqual([{ partition: 0, offset: 1 }]);
    expect(before).toEqual(['kept']);
    expect(await values('crash')).toEqual(['kept', 'next']);
  });

  test('the partitions of a member that is not heard of any more go to the others', async () => {
    await ask('PUT', '/topics/lone', { partitions: 1 });
    const body = { topics: ['lone'], sessionTimeoutMs: 100 };
    const first = await ask<{ memberId: string }>('POST', '/groups/silent/join', body);
    // Nobody but the silent one keeps it waiting: it begins when that session is over.
    const second = await ask('POST', '/groups/silent/join', { ...body, rebalanceTimeoutMs: 60_000 });

    expect(second).toMatchObject({ generation: 2, assignment: [{ partition: 0 }] });
    expect(await ask('GET', '/groups/silent')).not.toMatchObject({ members: [{ memberId: first.memberId }] });
  });

  test('commits and generations survive a crash, members do not', async () => {
    await ask('PUT', '/topics/lasting');
    await ask('POST', '/topics/lasting/records', records('a'));
    type Joined = { memberId: string; generation: number };
    const join = () => ask<Joined>('POST', '/groups/lasting/join', { topics: ['lasting'] });
    const { memberId, generation } = await join();
    const commit = { memberId, generation, offsets: [{ topic: 'lasting', partition: 0, offset: 1 }] };
    await ask('POST', '/groups/lasting/offsets', commit);
    await system.crash();

    const offsets = [{ topic: 'lasting', partition: 0, offset: 1 }];
    expect(await ask('GET', '/groups/lasting')).toEqual({
      group: 'lasting',
      state: 'empty',
      generation: 1,
      members: [],
      offsets,
    });
    const refused = await system.ask('POST', '/groups/lasting/offsets', commit);
    expect(refused).toMatchObject({ status: 404, body: { code: 'unknown-member' } });
    expect((await join()).generation).toBe(2);
  });

  test('a topic that is deleted is gone with what groups had committed', async () => {
    await ask('PUT', '/topics/old');
    await ask('POST', '/topics/old/records', records('a'));
    await ask('POST', '/groups/idle/offsets', { offsets: [{ topic: 'old', partition: 0, offset: 1 }] });
    await ask('DELETE', '/topics/old');
    await ask('PUT', '/topics/old', { partitions: 2 });
    await system.crash();

    expect(await ask('GET', '/groups/idle')).toMatchObject({ offsets: [] });
    expect(await ask('GET', '/topics/old')).toMatchObject({ partitions: [{ nextOffset: 0 }, { nextOffset: 0 }] });
  });
});

test('a log service that is told to stop writes what is in its memory first, though somebody is waiting for more', async () => {
  const { runtime, program, files } = await openLogLab();
  const session = await runtime.openSession(program, files, () => {});
  const send = async (method: string, path: string, body: object) =>
    (await session.send({ method, url: `http://log:9092${path}`, headers: [], body: JSON.stringify(body) })).body;
  const get = async (path: string) =>
    (await session.send({ method: 'GET', url: `http://log:9092${path}`, headers: [] })).body;
  await send('PUT', '/topics/stop', {});
  await send('POST', '/topics/stop/records', { acks: 1, ...records('in memory') });
  const waiting = get('/topics/stop/partitions/0/records?offset=0&waitMs=60000').catch(() => 'cut off');
  const ended = await session.stop('log');
  await waiting;
  await session.start('log');
  const read = await get('/topics/stop/partitions/0/records?offset=0');
  await session.close();
  await runtime.close();

  expect(ended).toMatchObject({ ending: 'exit 0' });
  expect(JSON.parse(read)).toMatchObject({ records: [{ value: 'in memory' }] });
});
