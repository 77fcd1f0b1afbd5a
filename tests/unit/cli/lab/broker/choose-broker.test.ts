import { expect, test } from 'vitest';
import { readManifest } from '#build/read-manifest.ts';
import { chooseBroker } from '#cli/lab/broker/choose-broker.ts';

test('chooseBroker() refuses a lab without a broker', async () => {
  const manifest = await readManifest('.', 'hello-payment');

  await expect(chooseBroker('rabbitmq', manifest)).rejects.toMatchObject({ code: 'LAB_BROKER_MISSING' });
});

test('chooseBroker() refuses a lab whose manifest names no real engine', async () => {
  const manifest = { ...(await readManifest('.', 'add-a-message-broker')), engines: ['simulated' as const] };

  await expect(chooseBroker('rabbitmq', manifest)).rejects.toMatchObject({ code: 'LAB_ENGINE_UNSUPPORTED' });
});

test('chooseBroker() says where it looked when nobody listens at an address', async () => {
  const manifest = await readManifest('.', 'add-a-message-broker');
  const address = {
    host: '127.0.0.1',
    port: 1,
    user: 'ada',
    password: 'love',
    virtualHost: '/',
    managementUrl: 'http://127.0.0.1:2',
  };

  await expect(chooseBroker(address, manifest)).rejects.toMatchObject({
    code: 'LAB_BROKER_UNREACHABLE',
    message: expect.stringMatching(/^Cannot use the broker at 127\.0\.0\.1:1, virtual host "\/": .*ECONNREFUSED/),
  });
});
