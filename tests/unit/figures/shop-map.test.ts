import { expect, test } from 'vitest';
import { landscape, portrait } from '#figures/shop-map/drawing.ts';
import { SHOP_LINKS, SHOP_PARTS, viewOf, wireId } from '#figures/shop-map/model.ts';

const wires = SHOP_LINKS.map(wireId).sort();
const parts = SHOP_PARTS.map(({ id }) => id).sort();

test('SHOP_PARTS hold the eleven services of the course', () => {
  expect(SHOP_PARTS.filter(({ role }) => role === 'service')).toHaveLength(11);
});

test('both drawings place every part and every wire of the model', () => {
  expect(Object.keys(landscape.boxes).sort()).toEqual(parts);
  expect(Object.keys(portrait.boxes).sort()).toEqual(parts);
  expect(Object.keys(landscape.wires).sort()).toEqual(wires);
  expect(Object.keys(portrait.wires).sort()).toEqual(wires);
});

test('every part stands inside its drawing', () => {
  const edges = [landscape, portrait].flatMap(({ boxes, width, height }) =>
    Object.values(boxes).map((box) => Math.min(box.x, box.y, width - box.x - box.width, height - box.y - box.height)),
  );
  expect(Math.min(...edges)).toBeGreaterThanOrEqual(0);
});

test('viewOf() tells calls from messages when a part has both', () => {
  const view = viewOf('orders');
  expect(view?.sentence).toBe(
    'orders owns orders, their status, the lines as sold. It asks users, carts, products, inventory and payments. ' +
      'It sends messages to shipping, notifications and recommendations. It is asked by gateway.',
  );
  expect(view?.wires.size).toBe(8);
});

test('viewOf() says that a world service keeps the ledger', () => {
  expect(viewOf('bank')?.sentence).toBe(
    'bank keeps the ledger of the money that has really moved. It is asked by payments.',
  );
});

test('viewOf() gives nothing when there is no such part', () => {
  expect(viewOf('')).toBeUndefined();
});
