/**
 * A customer with a long history turns its pages, while others buy; then everything is counted.
 * @module
 */
import { guest, PRODUCT, signedIn, type StoryPhase, type StoryStep } from '../story-teller.ts';

const ben = signedIn('ben');
const cleo = signedIn('cleo');
const ORDER_COUNT = 10;

const buying = (name: string, id: string, count: number): StoryStep[] => {
  const { post, put } = signedIn(name);
  return Array.from({ length: count }, (_, index) => index + 3).flatMap((number) => [
    put(`/cart/items/${id}`, { quantity: 1 + (number % 3) }),
    post(
      '/orders',
      { address: `{address-${name}}` },
      { saves: `${name}-${number}`, ...(number % 2 === 0 && { key: `{key-${name}-${number}}` }) },
    ),
  ]);
};

export const LONG_HISTORIES: StoryPhase = {
  title: 'long histories',
  lanes: {
    ben: buying('ben', PRODUCT.stand, ORDER_COUNT),
    cleo: buying('cleo', PRODUCT.metronome, 5),
    anna: buying('anna', PRODUCT.strings, 3),
  },
};

export const TURNING_PAGES: StoryPhase = {
  title: 'turning pages',
  lanes: {
    ben: [
      ben.get('/orders'),
      ben.get('/orders?limit=5'),
      ben.get('/orders?limit=5&before={order-ben-10}'),
      ben.get('/orders?limit=5&before={order-ben-5}'),
      ben.get('/orders?limit=100'),
      ben.get('/orders/{order-ben-7}'),
    ],
    cleo: [
      cleo.get('/orders'),
      cleo.get('/orders?limit=3&before={order-cleo-7}'),
      cleo.get('/orders/{order-cleo-4}'),
      cleo.get('/orders/{order-ben-7}'),
      cleo.post('/orders', { address: '{address-cleo}' }, { key: '{key-cleo-4}' }),
      cleo.post('/orders', { address: '{address-cleo}' }, { key: '{key-cleo-6}' }),
    ],
  },
};

export const COUNTING: StoryPhase = {
  title: 'counting everything',
  lanes: { guest: [guest.get('/products'), guest.get('/stock')] },
};
