/**
 * What faults on the network do to two services, whatever the engine: they hit, callers see what each fault makes them see, and
 * a system is well again after healing. Called by a test file for each engine.
 * @module
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckReport } from '#bench/judge/report.ts';
import type { LabProgram, LabRuntime } from '#runtimes/lab-runtime.ts';
import { checkCode } from '../support/check-code.ts';

/** Calls payments with a time limit and one more try, on connections that it keeps. */
export const SHOP = `
import { createServer } from 'node:http';
const charge = async (order) => {
  const answer = await fetch(process.env.PAYMENTS_URL + '/charges', {
    method: 'POST', body: JSON.stringify({ order, note: 'x'.repeat(3000) }), signal: AbortSignal.timeout(700),
  });
  return answer.text();
};
createServer(async (request, response) => {
  const order = request.url.slice(1);
  let failure;
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    try {
      response.end(attempt + ' ' + (await charge(order)).length);
      return;
    } catch (error) {
      failure = error.cause?.code ?? error.name;
    }
  }
  response.statusCode = 503;
  response.end(failure);
}).listen(Number(process.env.PORT));
`;
export const PAYMENTS = `
import { createServer } from 'node:http';
let count = 0;
createServer(async (request, response) => {
  for await (const chunk of request) void chunk;
  count += 1;
  response.end('charged '.repeat(500) + count);
}).listen(Number(process.env.PORT));
`;

const EDGE = `{ from: 'shop', to: 'payments' }`;
const toxic = (stream: string, type: string, attributes: string) =>
  `bench.toxic(${EDGE}, { type: '${type}', stream: '${stream}', attributes: ${attributes} })`;

export const FAULTS: Readonly<Record<string, string>> = {
  latency: toxic('downstream', 'latency', '{ latency: 300, jitter: 250 }'),
  bandwidth: toxic('upstream', 'bandwidth', '{ rate: 20 }'),
  // Connections between services outlive a check; the client's do not.
  slow_close: `bench.toxic({ from: 'client', to: 'shop' }, { type: 'slow_close', stream: 'upstream', attributes: { delay: 400 } })`,
  timeout: toxic('downstream', 'timeout', '{ timeout: 0 }'),
  reset_peer: toxic('upstream', 'reset_peer', '{ timeout: 30 }'),
  slicer: toxic('downstream', 'slicer', '{ average_size: 200, size_variation: 100, delay: 2000 }'),
  limit_data: toxic('downstream', 'limit_data', '{ bytes: 9000 }'),
  proxy: `bench.proxy(${EDGE}, { enabled: false })`,
  drop: `bench.message(${EDGE}, { drop: 0.3 })`,
  duplicate: `bench.message(${EDGE}, { duplicate: 0.5 })`,
  reorder: `bench.message({ from: 'client', to: 'shop' }, { reorder: 0.5, delay: 20 })`,
  partition: `bench.partition([['client', 'shop'], ['payments']])`,
  lossy: `bench.lossy(${EDGE}, 0.2)`,
};

const checkOf = (fault: string) => `
  const send = (count) => bench.traffic({
    count, perSecond: 50, request: (index) => ({ method: 'GET', url: 'http://shop/' + index, timeoutMs: 4000 }),
  });
  const show = (operations) => operations.map(({ response, error }) => response ? response.status + ' ' + response.body : error.code);
  const before = show(await send(10));
  const fault = await ${fault};
  const during = show(await send(40));
  await bench.heal();
  await bench.settle(5000);
  const after = show(await send(10));
  return pass(JSON.stringify({ before, during, after, hits: fault.hits() }));`;

export const PROGRAM: LabProgram = {
  id: 'network-faults',
  services: [
    { name: 'payments', entry: 'payments.ts', port: 80, env: {} },
    { name: 'shop', entry: 'shop.ts', port: 80, env: { PAYMENTS_URL: 'http://payments' } },
  ],
  world: [],
  checks: Object.entries(FAULTS).map(([name, fault], index) => ({
    id: `C${index + 1}`,
    slug: `${String(index + 1).padStart(2, '0')}-${name.replace('_', '-')}`,
    title: name,
    code: checkCode(checkOf(fault)),
  })),
  worldFiles: {},
  packages: {},
};

interface Seen {
  readonly before: readonly string[];
  readonly during: readonly string[];
  readonly after: readonly string[];
  readonly hits: number;
}

/** What each of the forty requests under a fault ends with. */
const EVERY_ANSWER = [
  ['latency', '200 1'],
  ['slicer', '200 1'],
  ['slow_close', '200 1'],
  ['duplicate', '200 1'],
  ['reorder', '200 1'],
  ['proxy', '503 ECONNREFUSED'],
  ['timeout', '503 TimeoutError'],
  ['reset_peer', '503 ECONNRESET'],
  ['partition', '503 TimeoutError'],
] as const;
/** What some of them end with. */
const SOME_ANSWERS = [
  ['drop', '200 2'],
  ['limit_data', '200 2'],
] as const;

/**
 * @param open opens a runtime that this suite closes.
 * @param notJudged faults that the engine cannot put on the network, with the words in which it says why.
 */
export function describeNetworkFaults(
  name: string,
  open: () => Promise<LabRuntime>,
  notJudged: Readonly<Record<string, string>> = {},
): void {
  describe(`network faults ${name}`, () => {
    let runtime: LabRuntime;
    beforeAll(async () => {
      runtime = await open();
    });
    afterAll(() => runtime.close());

    /** Each fault with what was seen of it, from one run. */
    let reports: readonly CheckReport[];
    beforeAll(async () => {
      const files = { 'shop.ts': SHOP, 'payments.ts': PAYMENTS };
      reports = (await runtime.runChecks(PROGRAM, { files, seed: 9, keepGoing: true }, () => {})).checks;
    }, 240_000);

    const judged = Object.keys(FAULTS).filter((fault) => !Object.hasOwn(notJudged, fault));
    const seenOf = () =>
      reports
        .filter(({ title }) => judged.includes(title))
        .map(({ title, held, reason }) => ({ title, ...(JSON.parse(held || `{"reason":"${reason}"}`) as Seen) }));

    test('each fault is judged, or said not to be judged here', () => {
      const verdicts = new Map(reports.map(({ title, verdict, reason }) => [title, [verdict, reason]]));

      expect(judged.map((fault) => [fault, verdicts.get(fault)])).toEqual(
        judged.map((fault) => [fault, ['pass', undefined]]),
      );
      for (const [fault, words] of Object.entries(notJudged)) {
        const reason = expect.stringMatching(`^Not judged here: this check ${words}.*The simulated engine judges it`);
        expect([fault, verdicts.get(fault)]).toEqual([fault, ['not-judged', reason]]);
      }
    });

    test('each fault hits, and after healing every request is answered at the first try', () => {
      const isFirstTry = (answer: string) => /^200 1 \d+$/.test(answer);

      expect(seenOf().map(({ title, hits }) => [title, hits > 0])).toEqual(judged.map((fault) => [fault, true]));
      expect(
        seenOf().map(({ title, before, after }) => [title, before.every(isFirstTry), after.every(isFirstTry)]),
      ).toEqual(judged.map((fault) => [fault, true, true]));
    });

    test('what callers see depends on the fault: slow answers, further tries, errors, or nothing at all', () => {
      const during = new Map(seenOf().map((seen) => [seen.title, seen.during]));
      const countOf = (fault: string, start: string) =>
        during.get(fault)?.filter((answer) => answer.startsWith(start)).length;
      const always = EVERY_ANSWER.filter(([fault]) => judged.includes(fault));
      const sometimes = SOME_ANSWERS.filter(([fault]) => judged.includes(fault));

      expect(always.map(([fault, answer]) => [fault, countOf(fault, answer)])).toEqual(
        always.map(([fault]) => [fault, 40]),
      );
      for (const [fault, answer] of sometimes) expect(countOf(fault, answer)).toBeGreaterThan(0);
    });

    test('a megabyte over a slow edge arrives whole and no faster than the edge', async () => {
      const scenario = `
        await bench.toxic({ from: 'client', to: 'shop' }, { type: 'bandwidth', attributes: { rate: 1000 } });
        const { response, sentAtMs, endedAtMs } = await bench.request({ method: 'GET', url: 'http://shop/', timeoutMs: 60000 });
        return pass(JSON.stringify([response.body.length, endedAtMs - sentAtMs >= 1000]));`;
      const shop = `
        import { createServer } from 'node:http';
        createServer((request, response) => response.end('x'.repeat(1_000_000))).listen(Number(process.env.PORT));`;
      const program: LabProgram = {
        ...PROGRAM,
        services: PROGRAM.services.filter(({ name: service }) => service === 'shop'),
        checks: [{ id: 'C1', slug: '01-slow', title: 'slow', code: checkCode(scenario) }],
      };
      const { checks } = await runtime.runChecks(program, { files: { 'shop.ts': shop }, seed: 1 }, () => {});

      expect(checks).toMatchObject([{ verdict: 'pass', held: '[1000000,true]' }]);
    });
  });
}
