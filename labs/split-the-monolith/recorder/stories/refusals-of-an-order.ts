/**
 * A bank that says no, a shelf that is empty: everything is as it was before, and a later attempt can succeed.
 * @module
 */
import { guest, PRODUCT, signedIn, type StoryPhase } from '../story-teller.ts';

const dan = signedIn('dan');
const eve = signedIn('eve');
const staff = signedIn('staff');
const piano = `/cart/items/${PRODUCT.piano}`;
const cello = `/cart/items/${PRODUCT.cello}`;
const toDan = { address: '{address-dan}' };
const toEve = { address: '{address-eve}' };

export const DECLINED: StoryPhase = {
  title: 'the bank declines',
  lanes: {
    dan: [
      dan.get('/cart'),
      dan.put(piano, { quantity: 1 }),
      dan.put(`/cart/items/${PRODUCT.snareDrum}`, { quantity: 1 }),
      dan.post('/orders', toDan, { key: '{key-piano}' }),
      dan.get('/cart', { isAfterPause: true }),
      guest.get(`/stock/${PRODUCT.piano}`),
      guest.get(`/stock/${PRODUCT.snareDrum}`),
      dan.get('/orders', { saves: 'piano' }),
      dan.get('/orders/{order-piano}'),
      dan.post('/orders', toDan, { key: '{key-piano}' }),
      dan.post('/orders', { address: '{address-elsewhere}' }, { key: '{key-piano}' }),
      dan.get('/cart', { isAfterPause: true }),
      dan.remove(piano),
      dan.post('/orders', toDan, { key: '{key-instead}', saves: 'instead' }),
      dan.get('/orders'),
      guest.get(`/stock/${PRODUCT.snareDrum}`),
      dan.get('/cart'),
    ],
  },
};

export const OUT_OF_STOCK: StoryPhase = {
  title: 'the shelf is empty',
  lanes: {
    eve: [
      guest.get(`/stock/${PRODUCT.cello}`),
      eve.put(cello, { quantity: 1 }),
      eve.post('/orders', toEve, { key: '{key-eve-2}' }),
      eve.get('/cart', { isAfterPause: true }),
      eve.get('/orders'),
      staff.put(`/stock/${PRODUCT.cello}`, { available: 5 }),
      eve.put(cello, { quantity: 6 }),
      eve.post('/orders', toEve, { key: '{key-eve-3}' }),
      eve.get('/cart', { isAfterPause: true }),
      guest.get(`/stock/${PRODUCT.cello}`),
      eve.put(cello, { quantity: 2 }),
      eve.post('/orders', toEve, { key: '{key-eve-3}', saves: 'eve-3' }),
      eve.post('/orders', toEve, { key: '{key-eve-3}' }),
      guest.get(`/stock/${PRODUCT.cello}`),
      eve.get('/orders'),
      staff.put(`/stock/${PRODUCT.cello}`, { available: 0 }),
      guest.get(`/stock/${PRODUCT.cello}`),
    ],
  },
};
