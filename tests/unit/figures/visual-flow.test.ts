import { expect, test } from 'vitest';
import type { FlowDrawing } from '#figures/visual-flow/drawing.ts';
import { landscape, portrait } from '#figures/visual-flow/drawing.ts';
import { FLOW_STEPS, viewAt } from '#figures/visual-flow/model.ts';

const idsOf = (drawing: FlowDrawing) => ({
  parts: drawing.parts.map(({ id }) => id).sort(),
  wires: drawing.wires.map(({ id }) => id).sort(),
});

test('viewAt() shows the whole way with nothing marked at 0', () => {
  const view = viewAt(0);
  expect(view.now.size).toBe(0);
  expect([...view.passed].sort()).toEqual(idsOf(landscape).wires);
});

test('viewAt() marks the wires of the step and remembers those before it', () => {
  const view = viewAt(4);
  expect([...view.now]).toEqual(['orders-inventory', 'inventory-inventory-db']);
  expect([...view.passed]).toEqual(['browser-gateway', 'gateway-orders', 'orders-orders-db']);
  expect([...view.parts]).toEqual(['orders', 'inventory-db']);
});

test('viewAt() marks a wire again when the answer travels back over it', () => {
  const view = viewAt(8);
  expect([...view.now]).toEqual(['gateway-orders', 'browser-gateway']);
  expect(view.passed.has('gateway-orders')).toBe(false);
});

test('viewAt() says the step, what happens and what is durable', () => {
  expect(viewAt(3).sentence).toBe(
    'Step 3 of 8. Orders writes o-1042, pending, into its own database. Durable now: an order that nobody has paid.',
  );
});

test('viewAt() takes the nearest step when the number is out of range', () => {
  expect(viewAt(-1).step).toBe(0);
  expect(viewAt(99).step).toBe(FLOW_STEPS.length);
});

test('FLOW_STEPS name only parts and wires that both drawings have', () => {
  const drawn = idsOf(landscape);
  expect(idsOf(portrait)).toEqual(drawn);
  expect(drawn.wires).toEqual(expect.arrayContaining(FLOW_STEPS.flatMap(({ wires }) => wires)));
  expect(drawn.parts).toEqual(expect.arrayContaining(FLOW_STEPS.flatMap(({ from, to }) => [from, to])));
});

test('FLOW_STEPS reach a database only from the service that owns it', () => {
  const toStores = landscape.wires.map(({ id }) => id).filter((id) => id.endsWith('-db'));
  expect(toStores.sort()).toEqual([
    'inventory-inventory-db',
    'orders-orders-db',
    'payments-payments-db',
    'shipping-shipping-db',
  ]);
});
