/**
 * Four customers order: with keys and without, once and again; read what they have ordered, and what is none of their business.
 * @module
 */
import { PRODUCT, signedIn, type StoryPhase, type StoryStep, UNKNOWN_ID } from '../story-teller.ts';

const item = (id: string): string => `/cart/items/${id}`;

/** Orders what the last phase left in the cart, then something else. */
function ordering(name: string, id: string, mistakes: readonly StoryStep[]): StoryStep[] {
  const { get, post, put } = signedIn(name);
  const address = { address: `{address-${name}}` };
  const key = `{key-${name}-1}`;
  return [
    ...mistakes,
    post('/orders', address, { key, saves: `${name}-1` }),
    get('/cart'),
    post('/orders', address, { key }),
    get(`/orders/{order-${name}-1}`),
    post('/orders', address),
    post('/orders', { address: '{address-elsewhere}' }, { key }),
    put(item(id), { quantity: 3 }),
    post('/orders', address, { key }),
    get('/cart'),
    post('/orders', { address: `   {address-${name}} ` }, { saves: `${name}-2` }),
    get('/orders'),
    get(`/stock/${id}`),
    post('/orders', address, { key: `{key-${name}-2}` }),
    get(`/orders/${UNKNOWN_ID}`),
  ];
}

const anna = signedIn('anna');
const ben = signedIn('ben');
const cleo = signedIn('cleo');
const dan = signedIn('dan');

export const ORDERING: StoryPhase = {
  title: 'ordering',
  lanes: {
    anna: ordering('anna', PRODUCT.strings, [
      anna.post('/orders', {}),
      anna.post('/orders', { address: 'x' }),
      anna.post('/orders', { address: 12_345 }),
      anna.post('/orders', { address: '{long-201}' }),
    ]),
    ben: ordering('ben', PRODUCT.stand, [
      ben.post('/orders', { address: '{address-ben}' }, { key: 'a key with spaces' }),
      ben.post('/orders', { address: '{address-ben}' }, { key: '{long-101}' }),
      ben.post('/orders', undefined, { text: '{"address": "' }),
    ]),
    cleo: ordering('cleo', PRODUCT.metronome, [
      cleo.post('/orders', undefined, { text: 'address', contentType: 'text/plain' }),
      cleo.post('/orders', { address: '{long-40000}' }),
    ]),
    dan: ordering('dan', PRODUCT.snareDrum, [
      dan.get('/orders?limit=0'),
      dan.get('/orders?limit=101'),
      dan.get('/orders?limit=many'),
    ]),
  },
};

const reading = (name: string, other: string): StoryStep[] => {
  const { get } = signedIn(name);
  return [
    get('/orders'),
    get(`/orders/{order-${name}-1}`),
    get(`/orders/{order-${name}-2}`),
    get(`/orders/{order-${other}-1}`),
    get(`/orders?before={order-${name}-2}`),
    get(`/orders?limit=1&before={order-${name}-2}`),
  ];
};

export const READING: StoryPhase = {
  title: 'reading what was ordered',
  lanes: {
    anna: reading('anna', 'ben'),
    ben: reading('ben', 'cleo'),
    cleo: reading('cleo', 'dan'),
    dan: reading('dan', 'anna'),
  },
};
