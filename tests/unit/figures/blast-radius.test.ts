import fc from 'fast-check';
import { expect, test } from 'vitest';
import { landscape, portrait } from '#figures/blast-radius/drawing.ts';
import type { Care, Fault, Outcome, Setup, Shape } from '#figures/blast-radius/model.ts';
import { blast, OFFERED_PER_S } from '#figures/blast-radius/model.ts';
import { sayBlast, sayCondition, sayOutcome } from '#figures/blast-radius/say.ts';
import type { BlastPart } from '#figures/blast-radius/shop.ts';
import { BLAST_PARTS, NEEDS } from '#figures/blast-radius/shop.ts';

const CARES: readonly Care[] = ['call', 'limit', 'fallback', 'handoff'];
const OUTCOMES: readonly Outcome[] = ['works', 'degraded', 'fails'];

const shapes = fc.constantFrom<Shape>('monolith', 'services');
const parts = fc.constantFrom(...BLAST_PARTS);
const faults = fc
  .uniqueArray(fc.tuple(parts, fc.constantFrom<Fault>('slow', 'dead')), { selector: ([part]) => part, maxLength: 3 })
  .map((entries): Setup['faults'] => new Map(entries));
const cares = fc
  .array(fc.constantFrom(...CARES), { minLength: NEEDS.length, maxLength: NEEDS.length })
  .map((list): Setup['care'] => new Map(NEEDS.map(({ id }, index) => [id, list[index] ?? 'call'])));
const needIds = fc.constantFrom(...NEEDS.map(({ id }) => id));

const only = (part: BlastPart, fault: Fault): Setup['faults'] => new Map([[part, fault]]);
const everywhere = (care: Care): Setup['care'] => new Map(NEEDS.map(({ id }) => [id, care]));
/** Outcome of each journey as a number, 0 for the best. */
const ranks = (setup: Setup) => blast(setup).journeys.map(({ outcome }) => OUTCOMES.indexOf(outcome));
/** Whether no journey does worse in the first than in the second. */
const isNowhereWorse = (first: readonly number[], second: readonly number[]) =>
  first.every((rank, index) => rank <= (second[index] ?? -1));
const withMoreCare = (care: Setup['care'], id: string): Setup['care'] => {
  const index = CARES.indexOf(care.get(id) ?? 'call');
  return new Map([...care, [id, CARES[Math.min(index + 1, CARES.length - 1)] ?? 'call']]);
};
const failing = (setup: Setup) =>
  blast(setup)
    .journeys.filter(({ outcome }) => outcome === 'fails')
    .map(({ journey }) => journey.id);

test('blast() serves everybody when nothing is broken, whatever the care', () => {
  fc.assert(
    fc.property(shapes, cares, (shape, care) => {
      const view = blast({ shape, faults: new Map(), care });
      expect(view.journeys.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 5 }, () => 'works'));
      expect([view.servedPerS, view.areOrdersLost]).toEqual([OFFERED_PER_S, false]);
    }),
  );
});

test('blast() loses every order in both shapes while all arrows are plain calls, whichever part breaks', () => {
  fc.assert(
    fc.property(shapes, parts, fc.constantFrom<Fault>('slow', 'dead'), (shape, part, fault) => {
      expect(blast({ shape, faults: only(part, fault), care: everywhere('call') }).areOrdersLost).toBe(true);
    }),
  );
});

test('blast() never makes a journey worse when one arrow gets more care', () => {
  fc.assert(
    fc.property(shapes, faults, cares, needIds, (shape, broken, care, id) => {
      const before = ranks({ shape, faults: broken, care });
      const after = ranks({ shape, faults: broken, care: withMoreCare(care, id) });
      expect(isNowhereWorse(after, before)).toBe(true);
    }),
  );
});

test('blast() never spares a journey by a slow part that a dead one would have ended, in seven processes', () => {
  fc.assert(
    fc.property(parts, cares, (part, care) => {
      const slow = ranks({ shape: 'services', faults: only(part, 'slow'), care });
      const dead = ranks({ shape: 'services', faults: only(part, 'dead'), care });
      expect(isNowhereWorse(dead, slow)).toBe(true);
    }),
  );
});

test('blast() ends every journey in one process when any part is dead, whatever the care', () => {
  fc.assert(
    fc.property(parts, cares, (part, care) => {
      expect(blast({ shape: 'monolith', faults: only(part, 'dead'), care }).servedPerS).toBe(0);
    }),
  );
});

test('blast() fails only what enters the broken part when every arrow has a fallback, in seven processes', () => {
  fc.assert(
    fc.property(parts, fc.constantFrom<Fault>('slow', 'dead'), (part, fault) => {
      const view = blast({ shape: 'services', faults: only(part, fault), care: everywhere('fallback') });
      const failed = view.journeys.filter(({ outcome }) => outcome === 'fails');
      expect(failed.filter(({ journey }) => journey.entry !== part)).toEqual([]);
    }),
  );
});

test('blast() takes everything but signing in away when inventory is slow and nobody limits the wait', () => {
  const setup: Setup = { shape: 'services', faults: only('inventory', 'slow'), care: new Map() };
  expect(failing(setup)).toEqual(['browse', 'cart', 'order', 'history']);
  expect([...blast(setup).conditions].filter(([, condition]) => condition === 'full').map(([part]) => part)).toEqual([
    'products',
    'carts',
    'orders',
  ]);
});

test('blast() gives old orders back when the wait for inventory is limited, and the rest with fallbacks', () => {
  const faultsNow = only('inventory', 'slow');
  const limit = everywhere('limit');
  expect(failing({ shape: 'services', faults: faultsNow, care: limit })).toEqual(['browse', 'cart', 'order']);
  const pages = new Map([...limit, ['products-inventory', 'fallback'] as const]);
  expect(failing({ shape: 'services', faults: faultsNow, care: pages })).toEqual(['order']);
  const all = new Map([...pages, ['orders-inventory', 'fallback'] as const]);
  expect(failing({ shape: 'services', faults: faultsNow, care: all })).toEqual([]);
});

test('blast() keeps a dead inventory from old orders even without care, in seven processes', () => {
  expect(failing({ shape: 'services', faults: only('inventory', 'dead'), care: new Map() })).toEqual([
    'browse',
    'cart',
    'order',
  ]);
});

test('sayBlast() names what is broken, who is served and whether orders are lost', () => {
  const setup: Setup = { shape: 'services', faults: only('inventory', 'slow'), care: new Map() };
  expect(sayBlast(setup, blast(setup))).toBe(
    'In seven processes, inventory is slow. Arrows: 6 without a limit. Served: 5 of 95 requests a second. Every order is lost.',
  );
  const quiet: Setup = { shape: 'monolith', faults: new Map(), care: new Map() };
  expect(sayBlast(quiet, blast(quiet))).toBe(
    'In one process, every part is well. Arrows: 6 without a limit. Served: 95 of 95 requests a second. No order is lost.',
  );
  const mixed: Setup = { ...quiet, care: new Map([['orders-notifications', 'handoff']]) };
  expect(sayBlast(mixed, blast(mixed))).toContain('Arrows: 5 without a limit, 1 without a call.');
});

test('sayOutcome() and sayCondition() add a reason where there is one', () => {
  expect(sayOutcome('works', '')).toBe('works');
  expect(sayOutcome('fails', 'orders is full')).toBe('fails: orders is full');
  expect([sayCondition('well'), sayCondition('full')]).toEqual(['', 'full']);
});

test('BLAST_PARTS stand after all that they ask', () => {
  for (const { from, to } of NEEDS) expect(BLAST_PARTS.indexOf(to)).toBeLessThan(BLAST_PARTS.indexOf(from));
});

test('both drawings have every part and every arrow', () => {
  for (const drawing of [landscape, portrait]) {
    expect(Object.keys(drawing.boxes).sort()).toEqual([...BLAST_PARTS].sort());
    expect(Object.keys(drawing.wires).sort()).toEqual(NEEDS.map(({ id }) => id).sort());
  }
});
