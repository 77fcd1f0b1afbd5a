/**
 * C5 of the lab: what it takes and what it refuses.
 */
import { expect, test } from 'vitest';
import { edited, useSplitLabs } from '../../support/split-lab.ts';

const SLUG = '05-isolation';
const { services, monolith } = useSplitLabs(SLUG);

test('the reference services pass', async () => {
  const result = await services.judge();
  expect(result, JSON.stringify([result.message, result.reason])).toMatchObject({ verdict: 'pass' });
});

test('the monolith takes no orders without its mail, for it is one process', async () => {
  const result = await monolith.judge();
  expect(result).toMatchObject({ verdict: 'fail', message: { id: 'mail-blocks-orders' } });
});

const GATEWAY = 'gateway/create-forwarder.ts';
const AWAY = "throw new Problem(503, 'service-unavailable', `${owner} does";
const BROKEN = [
  {
    name: 'a mail service that forgets what it could not send',
    id: 'mail-lost',
    variant: edited(
      'notifications/mail-queue.ts',
      'left += 1;',
      "left += 1; this.#database.exec('delete from emails where sent_at is null');",
    ),
  },
  {
    name: 'an outbox that is never told that a mail was taken',
    id: 'mail-twice',
    variant: edited('orders/outbox.ts', 'if (status !== 202) {', 'if (status !== 2020) {'),
    more: edited(
      'notifications/main.ts',
      "readText(body, 'eventId', { min: 1, max: 100 })",
      'String(performance.now())',
    ),
  },
  {
    name: 'an outbox that tries again without a pause',
    id: 'retries-without-pause',
    variant: edited(
      '_lib/retry-loop.ts',
      'setTimeout(() => this.wake(), this.#pauseMs)',
      'setTimeout(() => this.wake(), 5)',
    ),
  },
  {
    name: 'an entrance that answers an empty list for a catalogue that is away',
    id: 'error-hidden-as-success',
    variant: edited(
      GATEWAY,
      AWAY,
      `if (owner === 'products') return { status: 200, body: { products: [] } };\n    ${AWAY}`,
    ),
  },
  {
    name: 'an entrance that says 502',
    id: 'unclear-failure',
    variant: edited(GATEWAY, AWAY, AWAY.replace('503', '502')),
  },
  {
    name: 'an entrance that waits for ten times as long',
    id: 'waited-for-dead-service',
    variant: edited(GATEWAY, "method === 'GET' ? timeoutMs", "method === 'GET' ? 10 * timeoutMs"),
  },
];

test.each(BROKEN)('$name fails as $id', async ({ variant, more, id }) => {
  const result = await services.judge((files) => {
    variant(files);
    more?.(files);
  });
  expect(result, JSON.stringify([result.message, result.reason])).toMatchObject({ verdict: 'fail', message: { id } });
});
