import { expect, test } from 'vitest';
import type { LabVariant, VariantKind } from '#cli/lab/lab-variants.ts';
import { proveVariant } from '#cli/lab/prove-variant.ts';
import type { LabProgram, RunRequest } from '#runtimes/lab-runtime.ts';
import { type FakeResult, fakeLabRuntime } from '../../../support/fake-lab-runtime.ts';

const PROGRAM: LabProgram = { id: 'a-lab', services: [], world: [], checks: [], worldFiles: {}, packages: {} };

const PASS: FakeResult = { verdict: 'pass' };
const LOST: FakeResult = { verdict: 'fail', messageId: 'lost' };
/** Passes on the seeds given, and fails on all others. */
const passesOn =
  (...seeds: number[]) =>
  ({ seed }: RunRequest): FakeResult =>
    seeds.includes(seed) ? PASS : LOST;
const passesAloneOn =
  (lucky: number) =>
  ({ seed, checks }: RunRequest): FakeResult =>
    seed === lucky && checks ? PASS : LOST;
const failsWhenShortened = ({ keep }: RunRequest): FakeResult => (keep === undefined ? PASS : LOST);
const failsInFleet = ({ transport }: RunRequest): FakeResult => (transport === 'fleet' ? { verdict: 'error' } : PASS);

function variant(kind: VariantKind, ...messages: string[]): LabVariant {
  const expected = { misconception: 'a-belief', about: 'what it does', messages } as unknown as LabVariant['expected'];
  return { name: 'v', kind, files: {}, ...(expected && messages.length > 0 && { expected }) };
}

test('proveVariant() accepts a right solution that passes on every seed', async () => {
  const runtime = fakeLabRuntime(() => ({ verdict: 'pass' }));

  const { proof, isDeterministic } = await proveVariant(runtime, PROGRAM, variant('right'), 5);

  expect(proof).toEqual({
    name: 'v',
    kind: 'right',
    seeds: 5,
    passed: 5,
    failed: 0,
    inconclusive: 0,
    messageIds: [],
    ok: true,
  });
  expect(isDeterministic).toBe(true);
});

test('proveVariant() refuses a right solution that fails on one seed, with the line that replays it', async () => {
  const runtime = fakeLabRuntime(passesOn(1, 2, 4, 5));

  const { proof, findings } = await proveVariant(runtime, PROGRAM, variant('right'), 5);

  expect(proof).toMatchObject({ passed: 4, failed: 1, ok: false });
  expect(findings).toEqual(['is right and did not pass on 1 of 5 seeds; first: lost at a-lab/01 seed=3']);
});

test('proveVariant() believes the strict replay when a right solution fails in a fleet', async () => {
  const runtime = fakeLabRuntime(failsInFleet);

  const { proof } = await proveVariant(runtime, PROGRAM, variant('solution'), 4);

  expect(proof).toMatchObject({ passed: 4, failed: 0, ok: true });
});

test('proveVariant() refuses a check that fails a right solution when traffic is left out', async () => {
  const runtime = fakeLabRuntime(failsWhenShortened);

  const { proof, findings } = await proveVariant(runtime, PROGRAM, variant('right'), 3);

  expect(proof.ok).toBe(false);
  expect(findings).toEqual([expect.stringContaining('fails when a part of the traffic is left out: lost at')]);
});

test('proveVariant() refuses a right solution that is inconclusive', async () => {
  const runtime = fakeLabRuntime(() => ({ verdict: 'inconclusive' }));

  const { proof } = await proveVariant(runtime, PROGRAM, variant('right'), 2);

  expect(proof).toMatchObject({ passed: 0, inconclusive: 2, ok: false });
});

test('proveVariant() accepts a wrong solution that is caught with its own message on 19 of 20 seeds', async () => {
  const runtime = fakeLabRuntime(passesOn(7));

  const { proof } = await proveVariant(runtime, PROGRAM, variant('wrong', 'lost'), 20);

  expect(proof).toMatchObject({ passed: 1, failed: 19, messageIds: ['lost'], ok: true });
});

test('proveVariant() refuses a wrong solution that is caught on 18 of 20 seeds', async () => {
  const runtime = fakeLabRuntime(passesOn(1, 2));

  const { proof, findings } = await proveVariant(runtime, PROGRAM, variant('wrong', 'lost'), 20);

  expect(proof.ok).toBe(false);
  expect(findings).toEqual(['is wrong and was caught with its own message on 18 of 20 seeds only']);
});

test('proveVariant() refuses a wrong solution that is caught with a message of another', async () => {
  const runtime = fakeLabRuntime(() => ({ verdict: 'fail', messageId: 'doubled' }));

  const { proof, findings } = await proveVariant(runtime, PROGRAM, variant('wrong', 'lost'), 4);

  expect(proof).toMatchObject({ failed: 4, messageIds: ['doubled'], ok: false });
  expect(findings).toHaveLength(3);
});

test('proveVariant() refuses a wrong solution that never gets the message it was written for', async () => {
  const runtime = fakeLabRuntime(() => ({ verdict: 'fail', messageId: 'doubled' }));

  const { findings } = await proveVariant(runtime, PROGRAM, variant('starter', 'lost', 'doubled'), 4);

  expect(findings).toEqual(['never got "lost", the message that it was written for']);
});

test('proveVariant() counts a check that could not judge as a failure without a message of its own', async () => {
  const runtime = fakeLabRuntime(() => ({ verdict: 'error' }));

  const { proof } = await proveVariant(runtime, PROGRAM, variant('wrong', 'lost'), 2);

  expect(proof).toMatchObject({ failed: 2, messageIds: ['error'], ok: false });
});

test('proveVariant() finds that a strict run gives another event log than a fleet', async () => {
  const runtime = fakeLabRuntime(({ transport }) => ({ verdict: 'pass', hash: String(transport) }));

  const { isDeterministic, proof, findings } = await proveVariant(runtime, PROGRAM, variant('right'), 3);

  expect(isDeterministic).toBe(false);
  expect(proof.ok).toBe(false);
  expect(findings).toEqual(['seed 1 gave another event log when it ran again']);
});

test('proveVariant() finds that a second run of a seed gives another event log', async () => {
  let runCount = 0;
  const runtime = fakeLabRuntime(() => ({ verdict: 'pass', hash: String((runCount += 1)) }));

  const { isDeterministic } = await proveVariant(runtime, PROGRAM, variant('right'), 1);

  expect(isDeterministic).toBe(false);
});

test('proveVariant() replays the first failure of a wrong solution strict, and no other', async () => {
  const runtime = fakeLabRuntime(passesOn(1));

  await proveVariant(runtime, PROGRAM, variant('wrong', 'lost'), 20);

  const strict = runtime.requests.filter(({ transport }) => transport === 'strict').map(({ seed }) => seed);
  expect(strict).toEqual([1, 2]);
});

test('proveVariant() asks the check that a wrong solution fails alone on the other seeds', async () => {
  const runtime = fakeLabRuntime(() => LOST);

  await proveVariant(runtime, PROGRAM, variant('wrong', 'lost'), 3);

  expect(runtime.requests.filter(({ seed }) => seed > 1).map(({ checks }) => checks)).toEqual([
    ['01-first'],
    ['01-first'],
  ]);
});

test('proveVariant() asks all checks where the one of the first seed passes', async () => {
  const runtime = fakeLabRuntime(passesAloneOn(2));

  const { proof } = await proveVariant(runtime, PROGRAM, variant('wrong', 'lost'), 2);

  expect(proof).toMatchObject({ failed: 2, ok: true });
});
