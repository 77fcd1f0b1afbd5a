import { readText, readWholeNumber } from '../_lib/read-field.ts';
import type { Routes } from '../_lib/route.ts';
import { staff } from '../_lib/signed-in.ts';
import type { Inventory, ReservedLine } from './inventory.ts';

const MOST_PIECES = 1_000_000;
const ID_LENGTH = { min: 1, max: 100 };

export const stockRoutes = (inventory: Inventory): Routes => ({
  'GET /stock': () => ({ status: 200, body: { stock: inventory.list() } }),

  'GET /stock/:productId': (call) => ({ status: 200, body: inventory.get(call.id('productId')) }),

  'PUT /stock/:productId': staff((call) => {
    const available = readWholeNumber(call.body, 'available', { min: 0, max: MOST_PIECES });
    return { status: 200, body: inventory.set(call.id('productId'), available) };
  }),

  // For orders, both safe to repeat.
  'POST /internal/reservations': ({ body }) => {
    inventory.reserve(readText(body, 'id', ID_LENGTH), body.lines as readonly ReservedLine[]);
    return { status: 201, body: {} };
  },
  'POST /internal/releases': ({ body }) => {
    inventory.release(readText(body, 'id', ID_LENGTH));
    return { status: 200, body: {} };
  },
});
