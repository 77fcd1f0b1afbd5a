/**
 * Where a service puts what it cannot do, and gets it back from: the queue `<service>.dead`. A letter is a report:
 * what was wrong, and the message.
 *
 * In both directions the message is published and confirmed in its new place before it is acknowledged in the old one. A crash
 * in between leaves it in both, and a second time is harmless here.
 */
import type { ConfirmChannel, ConsumeMessage, GetMessage } from 'amqplib';

export const deadQueueOf = (queue: string): string => `${queue}.dead`;

export async function setAside(
  channel: ConfirmChannel,
  queue: string,
  message: ConsumeMessage,
  reason: string,
): Promise<void> {
  const report = JSON.stringify({ reason, message: message.content.toString() });
  await move(channel, message, deadQueueOf(queue), { reason }, Buffer.from(report));
}

/** Puts what lies there now to the end of the service's own queue: what fails again comes back after that. @returns How many. */
export async function replay(channel: ConfirmChannel, queue: string): Promise<number> {
  const { messageCount } = await channel.checkQueue(deadQueueOf(queue));
  for (let count = 0; count < messageCount; count++) {
    const letter = await channel.get(deadQueueOf(queue));
    if (!letter) return count;
    const report = JSON.parse(letter.content.toString()) as { readonly message: string };
    await move(channel, letter, queue, {}, Buffer.from(report.message));
  }
  return messageCount;
}

async function move(
  channel: ConfirmChannel,
  message: ConsumeMessage | GetMessage,
  to: string,
  headers: Readonly<Record<string, string>>,
  content: Buffer,
): Promise<void> {
  const { messageId, contentType } = message.properties;
  channel.sendToQueue(to, content, { persistent: true, messageId, contentType, headers });
  await channel.waitForConfirms();
  channel.ack(message);
}
