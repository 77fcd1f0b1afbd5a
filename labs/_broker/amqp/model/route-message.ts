/**
 * Which queues get a message: through bindings, from exchange to exchange, and over alternates where nothing matches. Pure.
 * @module
 */
import { Exchange, type Destination } from './exchange.ts';
import type { Message } from './message.ts';
import type { MessageQueue } from './message-queue.ts';

/**
 * A queue is named once however many bindings lead to it, and an exchange is asked once.
 * @param find Looks up an exchange, for alternates.
 */
export function routeMessage(
  from: Exchange,
  message: Message,
  find: (name: string) => Exchange | undefined,
): Set<MessageQueue> {
  const keys = message.allRoutingKeys ?? [message.routingKey];
  const headers = message.properties.headers ?? {};
  const queues = new Set<MessageQueue>();
  const asked = new Set<Exchange>([from]);
  for (const exchange of asked) {
    let matched = false;
    const found = (destination: Destination): void => {
      matched = true;
      // What is added to a set while it is walked is walked as well.
      if (destination instanceof Exchange) asked.add(destination);
      else queues.add(destination);
    };
    exchange.match(keys, headers, found);
    const alternate = matched || exchange.alternate === undefined ? undefined : find(exchange.alternate);
    if (alternate) asked.add(alternate);
  }
  return queues;
}
