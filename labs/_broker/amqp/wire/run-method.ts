/**
 * What each method of an open channel asks of the model, and what it is answered with. Runs in Node and in the simulated
 * engine.
 * @module
 */
import { AmqpError } from '../model/amqp-error.ts';
import type { ChannelMethods } from '../model/channel-methods.ts';
import type { Message } from '../model/message.ts';
import type { Method, MethodFields, MethodName } from './method-table.ts';

export interface Answers {
  send<Name extends MethodName>(name: Name, fields: MethodFields<Name>): void;
  /** The content that follows a `basic.get_ok`. */
  content(message: Message): void;
}

/** What RabbitMQ answers to a request for a realm, which it does not have. */
const TICKET = 1;

/**
 * @param message What was published, with `basic.publish`.
 * @throws {AmqpError} Also 503 for what a client must not send.
 */
export function runMethod(
  channel: ChannelMethods,
  { name, fields }: Method,
  message: Message | undefined,
  answers: Answers,
): void {
  /** Most methods can be sent without waiting for an answer. */
  const ok = <Name extends MethodName>(answer: Name, answered: MethodFields<Name>): void => {
    if (!('nowait' in fields && fields.nowait)) answers.send(answer, answered);
  };
  switch (name) {
    case 'basic.publish':
      if (message) channel.publish({ message, mandatory: fields.mandatory, immediate: fields.immediate });
      return;
    case 'basic.ack':
      return channel.ack(fields);
    case 'basic.nack':
      return channel.nack(fields);
    case 'basic.reject':
      return channel.reject(fields);
    case 'basic.get':
      return get(channel, fields, answers);
    case 'basic.consume':
      channel.consume({ ...fields, args: fields.arguments }, (consumerTag) => ok('basic.consume_ok', { consumerTag }));
      return;
    case 'basic.cancel':
      channel.cancel(fields);
      return ok('basic.cancel_ok', { consumerTag: fields.consumerTag });
    case 'basic.qos':
      channel.qos(fields);
      return answers.send('basic.qos_ok', {});
    case 'basic.recover':
      channel.recover(fields);
      return answers.send('basic.recover_ok', {});
    case 'basic.recover_async':
      return channel.recover(fields);
    case 'exchange.declare':
      channel.exchangeDeclare({ ...fields, args: fields.arguments });
      return ok('exchange.declare_ok', {});
    case 'exchange.delete':
      channel.exchangeDelete(fields);
      return ok('exchange.delete_ok', {});
    case 'exchange.bind':
      channel.exchangeBind({ ...fields, args: fields.arguments });
      return ok('exchange.bind_ok', {});
    case 'exchange.unbind':
      channel.exchangeUnbind({ ...fields, args: fields.arguments });
      return ok('exchange.unbind_ok', {});
    case 'queue.declare':
      return ok('queue.declare_ok', channel.queueDeclare({ ...fields, args: fields.arguments }));
    case 'queue.bind':
      channel.queueBind({ ...fields, args: fields.arguments });
      return ok('queue.bind_ok', {});
    case 'queue.unbind':
      channel.queueUnbind({ ...fields, args: fields.arguments });
      return answers.send('queue.unbind_ok', {});
    case 'queue.purge':
      return ok('queue.purge_ok', { messageCount: channel.queuePurge(fields) });
    case 'queue.delete':
      return ok('queue.delete_ok', { messageCount: channel.queueDelete(fields) });
    case 'confirm.select':
      channel.confirmSelect();
      return ok('confirm.select_ok', {});
    case 'tx.select':
      channel.txSelect();
      return answers.send('tx.select_ok', {});
    case 'tx.commit':
      return channel.txCommit(() => answers.send('tx.commit_ok', {}));
    case 'tx.rollback':
      channel.txRollback();
      return answers.send('tx.rollback_ok', {});
    case 'channel.flow':
      channel.flow(fields);
      return answers.send('channel.flow_ok', fields);
    case 'access.request':
      return answers.send('access.request_ok', { ticket: TICKET });
    default:
      throw new AmqpError('COMMAND_INVALID', 'unimplemented method');
  }
}

function get(channel: ChannelMethods, asked: MethodFields<'basic.get'>, answers: Answers): void {
  const got = channel.get(asked);
  if (!got) return answers.send('basic.get_empty', { clusterId: '' });
  const { deliveryTag, redelivered, messageCount, message } = got;
  const { exchange, routingKey } = message;
  answers.send('basic.get_ok', { deliveryTag, redelivered, exchange, routingKey, messageCount });
  return answers.content(message);
}
