/**
 * Staff changes a price, a name and the stock of what nobody has ordered yet; customers see it, in the catalogue and in a cart that
 * was filled before. An order that is shown after such a change is the one thing in which a split may differ, so there is none.
 * @module
 */
import { guest, PRODUCT, signedIn, type StoryPhase, UNKNOWN_ID } from '../story-teller.ts';

const eve = signedIn('eve');
const anna = signedIn('anna');
const staff = signedIn('staff');
const cello = `/products/${PRODUCT.cello}`;
const celloStock = `/stock/${PRODUCT.cello}`;

export const BEFORE_THE_CHANGE: StoryPhase = {
  title: 'a cart before prices change',
  lanes: {
    eve: [
      eve.put(`/cart/items/${PRODUCT.cello}`, { quantity: 2 }),
      eve.put(`/cart/items/${PRODUCT.piano}`, { quantity: 1 }),
      eve.get('/cart'),
    ],
  },
};

export const CHANGING: StoryPhase = {
  title: 'staff changes prices, names and stock',
  lanes: {
    staff: [
      staff.patch(cello, {}),
      staff.patch(cello, { priceCents: 0 }),
      staff.patch(cello, { priceCents: '900' }),
      staff.patch(cello, { name: '' }),
      staff.patch(cello, { name: '{long-101}' }),
      staff.patch(cello, undefined, { text: '{"priceCents": ' }),
      staff.patch(`/products/${UNKNOWN_ID}`, { priceCents: 900 }),
      staff.put(`/stock/${UNKNOWN_ID}`, { available: 1 }),
      staff.put(celloStock, { available: -1 }),
      staff.put(celloStock, { available: 1_000_001 }),
      staff.put(celloStock, { available: '7' }),
      staff.patch(cello, { priceCents: 145_500 }),
      staff.get(cello, { isAfterPause: true }),
      staff.patch(cello, { name: '{label-cello}' }),
      staff.patch(`/products/${PRODUCT.piano}`, { name: '  {label-piano} ', priceCents: 2_390_000 }),
      staff.put(celloStock, { available: 3 }),
      staff.get(celloStock),
    ],
  },
};

export const AFTER_THE_CHANGE: StoryPhase = {
  title: 'what everybody sees of it',
  lanes: {
    guest: [
      guest.get('/products'),
      guest.get('/stock'),
      guest.get(cello),
      guest.get('/products?search={label-cello}'),
      guest.get('/products?search=carved'),
      guest.get('/products?search=Grand%20piano'),
      guest.get(`/products/${PRODUCT.piano}`),
      guest.get(celloStock),
    ],
    anna: [
      anna.patch(cello, { priceCents: 1 }),
      anna.put(celloStock, { available: 1_000 }),
      anna.patch(`/products/${PRODUCT.piano}`, { name: 'Mine' }),
    ],
  },
};

export const ORDERING_AFTER_THE_CHANGE: StoryPhase = {
  title: 'ordering at the new price',
  lanes: {
    eve: [
      eve.get('/cart'),
      eve.put(`/cart/items/${PRODUCT.cello}`, { quantity: 3 }),
      eve.remove(`/cart/items/${PRODUCT.piano}`),
      eve.post('/orders', { address: '{address-eve}' }, { key: '{key-eve-1}', saves: 'eve-1' }),
      eve.get('/orders/{order-eve-1}'),
      eve.get('/cart'),
      eve.get('/orders'),
    ],
  },
};
