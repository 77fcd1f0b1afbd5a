import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CrashPoint,
  killPoints,
  powerCuts,
  recoverFrom,
  type Step,
  traceSteps,
} from '../../support/broker/crash-trace.ts';

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('publish' as const), size: fc.integer({ min: 4, max: 90 }) }) },
  { weight: 5, arbitrary: fc.constant({ kind: 'deliver' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'consume' as const }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('ack' as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('requeue' as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reject' as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'ack-all' as const }) },
  { weight: 5, arbitrary: fc.constant({ kind: 'commit' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'finish-sync' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
);
const steps = fc.array(step, { minLength: 5, maxLength: 45 });

type Found = ReturnType<typeof recoverFrom>['found'];

/** Each law names what breaks it. */
const laws: Readonly<Record<string, (found: Found, point: CrashPoint) => readonly string[]>> = {
  'what was confirmed and not acknowledged is there': (found, { confirmed, acked }) => {
    const bodies = new Set(found.map(({ body }) => body));
    return [...confirmed].filter((body) => !acked.has(body) && !bodies.has(body));
  },
  'no message is there twice': (found) => {
    const bodies = found.map(({ body }) => body);
    return bodies.filter((body, at) => bodies.indexOf(body) !== at);
  },
  'what was delivered is flagged redelivered': (found, { delivered }) =>
    found
      .filter(({ queue, body, redelivered }) => delivered.has(`${queue} ${body}`) && !redelivered)
      .map(({ body }) => body),
  'what was acknowledged before the last write does not come back': (found, { ackedOnDisk }) =>
    found.filter(({ body }) => ackedOnDisk.has(body)).map(({ body }) => body),
  'what comes back although acknowledged is flagged redelivered': (found, { acked }) =>
    found.filter(({ body, redelivered }) => acked.has(body) && !redelivered).map(({ body }) => body),
  'a queue is in the order of publishing': (found) =>
    found.filter(({ id }, at) => at > 0 && id <= (found[at - 1]?.id ?? 0)).map(({ body }) => body),
};

function broken(points: Iterable<CrashPoint>, names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  let count = 0;
  for (const point of points) {
    count++;
    const { found, foundNext } = recoverFrom(point.files);
    for (const name of names) for (const what of laws[name]?.(found, point) ?? []) seen.add(`${name}: ${what}`);
    if (JSON.stringify(found) !== JSON.stringify(foundNext)) seen.add('the next recovery finds something else');
  }
  return count === 0 ? ['no crash point was tried'] : [...seen];
}

describe('DiskJournal', () => {
  it('recover() keeps its promises when the process is killed while it writes', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(steps, (all) => {
        expect(broken(killPoints(traceSteps(all), 11), Object.keys(laws))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('recover() loses nothing that was confirmed when the power is cut', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(steps, (all) => {
        expect(
          broken(powerCuts(traceSteps(all)), [
            'what was confirmed and not acknowledged is there',
            'no message is there twice',
            'a queue is in the order of publishing',
          ]),
        ).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('recover() keeps its promises at every byte when old segments go', { timeout: 120_000 }, () => {
    const rounds = Array.from({ length: 6 }, (): Step[] => [
      { kind: 'publish', size: 60 },
      { kind: 'publish', size: 60 },
      { kind: 'commit' },
      { kind: 'deliver' },
      { kind: 'ack', which: 0 },
      { kind: 'commit' },
    ]).flat();
    const trace = traceSteps(rounds);
    expect(trace.filter(({ kind }) => kind === 'unlink').length).toBeGreaterThan(0);
    expect(broken(killPoints(trace, 1), Object.keys(laws))).toEqual([]);
  });
});
