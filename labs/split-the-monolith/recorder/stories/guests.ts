/**
 * Somebody who is not signed in looks around, and is turned away where one has to be.
 * @module
 */
import { guest, PRODUCT, type StoryPhase, teller, UNKNOWN_ID } from '../story-teller.ts';

const SEARCHES = [
  'violin',
  'VIOLIN',
  'wood',
  'brass',
  'Two%20metres',
  'no%20battery',
  'hand',
  'nothing%20like%20it',
  '%25',
];
const stranger = teller('no-token-of-this-shop');

export const LOOKING_AROUND: StoryPhase = {
  title: 'looking around',
  lanes: {
    guest: [
      guest.get('/products'),
      guest.get('/stock'),
      guest.get('/health'),
      ...SEARCHES.map((text) => guest.get(`/products?search=${text}`)),
      guest.get('/products?search='),
      guest.get(`/products/${UNKNOWN_ID}`),
      guest.get(`/stock/${UNKNOWN_ID}`),
      guest.get('/nothing-here'),
      guest.get('/products/{product-1}/nothing-here'),
    ],
  },
};

export const TURNED_AWAY: StoryPhase = {
  title: 'looking closer, and being turned away',
  lanes: {
    'window-shopper': [
      ...Object.values(PRODUCT).map((id) => guest.get(`/products/${id}`)),
      ...[PRODUCT.violin, PRODUCT.cello, PRODUCT.trumpet, PRODUCT.strings, PRODUCT.piano].map((id) =>
        guest.get(`/stock/${id}`),
      ),
    ],
    guest: [
      guest.get('/cart'),
      guest.get('/orders'),
      guest.get(`/orders/${UNKNOWN_ID}`),
      guest.get('/users/me'),
      guest.remove('/sessions'),
      guest.put(`/cart/items/${PRODUCT.violin}`, { quantity: 1 }),
      guest.remove(`/cart/items/${PRODUCT.violin}`),
      guest.post('/orders', { address: '{address-guest}' }),
      guest.patch(`/products/${PRODUCT.violin}`, { priceCents: 1 }),
      guest.put(`/stock/${PRODUCT.violin}`, { available: 9_000 }),
    ],
    stranger: [
      stranger.get('/cart'),
      stranger.get('/users/me'),
      stranger.put(`/cart/items/${PRODUCT.violin}`, { quantity: 1 }),
      stranger.post('/orders', { address: '{address-guest}' }),
      stranger.patch(`/products/${PRODUCT.violin}`, { priceCents: 1 }),
    ],
  },
};
