import { expect, test } from 'vitest';
import { landscape, portrait, TEASER_ROLES } from '#figures/shop-teaser/drawing.ts';
import type { Faults, ShopState } from '#figures/shop-teaser/model.ts';
import {
  advance,
  describe as describeShop,
  NO_FAULTS,
  quietMinute,
  SHOP,
  wireStates,
} from '#figures/shop-teaser/model.ts';

function run(start: ShopState, faults: Faults, seconds: number): ShopState {
  return Array.from({ length: seconds * 20 }).reduce<ShopState>((state) => advance(state, faults, 50), start);
}

test('quietMinute() accepts and mails every order of a minute', () => {
  const shop = quietMinute();
  expect(Math.round(shop.accepted)).toBe(60 * SHOP.ordersPerS);
  expect(Math.round(shop.mailed)).toBe(60 * SHOP.ordersPerS);
  expect([shop.refused, Math.round(shop.pending), Math.round(shop.queued)]).toEqual([0, 0, 0]);
});

test('advance() goes on accepting and keeps every mail when notifications is dead', () => {
  const before = quietMinute();
  const dead = run(before, { ...NO_FAULTS, isNotificationsDead: true }, 10);
  expect(Math.round(dead.accepted - before.accepted)).toBe(200);
  expect(Math.round(dead.queued)).toBe(200);
  const healed = run(dead, NO_FAULTS, 10);
  expect(Math.round(healed.queued)).toBe(0);
  expect(Math.round(healed.mailed)).toBe(Math.round(healed.accepted));
});

test('advance() fills the connections and then refuses when the bank is slow', () => {
  const slow = run(quietMinute(), { ...NO_FAULTS, isBankSlow: true }, 60);
  expect(Math.round(slow.pending)).toBe(SHOP.maxPending);
  expect(slow.refused).toBeGreaterThan(500);
});

test('advance() refuses at once and lets nothing wait when the link is cut', () => {
  const cut = run(quietMinute(), { ...NO_FAULTS, isLinkCut: true }, 5);
  expect(Math.round(cut.refused)).toBe(100);
  expect(cut.pending).toBe(0);
});

test('advance() loses no order, whatever happens', () => {
  const faults = [
    { isBankSlow: true },
    { isLinkCut: true, isNotificationsDead: true },
    { isNotificationsDead: true },
    {},
  ];
  const end = faults.reduce<ShopState>((state, fault) => run(state, { ...NO_FAULTS, ...fault }, 7), quietMinute());
  const placed = (end.timeMs / 1000) * SHOP.ordersPerS;
  expect(end.accepted + end.refused + end.pending).toBeCloseTo(placed, 6);
  expect(end.mailed + end.queued).toBeCloseTo(end.accepted, 6);
});

test('describe() says what each fault costs', () => {
  const shop = quietMinute();
  expect(describeShop(shop, NO_FAULTS)).toBe('All parts are up. Every order is charged, then mailed.');
  expect(describeShop({ ...shop, queued: 240 }, { ...NO_FAULTS, isNotificationsDead: true })).toBe(
    'Notifications is dead: its mails wait in the broker, 240 by now. None is lost.',
  );
  expect(describeShop({ ...shop, pending: 60 }, { ...NO_FAULTS, isBankSlow: true })).toContain('two orders of three');
  expect(describeShop(shop, { ...NO_FAULTS, isLinkCut: true })).toContain('refused, and at once');
});

test('both drawings know the role of every part', () => {
  const parts = [...Object.keys(landscape.boxes), ...Object.keys(portrait.boxes)];
  expect(Object.keys(TEASER_ROLES)).toEqual(expect.arrayContaining(parts));
});

test('wireStates() lets nothing travel beyond a dead part or a cut link', () => {
  expect(wireStates(NO_FAULTS).size).toBe(0);
  expect(wireStates({ ...NO_FAULTS, isNotificationsDead: true }).get('notifications-mailbox')).toBe('idle');
  const cut = wireStates({ ...NO_FAULTS, isBankSlow: true, isLinkCut: true });
  expect([cut.get('orders-payments'), cut.get('payments-bank')]).toEqual(['broken', 'idle']);
});

test('wireStates() names only wires that are drawn', () => {
  const all = wireStates({ isNotificationsDead: true, isBankSlow: true, isLinkCut: true });
  expect(Object.keys(landscape.wires)).toEqual(expect.arrayContaining([...all.keys()]));
  expect(Object.keys(portrait.wires)).toEqual(expect.arrayContaining([...all.keys()]));
});
