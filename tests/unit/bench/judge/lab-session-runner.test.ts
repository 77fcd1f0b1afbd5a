import { expect, test } from 'vitest';
import { childPid } from '#bench/kernel/child-pid.ts';
import { LabSessionRunner } from '#bench/judge/lab-session-runner.ts';
import type { LogLine, SessionEvent } from '#bench/judge/session-event.ts';
import { labProgram, testPlatform } from '../../../support/check-code.ts';
import {
  encode,
  httpAnswer,
  reacting,
  ScriptedTransport,
  type Scripts,
  scriptedServer,
} from '../../../support/scripted-processes.ts';

const bank = scriptedServer(() => [httpAnswer(200, '[]')]);

async function openSession(shop: Scripts[string]) {
  const events: SessionEvent[] = [];
  const { promise: nextLog, resolve: takeLog } = Promise.withResolvers<LogLine>();
  const onEvent = (event: SessionEvent) => {
    events.push(event);
    if (event.kind === 'log') takeLog(event.line);
  };
  const session = new LabSessionRunner({
    program: labProgram(''),
    files: {},
    seed: 1,
    transport: new ScriptedTransport({ shop, bank }),
    platform: testPlatform,
    onEvent,
  });
  const statuses = await session.open();
  return { session, events, statuses, nextLog };
}

const endedProcesses = (events: readonly SessionEvent[]) =>
  events.flatMap((event) => (event.kind === 'moment' && event.moment.kind === 'killed' ? [event.moment.process] : []));

const GET = { method: 'GET', url: 'http://shop/', headers: [] };

test('open() brings every program up and tells so', async () => {
  const { statuses, events } = await openSession(scriptedServer(() => []));

  expect(statuses).toEqual([
    { name: 'bank', state: 'running', listening: true, ports: [80] },
    { name: 'shop', state: 'running', listening: true, ports: [80] },
  ]);
  expect(events).toContainEqual({ kind: 'status', status: statuses[1] });
});

test('send() gives the answer with its virtual duration', async () => {
  const { session } = await openSession(scriptedServer(() => [httpAnswer(201, 'made')]));

  const answer = await session.send({ ...GET, method: 'POST', body: '{}' });

  expect(answer).toEqual({
    status: 201,
    statusText: 'Text',
    headers: [['Content-Length', '4']],
    body: 'made',
    tookMs: expect.closeTo(0.4, 5),
  });
});

test.each([
  ['http://nowhere/', 6],
  ['http://shop:81/', 7],
  ['ftp://shop/', 3],
])('send() to %s fails with curl code %i', async (url, curlCode) => {
  const { session } = await openSession(scriptedServer(() => []));

  expect(await session.send({ ...GET, url })).toMatchObject({ curlCode });
});

test.each<[string, Parameters<typeof scriptedServer>[0], number]>([
  ['is silent until the time is over', () => [], 28],
  ['closes without an answer', () => [{ kind: 'end', connectionId: '' }], 52],
  ['resets', () => [{ kind: 'reset', connectionId: '' }], 56],
  [
    'closes in mid-answer',
    () => [
      { kind: 'data', connectionId: '', bytes: encode('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx') },
      { kind: 'end', connectionId: '' },
    ],
    18,
  ],
])('send() to a service that %s fails with the curl code of that', async (_, answer, curlCode) => {
  const { session } = await openSession(scriptedServer(answer));

  expect(await session.send({ ...GET, timeoutMs: 500 })).toMatchObject({ curlCode });
});

test('kill() and start() end a service and bring it back', async () => {
  const { session } = await openSession(scriptedServer(() => [httpAnswer(200, '')]));

  await session.kill('shop');
  const refused = await session.send(GET);
  const status = await session.start('shop');
  const answered = await session.send(GET);

  expect(refused).toMatchObject({ curlCode: 7 });
  expect(status).toEqual({ name: 'shop', state: 'running', listening: true, ports: [80] });
  expect(answered).toMatchObject({ status: 200 });
});

test('stop() asks a service to end and kills it after five seconds', async () => {
  const { session } = await openSession(scriptedServer(() => [httpAnswer(200, '')]));

  const status = await session.stop('shop');

  expect(status).toEqual({ name: 'shop', state: 'exited', listening: false, ending: 'SIGKILL' });
  expect(await session.stop('nobody')).toMatchObject({ state: 'stopped' });
});

test('wipe() empties the disk of a service and starts it again', async () => {
  const { session } = await openSession((spec) =>
    reacting({
      start: () => [
        { kind: 'listen', listenerId: 1, port: 80 },
        { kind: 'disk', change: { op: 'write', path: `/${spec.pid}`, offset: 0, bytes: encode('') }, commits: true },
      ],
    })(spec),
  );
  const before = session.disk('shop').paths();

  expect(await session.wipe('shop')).toMatchObject({ state: 'running' });
  expect(before).toHaveLength(1);
  expect(session.disk('shop').paths()).toHaveLength(1);
  expect(session.disk('shop').paths()).not.toEqual(before);
});

test('reload() starts services with the new files and leaves the world running', async () => {
  const { session, events } = await openSession((spec) =>
    scriptedServer(() => [httpAnswer(200, Object.values(spec.files).join())])(spec),
  );

  await session.reload({ 'shop/main.ts': 'new' });
  const answer = await session.send(GET);

  expect(answer).toMatchObject({ body: 'new' });
  expect(endedProcesses(events)).toEqual(['shop']);
});

test('reload() gives new files to what a program of the world starts, when it reads files with that ending', async () => {
  const { world, ...program } = labProgram('');
  const LAUNCH = {
    args: [],
    cwd: '/',
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: 'ignore',
    hasChannel: false,
  } as const;
  const seen: string[][] = [];
  /** Starts a child for each request. */
  const starting = scriptedServer(() => {
    const pid = childPid(1, seen.length);
    return [
      { kind: 'spawn', pid, entry: 'bank.ts', env: {}, launch: LAUNCH },
      { ...httpAnswer(200, ''), connectionId: '' },
    ];
  });
  const session = new LabSessionRunner({
    program: { ...program, worldFiles: { 'bank.ts': '' }, world: world.map((spec) => ({ ...spec, reads: ['.py'] })) },
    files: { 'shop/main.ts': '', 'one.py': 'old', 'shop/two.py': '' },
    seed: 1,
    transport: new ScriptedTransport({
      shop: scriptedServer(() => []),
      bank: (spec) => {
        seen.push(Object.entries(spec.files).map(([path, text]) => `${path} ${text}`));
        return starting(spec);
      },
    }),
    platform: testPlatform,
    onEvent: () => {},
  });
  await session.open();

  await session.send({ ...GET, url: 'http://bank/' });
  await session.reload({ 'shop/main.ts': '', 'one.py': 'new', 'three.py': 'more' });
  await session.send({ ...GET, url: 'http://bank/' });

  expect(seen).toEqual([
    ['bank.ts ', 'one.py old'],
    ['bank.ts ', 'one.py old'],
    ['bank.ts ', 'one.py new', 'three.py more'],
  ]);
});

test('a service that throws is told as a problem with its place', async () => {
  const source = { file: 'shop/main.ts', line: 4, column: 9 };
  const error = { name: 'TypeError', message: 'no', stack: '', phase: 'thrown', source } as const;

  const { events } = await openSession(reacting({ start: () => [{ kind: 'exit', code: 1, error }] }));

  expect(events.filter(({ kind }) => kind === 'problem')).toEqual([
    { kind: 'problem', problem: { service: 'shop', kind: 'thrown', message: 'TypeError: no', at: source } },
  ]);
});

test('a service that never listens is told as a problem', async () => {
  const { events } = await openSession(reacting({}));

  expect(events.filter(({ kind }) => kind === 'problem')).toMatchObject([
    { problem: { service: 'shop', message: expect.stringContaining('listens on no port') } },
  ]);
});

test('what a service logs right after answering is still told', async () => {
  const { session, nextLog } = await openSession(
    reacting({
      start: () => [{ kind: 'listen', listenerId: 1, port: 80 }],
      data: ({ connectionId }) => [
        { ...httpAnswer(200, ''), connectionId },
        { kind: 'set-timer', timerId: 1, afterUs: 50_000 },
      ],
      timer: () => [{ kind: 'log', stream: 'stdout', text: 'later\n' }],
    }),
  );

  await session.send(GET);

  expect(await nextLog).toMatchObject({ service: 'shop', stream: 'stdout', text: 'later' });
});

/** Logs the time of day of its answer, and once more so long afterwards. */
const answeringTwice = (afterUs: number) =>
  reacting({
    start: () => [{ kind: 'listen', listenerId: 1, port: 80 }],
    data: ({ connectionId, atUs }) => [
      { ...httpAnswer(200, ''), connectionId },
      { kind: 'log', stream: 'stdout', text: `answered ${atUs}\n` },
      { kind: 'set-timer', timerId: 1, afterUs },
    ],
    timer: ({ atUs }) => [{ kind: 'log', stream: 'stdout', text: `done ${atUs}\n` }],
  });
const printedBy = (events: readonly SessionEvent[]) =>
  events.flatMap((event) => (event.kind === 'log' ? [event.line.text.split(' ')] : []));

test('the next request is sent when what the last one set in motion is done, however soon it is asked for', async () => {
  const { session, events } = await openSession(answeringTwice(1_500_000));

  await session.send(GET);
  await session.send(GET);

  const [first, done, second] = printedBy(events);
  expect([first?.[0], done?.[0], second?.[0]]).toEqual(['answered', 'done', 'answered']);
  expect(Number(done?.[1]) - Number(first?.[1])).toBe(1_500_000);
  expect(Number(second?.[1])).toBeGreaterThan(Number(done?.[1]));
});

test('time stands still when nothing is sent for a while: what is due later waits for the next request', async () => {
  const { session, events } = await openSession(answeringTwice(60_000_000));

  await session.send(GET);
  await session.send(GET);

  const [first, second] = printedBy(events);
  expect([first?.[0], second?.[0]]).toEqual(['answered', 'answered']);
  expect(Number(second?.[1]) - Number(first?.[1])).toBeLessThan(2_000_000);
});

const DECLARED = {
  ...labProgram(''),
  services: [],
  declared: { file: 'services.json', entrance: 'shop', env: {} },
};
const declaring = (...names: readonly string[]) => ({
  'main.ts': '',
  'services.json': JSON.stringify(Object.fromEntries(names.map((name) => [name, { entry: 'main.ts' }]))),
});

async function openDeclared(files: Readonly<Record<string, string>>) {
  const events: SessionEvent[] = [];
  const service = scriptedServer(() => [httpAnswer(200, 'ok')]);
  const session = new LabSessionRunner({
    program: DECLARED,
    files,
    seed: 1,
    transport: new ScriptedTransport({ shop: service, products: service, catalogue: service, bank }),
    platform: testPlatform,
    onEvent: (event) => events.push(event),
  });
  const statuses = await session.open();
  const columns = () => events.flatMap((event) => (event.kind === 'columns' ? [event.columns] : [])).at(-1);
  return { session, events, statuses, columns };
}

test('open() runs the services that the files declare', async () => {
  const { statuses, columns } = await openDeclared(declaring('shop', 'products'));

  expect(statuses.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'bank running',
    'shop running',
    'products running',
  ]);
  expect(columns()?.map(({ process }) => process)).toEqual(['client', 'shop', 'products', 'bank']);
});

test('reload() with other services ends those that are gone, starts new ones, and forgets the old names', async () => {
  const { session, columns } = await openDeclared(declaring('shop', 'products'));

  const statuses = await session.reload(declaring('shop', 'catalogue'));

  expect(statuses.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'bank running',
    'shop running',
    'catalogue running',
  ]);
  expect(columns()?.map(({ process }) => process)).toEqual(['client', 'shop', 'catalogue', 'bank']);
  expect(await session.send({ ...GET, url: 'http://catalogue/' })).toMatchObject({ status: 200 });
  expect(await session.send({ ...GET, url: 'http://products/' })).toMatchObject({ code: 'ENOTFOUND' });
});

test('reload() leaves the services running when the files declare none that could run', async () => {
  const { session, events } = await openDeclared(declaring('shop', 'products'));

  const statuses = await session.reload({ 'services.json': '{ "shop": }' });

  expect(statuses.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'bank running',
    'shop running',
    'products running',
  ]);
  expect(endedProcesses(events)).toEqual([]);
  expect(events.at(-1)).toMatchObject({
    kind: 'problem',
    problem: { service: 'services.json', kind: 'syntax', at: { file: 'services.json', line: 1, column: 11 } },
  });
});

test('open() brings up the world alone when the files declare no services, and says why', async () => {
  const { statuses, events } = await openDeclared({});

  expect(statuses.map(({ name }) => name)).toEqual(['bank']);
  expect(events.filter(({ kind }) => kind === 'problem')).toHaveLength(1);
});
