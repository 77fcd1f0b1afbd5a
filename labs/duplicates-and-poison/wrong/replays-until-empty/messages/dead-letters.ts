/**
 * Where a service puts what it cannot do, and gets it back from: the queue `<service>.dead`. A letter keeps its bytes; why it lies
 * there stands in its header `reason`.
 *
 * In both directions the message is published and confirmed in its new place before it is acknowledged in the old one. A crash
 * in between leaves it in both, and a second time is harmless here.
 */
import { setTimeout } from 'node:timers/promises';
import type { ConfirmChannel, ConsumeMessage, GetMessage } from 'amqplib';

const WORK_MS = 500;

export const deadQueueOf = (queue: string): string => `${queue}.dead`;

export async function setAside(
  channel: ConfirmChannel,
  queue: string,
  message: ConsumeMessage,
  reason: string,
): Promise<void> {
  await move(channel, message, deadQueueOf(queue), { reason });
}

/** Puts everything to the end of the service's own queue, until nothing is left. @returns How many. */
export async function replay(channel: ConfirmChannel, queue: string): Promise<number> {
  let count = 0;
  for (let letter = await channel.get(deadQueueOf(queue)); letter; letter = await channel.get(deadQueueOf(queue))) {
    await move(channel, letter, queue, {});
    count += 1;
    // What comes of it is waited for, so that an empty queue means that all is done.
    await setTimeout(WORK_MS);
  }
  return count;
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
