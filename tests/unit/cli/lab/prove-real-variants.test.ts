import { expect, test } from 'vitest';
import { proveRealVariants, type RealVariantResult } from '#cli/lab/prove-real-variants.ts';
import type { LabVariant } from '#cli/lab/lab-variants.ts';
import type { LabRuntime, RunRequest } from '#runtimes/lab-runtime.ts';
import { type FakeResult, fakeLabRuntime } from '../../../support/fake-lab-runtime.ts';

const PROGRAM = { id: 'a-lab', services: [], world: [], checks: [], worldFiles: {}, packages: {} };
const SOLUTION: LabVariant = { name: 'solution', kind: 'solution', files: {} };
const expected = { misconception: 'it-is-free', about: 'Loses an order.', messages: ['lost'] } as never;
const WRONG: LabVariant = { name: 'loses', kind: 'wrong', files: {}, expected };
const STARTER: LabVariant = { name: 'starter', kind: 'starter', files: {}, expected };

const PASS: FakeResult = { verdict: 'pass' };
const NOT_JUDGED: FakeResult = { verdict: 'not-judged' };
const LOST: FakeResult = { verdict: 'fail', messageId: 'lost' };
const losesOnSeedTwo = ({ seed }: RunRequest): FakeResult => (seed === 2 ? LOST : PASS);
const runsOf = (runCount: number) => ({ runCount, laneCount: 1 });
async function prove(variant: LabVariant, judge: (request: RunRequest) => FakeResult, runCount = 2) {
  const runtime = fakeLabRuntime(judge);
  const [result] = await proveRealVariants(runtime, PROGRAM, [variant], runsOf(runCount), () => {});
  return result as RealVariantResult;
}

test('proveRealVariants() accepts a solution when each run passes', async () => {
  const { proof, findings } = await prove(SOLUTION, () => PASS);

  expect(findings).toEqual([]);
  expect(proof).toMatchObject({ runs: 2, passed: 2, passedInPart: 0, failed: 0, notJudged: [], ok: true });
});

test('proveRealVariants() refuses a solution when one run does not pass', async () => {
  const { proof, findings } = await prove(SOLUTION, losesOnSeedTwo);

  expect(proof).toMatchObject({ passed: 1, failed: 1, messageIds: ['lost'], ok: false });
  expect(findings).toEqual(['is right and did not pass in 1 of 2 runs; first: lost at C1 in run 2']);
});

test('proveRealVariants() refuses a solution when nothing of it was judged', async () => {
  const { proof, findings } = await prove(SOLUTION, () => NOT_JUDGED, 1);

  expect(proof).toMatchObject({ passed: 0, passedInPart: 1, notJudged: ['C1'], ok: false });
  expect(findings).toEqual(['is right, and not one check was judged in run 1']);
});

test('proveRealVariants() accepts that a wrong solution fails with its own message', async () => {
  const { proof } = await prove(WRONG, () => LOST);

  expect(proof).toMatchObject({ failed: 2, messageIds: ['lost'], ok: true });
});

test('proveRealVariants() accepts a wrong solution when what it fails is not judged, and says so', async () => {
  const { proof } = await prove(WRONG, () => NOT_JUDGED);

  expect(proof).toMatchObject({ passedInPart: 2, notJudged: ['C1'], ok: true });
});

test.each([
  ['passes', WRONG, PASS, 'is wrong and did not fail in 1 of 1 runs; first: passed in run 1'],
  [
    'saw too little',
    WRONG,
    { verdict: 'inconclusive' } as FakeResult,
    'is wrong and did not fail in 1 of 1 runs; first: inconclusive at C1 in run 1',
  ],
  [
    'is the starter and was not judged',
    STARTER,
    NOT_JUDGED,
    'is wrong and did not fail in 1 of 1 runs; first: passedInPart in run 1',
  ],
  [
    'fails for another reason',
    WRONG,
    { verdict: 'fail', messageId: 'slow' } as FakeResult,
    'was caught with a message that expect.yaml does not name; first: slow at C1 in run 1',
  ],
])('proveRealVariants() refuses a wrong solution when it %s', async (_what, variant, result, finding) => {
  const { proof, findings } = await prove(variant, () => result, 1);

  expect(proof.ok).toBe(false);
  expect(findings).toEqual([finding]);
});

test('proveRealVariants() runs as many at a time as there are lanes, and tells in the order of the solutions', async () => {
  const underWay = new Set<symbol>();
  let most = 0;
  const arrivals = [1, 2, 3].map(() => Promise.withResolvers<void>());
  const threeUnderWay = Promise.all(arrivals.map(({ promise }) => promise));
  const fake = fakeLabRuntime(() => PASS);
  const runtime: LabRuntime = {
    ...fake,
    runChecks: async (...args) => {
      const run = Symbol('run');
      underWay.add(run);
      most = Math.max(most, underWay.size);
      arrivals.shift()?.resolve();
      await threeUnderWay;
      const report = await fake.runChecks(...args);
      underWay.delete(run);
      return report;
    },
  };
  const told: string[] = [];

  const results = await proveRealVariants(
    runtime,
    PROGRAM,
    [SOLUTION, { ...SOLUTION, name: 'other' }],
    { runCount: 3, laneCount: 3 },
    ({ proof }) => told.push(proof.name),
  );

  expect(most).toBe(3);
  expect(results.map(({ proof }) => [proof.name, proof.passed])).toEqual([
    ['solution', 3],
    ['other', 3],
  ]);
  expect(told.toSorted()).toEqual(['other', 'solution']);
});
