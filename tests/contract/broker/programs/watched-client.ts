/**
 * Publishes, takes and settles messages over HTTP, so that a test knows what must be told of them.
 * @module
 */
import { createServer } from 'node:http';
import amqp, { type Channel, type ChannelModel } from 'amqplib';

const connecting: Promise<ChannelModel> = amqp.connect(process.env['BROKER_URL'] ?? '', { noDelay: true });
const open = async () => (await connecting).createConfirmChannel();

async function publish(): Promise<void> {
  const channel = await open();
  await channel.assertExchange('shop', 'topic', { durable: true });
  await channel.assertExchange('dead', 'fanout', { durable: true });
  await channel.assertQueue('dead', { durable: true });
  await channel.bindQueue('dead', 'dead', '');
  await channel.assertQueue('mails', { durable: true, arguments: { 'x-dead-letter-exchange': 'dead' } });
  await channel.bindQueue('mails', 'shop', 'order.*');
  for (const id of ['kept', 'twice', 'poison', 'held']) {
    channel.publish('shop', 'order.placed', Buffer.from(JSON.stringify({ id })), { persistent: true, messageId: id });
  }
  channel.publish('shop', 'order.placed', Buffer.from([0xff, 0x00]), { messageId: 'bytes' });
  channel.publish('shop', 'nobody.wants.it', Buffer.from('lost'));
  await channel.waitForConfirms();
}

/** Settles what comes by its name; keeps "held", and what is flagged redelivered is done. */
async function take(): Promise<void> {
  const channel: Channel = await open();
  let left = 5;
  await new Promise<void>((resolve) => {
    void channel.consume(
      'mails',
      (message) => {
        if (!message) return;
        const { messageId } = message.properties as { messageId: string };
        if (messageId === 'poison') channel.nack(message, false, false);
        else if (messageId === 'twice' && !message.fields.redelivered) channel.nack(message, false, true);
        else if (messageId !== 'held' && messageId !== 'bytes') channel.ack(message);
        left -= 1;
        if (left < 0) resolve();
      },
      { consumerTag: 'mailer' },
    );
  });
}

const ROUTES: Readonly<Record<string, () => Promise<void>>> = { '/publish': publish, '/take': take };

createServer((request, response) => {
  void (async () => {
    await ROUTES[request.url ?? '']?.();
    response.end('done');
  })();
}).listen(Number(process.env['PORT']));
