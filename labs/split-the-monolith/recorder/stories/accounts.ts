/**
 * Customers and staff register and sign in, some at the second attempt; at the end one signs out.
 * @module
 */
import { guest, signedIn, type StoryPhase, type StoryStep, teller } from '../story-teller.ts';

const account = (name: string) => ({
  email: `{email-${name}}`,
  name: `{name-${name}}`,
  password: `correct horse of ${name}`,
});

const credentials = (name: string) => ({ email: `{email-${name}}`, password: `correct horse of ${name}` });

const newcomer = (name: string, ...mistakes: readonly StoryStep[]): StoryStep[] => [
  guest.post('/sessions', credentials(name)),
  guest.post('/users', account(name), { saves: name }),
  guest.post('/users', account(name)),
  ...mistakes,
  guest.post('/sessions', { ...credentials(name), password: 'correct horse of another' }),
  guest.post('/sessions', credentials(name), { saves: name }),
  signedIn(name).get('/users/me'),
];

export const REGISTERING: StoryPhase = {
  title: 'registering and signing in',
  lanes: {
    anna: newcomer(
      'anna',
      guest.post('/users', { ...account('nobody'), email: 'not an address' }),
      guest.post('/users', { ...account('nobody'), password: 'short' }),
      guest.post('/users', { email: '{email-nobody}', password: 'correct horse' }),
      guest.post('/users', { ...account('nobody'), name: '   ' }),
    ),
    ben: newcomer(
      'ben',
      guest.post('/users', undefined, { text: '{"email": "half an object' }),
      guest.post('/users', undefined, { text: '["a list"]' }),
      guest.post('/users', undefined, { text: 'email=ben', contentType: 'application/x-www-form-urlencoded' }),
      guest.post('/sessions', undefined, { text: '{"email": ' }),
    ),
    cleo: newcomer(
      'cleo',
      guest.post('/users', { ...account('cleo'), email: '{EMAIL-cleo}' }),
      guest.post('/sessions', { ...credentials('cleo'), email: '{EMAIL-cleo}' }, { saves: 'cleo-elsewhere' }),
      guest.post('/sessions', { email: '{email-cleo}' }),
      guest.post('/sessions', { password: 'correct horse of cleo' }),
    ),
    dan: newcomer(
      'dan',
      guest.post('/users', { ...account('nobody'), name: '{long-40000}' }),
      guest.post('/users', { ...account('nobody'), name: '{long-101}' }),
      guest.post('/sessions', undefined, { text: '{}', contentType: 'text/plain' }),
    ),
  },
};

export const STAFF_AND_EVE: StoryPhase = {
  title: 'staff signs in',
  lanes: {
    eve: newcomer('eve'),
    staff: [
      guest.post('/sessions', { email: 'staff@shop.example', password: 'let me in as well' }),
      guest.post('/sessions', { email: 'staff@shop.example', password: 'let the staff in' }, { saves: 'staff' }),
      signedIn('staff').get('/users/me'),
      signedIn('staff').get('/orders'),
      signedIn('staff').get('/cart'),
      guest.post('/users', { ...account('nobody'), email: 'staff@shop.example' }),
    ],
  },
};

const elsewhere = teller('{token-cleo-elsewhere}');
const again = teller('{token-dan-again}');

export const SIGNING_OUT: StoryPhase = {
  title: 'signing out',
  lanes: {
    cleo: [
      elsewhere.get('/users/me'),
      elsewhere.remove('/sessions'),
      elsewhere.get('/users/me', { isAfterPause: true }),
      elsewhere.get('/cart'),
      elsewhere.get('/orders'),
      elsewhere.remove('/sessions'),
      signedIn('cleo').get('/users/me'),
      signedIn('cleo').get('/cart'),
    ],
    dan: [
      signedIn('dan').remove('/sessions'),
      signedIn('dan').get('/orders', { isAfterPause: true }),
      signedIn('dan').post('/orders', { address: '{address-dan}' }),
      guest.post('/sessions', credentials('dan'), { saves: 'dan-again' }),
      again.get('/users/me'),
      again.get('/orders'),
    ],
  },
};
