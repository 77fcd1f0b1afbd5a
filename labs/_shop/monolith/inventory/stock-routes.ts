import { readWholeNumber } from '../http/read-field.ts';
import type { Routes } from '../http/route.ts';
import type { Guards } from '../users/create-guards.ts';
import type { Inventory } from './inventory.ts';

const MOST_PIECES = 1_000_000;

export const stockRoutes = (inventory: Inventory, guards: Guards): Routes => ({
  'GET /stock': () => ({ status: 200, body: { stock: inventory.list() } }),

  'GET /stock/:productId': (call) => ({ status: 200, body: inventory.get(call.id('productId')) }),

  'PUT /stock/:productId': guards.staff((call) => {
    const available = readWholeNumber(call.body, 'available', { min: 0, max: MOST_PIECES });
    return { status: 200, body: inventory.set(call.id('productId'), available) };
  }),
});
