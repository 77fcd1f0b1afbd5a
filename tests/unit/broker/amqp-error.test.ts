import { describe, expect, it } from 'vitest';
import { AmqpError } from '../../../labs/_broker/amqp/model/amqp-error.ts';

describe('AmqpError', () => {
  it('AmqpError ends the channel when the code is a soft one', () => {
    const error = new AmqpError('NOT_FOUND', "no queue 'orders' in vhost '/'");
    expect(error).toMatchObject({
      replyCode: 404,
      replyText: "NOT_FOUND - no queue 'orders' in vhost '/'",
      scope: 'channel',
    });
  });

  it('AmqpError ends the connection when the code is a hard one', () => {
    expect(new AmqpError('NOT_IMPLEMENTED', 'active=false')).toMatchObject({ replyCode: 540, scope: 'connection' });
  });

  it('AmqpError cuts its text to a short string when it is longer', () => {
    const { replyText } = new AmqpError('NOT_FOUND', 'é'.repeat(300));
    expect(Buffer.byteLength(replyText)).toBeLessThanOrEqual(255);
    expect(replyText).toMatch(/é\.\.\.$/);
  });
});
