import { expect, test } from 'vitest';
import { addressesIn, labPorts, realEnvironment } from '#bench/real/real-environment.ts';

const broker = {
  name: 'broker',
  entry: 'main.ts',
  port: 5672,
  env: { MANAGEMENT_PORT: '15672', DATA_DIR: '/data', LIMIT: '80', REPORT: '443', MAILBOX_URL: 'http://mailbox/mails' },
};

test('labPorts() gives the port of a program and those that variables ending in _PORT name', () => {
  expect(labPorts(broker)).toEqual([5672, 15_672]);
  expect(labPorts({ ...broker, env: { MANAGEMENT_PORT: '5672', OTHER_PORT: '70000', LOST_PORT: 'http' } })).toEqual([
    5672,
  ]);
});

test('addressesIn() gives each address of the environment once, with the port that its scheme has', () => {
  const env = { A: 'http://bank', B: 'http://bank:80/x', C: 'amqp://broker', D: 'plain text', E: 'http://log:9092' };

  expect(addressesIn({ ...broker, env })).toEqual([
    { host: 'bank', port: 80 },
    { host: 'broker', port: 5672 },
    { host: 'log', port: 9092 },
  ]);
});

test('realEnvironment() makes addresses, ports and the data folder real, and leaves everything else', () => {
  const ports = new Map([
    [5672, 20_001],
    [15_672, 20_002],
  ]);

  expect(realEnvironment(broker, { folder: '/tmp/run/broker', ports, locate: () => 20_003 })).toEqual({
    PATH: process.env['PATH'],
    TZ: 'UTC',
    PORT: '20001',
    MANAGEMENT_PORT: '20002',
    DATA_DIR: '/tmp/run/broker/data',
    LIMIT: '80',
    REPORT: '443',
    MAILBOX_URL: 'http://127.0.0.1:20003/mails',
  });
});
