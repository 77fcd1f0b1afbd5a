import { expect, test } from 'vitest';
import { type BrokerFlags, parseBrokerFlags, withoutPassword } from '#cli/lab/broker/parse-broker-flags.ts';
import type { CourseError } from '#course/course-error.ts';

const parse = (flags: Partial<BrokerFlags>) =>
  parseBrokerFlags({ amqp: undefined, 'amqp-management': undefined, real: true, ...flags });

function errorOf(flags: Partial<BrokerFlags>): CourseError {
  try {
    parse(flags);
  } catch (error) {
    return error as CourseError;
  }
  throw new Error('nothing was thrown');
}

test('parseBrokerFlags() asks for no broker when no flag does', () => {
  expect(parse({ real: undefined })).toBeUndefined();
});

test('parseBrokerFlags() asks for RabbitMQ by its name', () => {
  expect(parse({ amqp: 'rabbitmq' })).toBe('rabbitmq');
});

test.each([
  ['amqp://localhost', ['localhost', 5672, 'guest', 'guest', '/', 'http://localhost:15672']],
  ['amqp://localhost/', ['localhost', 5672, 'guest', 'guest', '/', 'http://localhost:15672']],
  [
    'amqp://ada:l%40ve@broker.example:5673/la%2Fbs',
    ['broker.example', 5673, 'ada', 'l@ve', 'la/bs', 'http://broker.example:15673'],
  ],
  ['amqp://ada@[::1]/labs', ['::1', 5672, 'ada', '', 'labs', 'http://[::1]:15672']],
])(
  'parseBrokerFlags() reads %s when it is an address',
  (amqp, [host, port, user, password, virtualHost, managementUrl]) => {
    expect(parse({ amqp })).toEqual({ host, port, user, password, virtualHost, managementUrl });
  },
);

test('parseBrokerFlags() takes the address of the management interface when it is given', () => {
  const wish = parse({ amqp: 'amqp://localhost:60000', 'amqp-management': 'https://localhost:8443/rabbit/' });

  expect(wish).toMatchObject({ managementUrl: 'https://localhost:8443/rabbit' });
});

test.each([
  'localhost:5672',
  'amqps://localhost',
  'http://localhost',
  'amqp://',
  'amqp://localhost/a/b',
  'amqp://localhost?heartbeat=5',
  'amqp://localhost/%zz',
  'amqp://localhost:60000',
])('parseBrokerFlags() refuses %s when it is no address that it can use', (amqp) => {
  expect(errorOf({ amqp }).code).toBe('LAB_ADDRESS_INVALID');
});

test.each(['localhost:15672', 'http://ada:love@localhost:15672', 'amqp://localhost', 'http://localhost?x=1'])(
  'parseBrokerFlags() refuses %s when it is no address of a management interface',
  (management) => {
    const error = errorOf({ amqp: 'amqp://localhost', 'amqp-management': management });

    expect(error.code).toBe('LAB_ADDRESS_INVALID');
    expect(error.message).not.toContain('love');
  },
);

test.each([
  { amqp: 'rabbitmq', real: undefined },
  { amqp: 'amqp://localhost', real: false },
  { 'amqp-management': 'http://localhost:15672' },
  { amqp: 'rabbitmq', 'amqp-management': 'http://localhost:15672' },
])('parseBrokerFlags() refuses %j when the flags do not go together', (flags) => {
  expect(errorOf(flags).code).toBe('LAB_FLAG_UNKNOWN');
});

test('parseBrokerFlags() repeats no password when it refuses an address', () => {
  expect(errorOf({ amqp: 'amqps://ada:a@b@localhost' }).message).toContain('amqps://ada:***@localhost');
});

test('withoutPassword() leaves an address without a login as it is', () => {
  expect(withoutPassword('amqp://localhost:5672')).toBe('amqp://localhost:5672');
});
