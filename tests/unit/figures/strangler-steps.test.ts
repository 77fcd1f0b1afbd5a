import { expect, test } from 'vitest';
import { landscape, portrait, type StranglerDrawing } from '#figures/strangler-steps/drawing.ts';
import { STRANGLER_STEPS, viewAt } from '#figures/strangler-steps/model.ts';

const views = STRANGLER_STEPS.map((_, index) => viewAt(index + 1));
const idsOf = ({ parts, wires, labels }: StranglerDrawing) => ({
  parts: parts.map(({ id }) => id).sort(),
  wires: wires.map(({ id }) => id).sort(),
  labels: labels.map(({ id }) => id).sort(),
});
const used = (wires: ReadonlyMap<string, string>) =>
  [...wires].filter(([, state]) => state === 'passed').map(([id]) => id);

test('viewAt() shows the monolith alone at 0', () => {
  const view = viewAt(0);
  expect(used(view.wires)).toEqual(['shop-shop-db']);
  expect([...view.parts].filter(([, state]) => state === 'faint').map(([id]) => id)).toEqual([
    'facade',
    'products',
    'products-db',
  ]);
});

test('viewAt() marks exactly one writer at every moment', () => {
  const writers = [viewAt(0), ...views].map(({ parts }) => [...parts].filter(([, state]) => state === 'now'));
  expect(writers.map((marked) => marked.map(([id]) => id))).toEqual([
    ...Array.from({ length: 5 }, () => ['shop']),
    ...Array.from({ length: 2 }, () => ['products']),
  ]);
});

test('viewAt() lets the shares of reads rise and never fall', () => {
  const shares = STRANGLER_STEPS.map(({ answeredPercent }) => answeredPercent);
  expect(shares).toEqual(shares.toSorted((left, right) => left - right));
  expect(shares.at(-1)).toBe(100);
});

test('viewAt() says on the wires what passes: copies first, then a share, then everything', () => {
  expect(Object.fromEntries(viewAt(2).labels)).toEqual({
    'shop-reads': 'reads 100 %',
    'products-reads': 'copies',
    'shop-writes': 'writes',
  });
  expect(Object.fromEntries(viewAt(3).labels)).toMatchObject({
    'shop-reads': 'reads 90 %',
    'products-reads': 'reads 10 %',
  });
  expect(Object.fromEntries(viewAt(5).labels)).toMatchObject({ 'shop-reads': '', 'products-writes': 'writes' });
});

test('viewAt() feeds the copy from the writer, and nothing once the old code is gone', () => {
  const feeds = views.map(({ wires }) => used(wires).filter((id) => ['shop-products', 'products-shop'].includes(id)));
  expect(feeds).toEqual([[], ['shop-products'], ['shop-products'], ['shop-products'], ['products-shop'], []]);
});

test('viewAt() says the release, its share, its writer and its way back', () => {
  expect(viewAt(3).sentence).toBe(
    'Release 3 of 6. Products answers the reads of one customer in ten. Reads of the catalogue answered by products: 10 %. Writer: shop. Way back: set the share to 0.',
  );
});

test('viewAt() takes the nearest release when the number is out of range', () => {
  expect(viewAt(-1).step).toBe(0);
  expect(viewAt(99).step).toBe(STRANGLER_STEPS.length);
});

test('viewAt() names only parts, wires and labels that both drawings have', () => {
  const drawn = idsOf(landscape);
  expect(idsOf(portrait)).toEqual(drawn);
  for (const { parts, wires, labels } of views) {
    expect(drawn.parts).toEqual(expect.arrayContaining([...parts.keys()]));
    expect([...wires.keys()].sort()).toEqual(drawn.wires);
    expect(drawn.labels).toEqual(expect.arrayContaining([...labels.keys()]));
  }
});
