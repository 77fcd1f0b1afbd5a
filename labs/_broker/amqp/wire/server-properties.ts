/**
 * What the broker says of itself in `connection.start`. Capabilities have RabbitMQ's names, and only those that hold are named. Pure.
 * @module
 */
import type { FieldTable } from '../model/message.ts';

export const SERVER_PROPERTIES: FieldTable = {
  capabilities: {
    publisher_confirms: true,
    exchange_exchange_bindings: true,
    'basic.nack': true,
    consumer_cancel_notify: true,
    'connection.blocked': true,
    consumer_priorities: true,
    authentication_failure_close: true,
    per_consumer_qos: true,
    direct_reply_to: true,
  },
  cluster_name: 'ensemble',
  information: 'A broker for learning. It behaves as RabbitMQ 3.10 does, and is not RabbitMQ.',
  platform: 'Node.js',
  product: 'Ensemble broker',
  version: '0.1.0',
};
