/**
 * Four customers fill their carts, each with products that the others leave alone, and change their minds.
 * @module
 */
import { PRODUCT, signedIn, type StoryPhase, type StoryStep, UNKNOWN_ID } from '../story-teller.ts';

const item = (id: string): string => `/cart/items/${id}`;

/** Something of the first and the second product, at the end 2 and 1. */
function choosing(name: string, firstId: string, secondId: string, between: readonly StoryStep[]): StoryStep[] {
  const { get, put, remove } = signedIn(name);
  return [
    get('/cart'),
    get('/orders'),
    put(item(firstId), { quantity: 1 }),
    put(item(secondId), { quantity: 4 }),
    get('/cart'),
    ...between,
    put(item(secondId), { quantity: 0 }),
    get('/cart'),
    put(item(secondId), { quantity: 1 }),
    remove(item(firstId)),
    put(item(firstId), { quantity: 2 }),
    get('/cart'),
  ];
}

function mistakes(name: string, id: string): Record<'numbers' | 'bodies' | 'routes' | 'staffOnly', StoryStep[]> {
  const { get, put, patch, post, remove } = signedIn(name);
  return {
    numbers: [
      put(item(id), { quantity: -1 }),
      put(item(id), { quantity: 100 }),
      put(item(id), { quantity: 1.5 }),
      put(item(id), { quantity: '2' }),
      put(item(id), { quantity: null }),
      put(item(id), {}),
      put(item(UNKNOWN_ID), { quantity: 1 }),
      put(item(id), { quantity: 99 }),
    ],
    bodies: [
      put(item(id), undefined, { text: '{"quantity": 2' }),
      put(item(id), undefined, { text: '2' }),
      put(item(id), undefined, { text: '{"quantity": 2}', contentType: 'text/plain' }),
      put(item(id), { quantity: 2, note: '{long-40000}' }),
      put(item(id), undefined, { text: '{"quantity": 3}', contentType: 'application/json; charset=utf-8' }),
    ],
    routes: [
      get('/nothing-here'),
      get('/cart/nothing-here'),
      post('/cart', { quantity: 1 }),
      patch('/cart', { quantity: 1 }),
      post('/products', { name: 'Theremin' }),
      remove(`/products/${id}`),
      put('/orders', { address: '{address-cleo}' }),
      post('/stock', { available: 1 }),
      get('/sessions'),
      put('/users', { name: '{name-cleo}' }),
      remove('/orders'),
      get(item(id)),
    ],
    staffOnly: [
      patch(`/products/${id}`, { priceCents: 1 }),
      patch(`/products/${id}`, { name: 'Mine' }),
      put(`/stock/${id}`, { available: 1_000 }),
      get(`/products/${id}`),
      get(`/stock/${id}`),
    ],
  };
}

export const FILLING_CARTS: StoryPhase = {
  title: 'filling carts',
  lanes: {
    anna: choosing('anna', PRODUCT.violin, PRODUCT.strings, mistakes('anna', PRODUCT.strings).numbers),
    ben: choosing('ben', PRODUCT.trumpet, PRODUCT.stand, mistakes('ben', PRODUCT.stand).bodies),
    cleo: choosing('cleo', PRODUCT.clarinet, PRODUCT.metronome, mistakes('cleo', PRODUCT.metronome).routes),
    dan: choosing('dan', PRODUCT.bass, PRODUCT.snareDrum, mistakes('dan', PRODUCT.snareDrum).staffOnly),
  },
};
