/**
 * Where a service puts what it cannot do, and gets it back from: the queue `<service>.dead`. A letter keeps its bytes; why it lies
 * there stands in its header `reason`.
 *
 * In both directions the message is published and confirmed in its new place before it is acknowledged in the old one. A crash
 * in between leaves it in both, and a second time is harmless here.
 */
import { randomUUID } from 'node:crypto';
import type { ConfirmChannel, ConsumeMessage, GetMessage } from 'amqplib';

export const deadQueueOf = (queue: string): string => `${queue}.dead`;

export async function setAside(
  channel: ConfirmChannel,
  queue: string,
  message: ConsumeMessage,
  reason: string,
): Promise<void> {
  await move(channel, message, deadQueueOf(queue), { reason });
}

/** Puts what lies there now to the end of the service's own queue: what fails again comes back after that. @returns How many. */
export async function replay(channel: ConfirmChannel, queue: string): Promise<number> {
  const { messageCount } = await channel.checkQueue(deadQueueOf(queue));
  for (let count = 0; count < messageCount; count++) {
    const letter = await channel.get(deadQueueOf(queue));
    if (!letter) return count;
    letter.properties.messageId = randomUUID();
    await move(channel, letter, queue, {});
  }
  return messageCount;
}

async function move(
  channel: ConfirmChannel,
  message: ConsumeMessage | GetMessage,
  to: string,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const { messageId, contentType } = message.properties;
  channel.sendToQueue(to, message.content, { persistent: true, messageId, contentType, headers });
  await channel.waitForConfirms();
  channel.ack(message);
}
