import { expect, test } from 'vitest';
import { isOnEdge } from '#bench/kernel/edge.ts';
import { newProcess } from '#bench/kernel/kernel-process.ts';
import { arePartedBy } from '#bench/kernel/partition.ts';

const gateway = newProcess(1, 'gateway', 'gateway', undefined);
const orders = newProcess(2, 'orders', 'orders', undefined);
const orders2 = newProcess(3, 'orders-2', 'orders', undefined);
const client = newProcess(0, 'client', 'client', () => []);

const toOrders2 = { from: gateway, toName: 'orders', to: orders2 };

test.each([
  [{ from: 'gateway', to: 'orders' }, true],
  [{ from: 'gateway', to: 'orders-2' }, true],
  [{ from: 'gateway', to: 'orders-1' }, false],
  [{ from: '*', to: '*' }, true],
  [{ from: 'orders', to: 'gateway' }, false],
])('isOnEdge() of a call to a service that a replica took is, for %j, %s', (edge, expected) => {
  expect(isOnEdge(edge, toOrders2)).toBe(expected);
});

test('isOnEdge() leaves the client out of *, and a process that calls itself', () => {
  expect(isOnEdge({ from: '*', to: '*' }, { from: client, toName: 'orders', to: orders })).toBe(false);
  expect(isOnEdge({ from: 'client', to: '*' }, { from: client, toName: 'orders', to: orders })).toBe(true);
  expect(isOnEdge({ from: '*', to: '*' }, { from: orders, toName: 'orders', to: orders })).toBe(false);
});

test.each([
  [[['gateway'], ['orders']], true],
  [[['gateway', 'orders-1'], ['orders-2']], true],
  [[['gateway', 'orders-2'], ['orders-1']], false],
  [[['gateway', 'orders'], ['bank']], false],
  [[['bank'], ['orders']], false],
])('arePartedBy() of groups %j is %s between gateway and orders-2', (groups, expected) => {
  expect(arePartedBy(groups, toOrders2)).toBe(expected);
});

test('arePartedBy() goes by the name that was dialled when nobody listens there', () => {
  expect(arePartedBy([['gateway'], ['orders']], { from: gateway, toName: 'orders', to: undefined })).toBe(true);
});
