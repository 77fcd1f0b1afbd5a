import { expect, test } from 'vitest';
import type { LabProgram } from '#bench/judge/lab-program.ts';
import { type BrokerChoice, describeBroker, parseBrokerChoice } from '#bench/real/broker/broker-choice.ts';
import { amqpBrokerOf, CHOICE_VARIABLE, withChosenBroker } from '#bench/real/broker/with-chosen-broker.ts';

const started: BrokerChoice = {
  kind: 'started',
  product: 'RabbitMQ 3.10.8',
  rabbitmq: { script: '/opt/sbin/rabbitmq-server', version: '3.10.8' },
};
const outside: BrokerChoice = {
  kind: 'outside',
  product: 'RabbitMQ 4.1.0',
  address: {
    host: 'broker.example',
    port: 5673,
    user: 'ada',
    password: 'l@ve',
    virtualHost: 'la/bs',
    managementUrl: 'http://broker.example:15673',
  },
};
const LOGIN = 'ada:l%40ve';

const program = (env: Record<string, string> = {}): LabProgram => ({
  id: 'lab',
  services: [{ name: 'shop', entry: 'shop/main.ts', port: 80, env }],
  world: [
    { name: 'log', role: 'broker', entry: 'log.ts', port: 9092, env: {} },
    {
      name: 'broker',
      role: 'broker',
      entry: 'amqp.ts',
      port: 5672,
      env: { MANAGEMENT_PORT: '15672', DATA_DIR: '/data' },
    },
    { name: 'publisher', entry: 'publisher.ts', port: 80, env: { AMQP_URL: 'amqp://broker' } },
  ],
  checks: [],
  worldFiles: {},
  packages: {},
});

test('amqpBrokerOf() finds the broker that speaks AMQP beside a log', () => {
  expect(amqpBrokerOf(program())?.name).toBe('broker');
  expect(amqpBrokerOf({ world: [] })).toBeUndefined();
});

test('withChosenBroker() puts the stand-in in the place of the broker, with its ports and data, and the choice', () => {
  const { world } = withChosenBroker(program(), started);
  const broker = world[1];

  expect(broker).toMatchObject({ name: 'broker', port: 5672, env: { MANAGEMENT_PORT: '15672', DATA_DIR: '/data' } });
  expect(broker?.entry).toMatch(/\/src\/bench\/real\/broker\/run-broker\.ts$/);
  expect(JSON.parse(String(broker?.env[CHOICE_VARIABLE]))).toEqual(started);
});

test('withChosenBroker() leaves everything else as it is when the bench starts the broker', () => {
  const before = program({ AMQP_URL: 'amqp://guest:guest@broker' });
  const { world, services } = withChosenBroker(before, started);

  expect([services, world[0], world[2]]).toEqual([before.services, before.world[0], before.world[2]]);
});

test.each([
  ['amqp://broker', `amqp://${LOGIN}@broker/la%2Fbs`],
  ['amqp://broker:5672', `amqp://${LOGIN}@broker:5672/la%2Fbs`],
  ['amqp://guest:guest@broker/%2f?heartbeat=5', `amqp://${LOGIN}@broker/la%2Fbs?heartbeat=5`],
  ['amqp://brokers', 'amqp://brokers'],
  ['http://broker:15672', 'http://broker:15672'],
  ['amqp://other/broker', 'amqp://other/broker'],
])('withChosenBroker() makes %s of a service %s when the broker is outside', (address, expected) => {
  const { services, world } = withChosenBroker(program({ AMQP_URL: address }), outside);

  expect(services[0]?.env).toEqual({ AMQP_URL: expected });
  expect(world[2]?.env).toEqual({ AMQP_URL: `amqp://${LOGIN}@broker/la%2Fbs` });
});

test('withChosenBroker() changes nothing when the lab has no such broker', () => {
  const lab = { ...program(), world: [] };

  expect(withChosenBroker(lab, started)).toBe(lab);
});

test('parseBrokerChoice() reads what was written as JSON', () => {
  expect([started, outside].map((choice) => parseBrokerChoice(JSON.stringify(choice)))).toEqual([started, outside]);
});

test.each([
  '',
  '{}',
  '{"kind":"started"}',
  '{"kind":"outside","product":"x","address":{}}',
  JSON.stringify({ ...started, kind: 'x' }),
])('parseBrokerChoice() takes %j for no choice', (json) => {
  expect(parseBrokerChoice(json)).toBeUndefined();
});

test('describeBroker() says product, version and place, and neither user nor password', () => {
  expect(describeBroker(started)).toBe('RabbitMQ 3.10.8, started by the bench');
  expect(describeBroker(outside)).toBe('RabbitMQ 4.1.0 at broker.example:5673, virtual host "la/bs"');
});
