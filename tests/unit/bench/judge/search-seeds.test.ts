import { expect, test } from 'vitest';
import type { SeedSearchEvent } from '#bench/judge/seed-search.ts';
import type { LabProgram, RunRequest } from '#runtimes/lab-runtime.ts';
import { type FakeResult, fakeLabRuntime } from '../../../support/fake-lab-runtime.ts';

const program: LabProgram = { id: 'shop', services: [], world: [], checks: [], worldFiles: {}, packages: {} };
const PASS: FakeResult = { verdict: 'pass' };
const LOST: FakeResult = { verdict: 'fail', messageId: 'lost' };
const withTraffic = (result: FakeResult): FakeResult => ({ ...result, trafficCount: 20 });

/** Judges of a request, each true to its name. */
const failsOn =
  (failing: number) =>
  ({ seed }: RunRequest) =>
    seed === failing ? LOST : PASS;
const failsInFleetOnly = ({ transport }: RunRequest): FakeResult =>
  transport === 'fleet' ? { ...LOST, hash: 'a' } : PASS;
const undecidedOn =
  (undecided: number) =>
  ({ seed }: RunRequest): FakeResult =>
    seed === undecided ? { verdict: 'inconclusive' } : PASS;
const failsOtherwiseWhenShortened = ({ keep }: RunRequest): FakeResult =>
  withTraffic(keep === undefined ? LOST : { verdict: 'fail', messageId: 'no-answer' });
const passesStrictWhenShortened = ({ keep, transport }: RunRequest): FakeResult =>
  withTraffic(keep !== undefined && transport === 'strict' ? PASS : LOST);

async function search(judge: (request: RunRequest) => FakeResult, seedCount = 5) {
  const runtime = fakeLabRuntime(judge);
  const events: SeedSearchEvent[] = [];
  const report = await runtime.searchSeeds(program, { files: {}, fromSeed: 11, seedCount }, (event) =>
    events.push(event),
  );
  const asked = runtime.requests.map(({ seed, transport, keep }) => [seed, transport, keep]);
  return { report, events, asked, requests: runtime.requests };
}

/** From seed 13 on it fails; `needs` says with which of its 20 requests. */
const failsFrom13 =
  (needs: (kept: readonly number[]) => boolean) =>
  ({ seed, keep }: RunRequest): FakeResult =>
    seed < 13 ? PASS : { ...(keep === undefined || needs(keep) ? LOST : PASS), trafficCount: 20 };

test('searchSeeds() runs the first seed strict as well, and the others fast, when all pass', async () => {
  const { report, events, asked } = await search(() => PASS, 3);

  expect(report).toMatchObject({ fromSeed: 11, seedCount: 3, triedCount: 3, passedCount: 3 });
  expect(report).not.toHaveProperty('found');
  expect(asked.map(([seed, transport]) => [seed, transport])).toEqual([
    [11, 'fleet'],
    [11, 'strict'],
    [12, 'fleet'],
    [13, 'fleet'],
  ]);
  expect(events).toEqual([11, 12, 13].map((seed, index) => ({ kind: 'seed-passed', seed, passedCount: index + 1 })));
});

test('searchSeeds() stops at the first seed that fails and tells its strict run', async () => {
  const { report } = await search(failsOn(13));

  expect(report).toMatchObject({ triedCount: 3, passedCount: 2, found: { seed: 13, transport: 'strict' } });
});

test('searchSeeds() finds the requests that are enough, and runs exactly these strict', async () => {
  const { report, events, requests } = await search(
    failsFrom13((kept) => [1, 7, 8].every((one) => kept.includes(one))),
  );

  expect(report.smallest).toMatchObject({
    plannedCount: 20,
    keep: [1, 7, 8],
    operations: ['r-1', 'r-7', 'r-8'],
    isMinimal: true,
    report: { replay: 'shop/01 seed=13 keep=1,7-8', message: { id: 'lost' } },
  });
  expect(requests.at(-1)).toMatchObject({ seed: 13, transport: 'strict', keep: [1, 7, 8], checks: ['01-first'] });
  expect(events.at(-1)).toMatchObject({ kind: 'shrinking', keptCount: 3, plannedCount: 20 });
});

test('searchSeeds() does not shorten towards another failure', async () => {
  const { report } = await search(failsOtherwiseWhenShortened);

  expect(report.found?.checks[0]?.message?.id).toBe('lost');
  expect(report.smallest).toBeUndefined();
});

test('searchSeeds() keeps no shortened traffic that passes when it runs strict', async () => {
  const { report } = await search(passesStrictWhenShortened);

  expect(report.found?.checks[0]?.verdict).toBe('fail');
  expect(report.smallest).toBeUndefined();
});

test('searchSeeds() says that no traffic is needed when it fails without any', async () => {
  const { report } = await search(failsFrom13(() => true));

  expect(report.smallest).toMatchObject({ keep: [], report: { replay: 'shop/01 seed=13 keep=none' } });
});

test('searchSeeds() tells of a seed that fails in the shared thread only as a disagreement, not as a failure', async () => {
  const { report } = await search(failsInFleetOnly);

  expect(report.disagreement).toEqual({
    seed: 11,
    check: 'C1',
    strict: { verdict: 'pass', hash: 'hash-11' },
    fleet: { verdict: 'fail', hash: 'a' },
  });
  expect(report).toMatchObject({ triedCount: 1, passedCount: 0, found: { checks: [{ verdict: 'pass' }] } });
});

test('searchSeeds() tells of two runs that differ in their events only, though both pass', async () => {
  const { report } = await search(({ transport }) => ({ ...PASS, hash: `of ${transport}` }));

  expect(report.disagreement).toMatchObject({ seed: 11, strict: { verdict: 'pass' }, fleet: { verdict: 'pass' } });
});

test('searchSeeds() stops at a seed that could not be judged', async () => {
  const { report } = await search(undecidedOn(12));

  expect(report).toMatchObject({ triedCount: 2, passedCount: 1, found: { checks: [{ verdict: 'inconclusive' }] } });
  expect(report.smallest).toBeUndefined();
});
