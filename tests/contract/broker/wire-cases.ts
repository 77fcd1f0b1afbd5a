/**
 * Bytes that a client may send, in order and out of it, and what RabbitMQ answered: recorded from RabbitMQ 3.10.8 (Erlang 25.2.3) on
 * 2026-11-22, except where a case says what differs.
 * @module
 */
import {
  contentBody,
  contentHeader,
  frame,
  HEADER,
  HELLO,
  method,
  open,
  openChannel,
  startOk,
  tuneOk,
} from './raw-client.ts';

export interface WireCase {
  readonly name: string;
  readonly sends: readonly Buffer[];
  /** Behind `start`, `tune` and `open-ok`, where the connection gets so far. */
  readonly sees: readonly string[];
}

const TUNE = '0:ConnectionTune {"channelMax":2047,"frameMax":131072,"heartbeat":60}';
const OPEN = ['0:ConnectionStart', TUNE, '0:ConnectionOpenOk {"knownHosts":""}'];
const CHANNEL_OPEN = '1:ChannelOpenOk {"channelId":""}';

const close = (replyCode: number, replyText: string, classId = 0, methodId = 0, channel = 0): string =>
  `${channel}:${channel === 0 ? 'Connection' : 'Channel'}Close ${JSON.stringify({ replyCode, replyText, classId, methodId })}`;

/** While nobody is logged in. */
const stranger = (name: string, sends: readonly Buffer[], ...sees: readonly string[]): WireCase => ({
  name,
  sends,
  sees,
});
/** On an open connection. */
const client = (name: string, sends: readonly Buffer[], ...sees: readonly string[]): WireCase => ({
  name,
  sends: [...HELLO, ...sends],
  sees: [...OPEN, ...sees],
});
/** On an open channel. */
const onChannel = (name: string, sends: readonly Buffer[], ...sees: readonly string[]): WireCase =>
  client(name, [openChannel(), ...sends], CHANNEL_OPEN, ...sees);

const publish = (routingKey = 'nowhere', fields: object = {}): Buffer =>
  method('BasicPublish', 1, { exchange: '', routingKey, ...fields });
const empty = (routingKey?: string, fields?: object): Buffer =>
  Buffer.concat([publish(routingKey, fields), contentHeader(0)]);
const qos = (channel = 1): Buffer => method('BasicQos', channel, { prefetchCount: 1 });
const bytes = (...values: readonly number[]): Buffer => Buffer.from(values);
const START = '0:ConnectionStart';
const EXPECTED_HEADER = 'expected content header for class 60, got non content header frame instead';
const EXPECTED_METHOD = 'UNEXPECTED_FRAME - expected method frame, got non method frame instead';
const EXPECTED_BODY = 'UNEXPECTED_FRAME - expected content body, got non content body frame instead';
const RUNNING = 'CHANNEL_ERROR - unexpected method in connection state running';
const UNIMPLEMENTED = 'COMMAND_INVALID - unimplemented method';
const SECOND_OPEN = "CHANNEL_ERROR - second 'channel.open' seen";
const EXPECTED_OPEN = "CHANNEL_ERROR - expected 'channel.open'";
const NO_EXCHANGE = "NOT_FOUND - no exchange 'nope' in vhost '/'";

export const WIRE_CASES: readonly WireCase[] = [
  stranger('another protocol', [Buffer.from('GET / HT')], 'header 0 0 9 1', 'closed'),
  stranger('another version', [Buffer.from('AMQP\u0000\u0001\u0000\u0000')], 'header 0 0 9 1', 'closed'),
  stranger(
    'a wrong password',
    [HEADER, startOk('\u0000guest\u0000wrong')],
    START,
    close(
      403,
      'ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN. For details see the broker logfile.',
    ),
    'closed',
  ),
  stranger(
    'a wrong password of a client that is not told',
    [HEADER, startOk('\u0000a\u0000b', 'PLAIN', false)],
    START,
    'closed',
  ),
  stranger('half a login', [HEADER, startOk('guest')], START, 'closed'),
  stranger('a mechanism that is not offered', [HEADER, startOk('', 'EXTERNAL')], START, 'closed'),
  stranger('an AMQPLAIN that is no table', [HEADER, startOk('xx', 'AMQPLAIN')], START, 'closed'),
  stranger('frames smaller than the smallest', [HEADER, startOk(), tuneOk({ frameMax: 100 })], START, TUNE, 'closed'),
  stranger('frames larger than the largest', [HEADER, startOk(), tuneOk({ frameMax: 999_999 })], START, TUNE, 'closed'),
  stranger('frames without a limit', [HEADER, startOk(), tuneOk({ frameMax: 0 })], START, TUNE, 'closed'),
  stranger('more channels than there are', [HEADER, startOk(), tuneOk({ channelMax: 60_000 })], START, TUNE, 'closed'),
  stranger(
    'a virtual host that is not there',
    [HEADER, startOk(), tuneOk(), open('/nope')],
    START,
    TUNE,
    close(530, 'NOT_ALLOWED - vhost /nope not found', 10, 40),
  ),
  stranger('open before start-ok', [HEADER, open()], START, 'closed'),
  stranger('a channel before open', [HEADER, startOk(), openChannel()], START, TUNE, 'closed'),
  client('a method before channel.open', [qos()], close(504, EXPECTED_OPEN, 60, 10)),
  client(
    'channel.close of a channel that is not open',
    [method('ChannelCloseOk', 5)],
    close(504, EXPECTED_OPEN, 20, 41),
  ),
  client('a method of channels on channel 0', [qos(0)], close(504, RUNNING, 60, 10)),
  client('start-ok again', [startOk()], close(504, RUNNING, 10, 11)),
  client('open again', [open()], close(504, RUNNING, 10, 40)),
  client(
    'a frame of no type on channel 0',
    [frame(4, 0, Buffer.from('abcdefghijklmnopqrstuvwxyz'))],
    close(501, 'FRAME_ERROR - type 4, first 16 octets = <<"abcdefghijklmnop">>: unknown_frame'),
  ),
  client(
    'a heartbeat with content',
    [frame(8, 0, Buffer.from('x'))],
    close(501, 'FRAME_ERROR - type 8, all octets = <<"x">>: unknown_frame'),
  ),
  client(
    'a content header on channel 0',
    [frame(2, 0, Buffer.alloc(14))],
    close(505, 'UNEXPECTED_FRAME - type 2, all octets = <<0,0,0,0,0,0,0,0,0,0,0,0,0,0>>'),
  ),
  client('fields on channel 0 that are cut off', [frame(1, 0, bytes(0, 10, 0, 50, 0))], close(541, 'INTERNAL_ERROR')),
  client(
    'connection.update-secret',
    [method('ConnectionUpdateSecret', 0, { newSecret: Buffer.from('x'), reason: 'y' })],
    '0:ConnectionUpdateSecretOk {}',
  ),
  client(
    'connection.blocked from a client',
    [method('ConnectionBlocked', 0, { reason: 'x' })],
    close(504, RUNNING, 10, 60),
  ),
  client(
    'connection.close',
    [method('ConnectionClose', 0, { replyCode: 200, replyText: 'bye', classId: 0, methodId: 0 })],
    '0:ConnectionCloseOk {}',
    'closed',
  ),
  onChannel('channel.open twice', [openChannel()], close(504, SECOND_OPEN, 20, 10)),
  onChannel('channel.close-ok that nobody asked for', [method('ChannelCloseOk')], close(503, UNIMPLEMENTED, 20, 41)),
  onChannel('a method of the connection on a channel', [method('ConnectionOpen')], close(503, UNIMPLEMENTED, 10, 40)),
  onChannel('a method that only brokers send', [method('BasicQosOk')], close(503, UNIMPLEMENTED, 60, 11)),
  onChannel(
    'a delivery from a client',
    [method('BasicDeliver', 1, { consumerTag: 'a', deliveryTag: 1, exchange: '', routingKey: '' }), contentHeader(0)],
    close(503, UNIMPLEMENTED, 60, 60),
  ),
  // RabbitMQ drops the connection without a word.
  onChannel(
    'a method that AMQP does not have',
    [frame(1, 1, bytes(0, 60, 0, 250))],
    close(540, 'NOT_IMPLEMENTED - unknown method 60.250', 60, 250),
  ),
  onChannel(
    'half a method',
    [frame(1, 1, bytes(0, 60))],
    close(501, 'FRAME_ERROR - type 1, all octets = <<0,60>>: unknown_frame'),
  ),
  onChannel(
    'fields that are cut off',
    [frame(1, 1, bytes(0, 50, 0, 10, 0, 0, 9, 65))],
    close(501, 'FRAME_ERROR - cannot decode <<0,0,9,65>>', 50, 10),
  ),
  onChannel(
    'fields with something behind them',
    [frame(1, 1, bytes(0, 60, 0, 10, 0, 0, 0, 0, 0, 1, 0, 99))],
    close(501, 'FRAME_ERROR - cannot decode <<0,0,0,0,0,1,0,99>>', 60, 10),
  ),
  onChannel(
    'a frame without its end',
    [frame(1, 1, bytes(0, 20, 0, 10, 0), 0)],
    close(501, 'FRAME_ERROR - type 1, all octets = <<0,20,0,10,0>>: {invalid_frame_end_marker,0}'),
    'closed',
  ),
  onChannel(
    'a frame that is too large',
    [frame(3, 1, Buffer.alloc(131_073))],
    close(501, 'FRAME_ERROR - type 3, all octets = <<>>: {frame_too_large,131073,131064}'),
    'closed',
  ),
  onChannel(
    'a heartbeat on a channel',
    [frame(8, 1, Buffer.alloc(0))],
    close(505, 'UNEXPECTED_FRAME - type 8, all octets = <<>>'),
  ),
  onChannel('a body without a publish', [contentBody('abc')], close(505, EXPECTED_METHOD)),
  onChannel('a content header without a publish', [contentHeader(3)], close(505, EXPECTED_METHOD)),
  onChannel(
    'a method in place of a content header',
    [publish(), qos()],
    close(505, `UNEXPECTED_FRAME - ${EXPECTED_HEADER}`, 60, 40),
  ),
  onChannel(
    'a body in place of a content header',
    [publish(), contentBody('a')],
    close(505, `UNEXPECTED_FRAME - ${EXPECTED_HEADER}`, 60, 40),
  ),
  onChannel('a method in place of a body', [publish(), contentHeader(3), qos()], close(505, EXPECTED_BODY, 60, 40)),
  onChannel(
    'a body longer than announced',
    [publish(), contentHeader(3), contentBody('abcdef')],
    close(505, EXPECTED_BODY, 60, 40),
  ),
  onChannel(
    'a content header of another class',
    [publish(), frame(2, 1, bytes(0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0))],
    close(505, 'UNEXPECTED_FRAME - expected content header for class 60, got one for class 10 instead', 60, 40),
  ),
  onChannel(
    'properties that cannot be read',
    [publish(), frame(2, 1, bytes(0, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0, 0, 99, 1, 2))],
    close(541, 'INTERNAL_ERROR'),
  ),
  onChannel(
    'a publish that is immediate',
    [empty('x', { immediate: true })],
    close(540, 'NOT_IMPLEMENTED - immediate=true', 60, 40),
  ),
  onChannel(
    'channel.flow off',
    [method('ChannelFlow', 1, { active: false })],
    close(540, 'NOT_IMPLEMENTED - active=false', 20, 20),
  ),
  onChannel('channel.flow on', [method('ChannelFlow', 1, { active: true })], '1:ChannelFlowOk {"active":true}'),
  onChannel('access.request', [method('AccessRequest', 1, { realm: '/' })], '1:AccessRequestOk {"ticket":1}'),
  onChannel(
    'a channel opened anew once its end was acknowledged',
    [empty('x', { exchange: 'nope' }), qos(), method('ChannelCloseOk'), openChannel()],
    close(404, NO_EXCHANGE, 60, 40, 1),
    CHANNEL_OPEN,
  ),
  onChannel(
    'a channel opened anew before its end was acknowledged',
    [empty('x', { exchange: 'nope' }), openChannel()],
    close(404, NO_EXCHANGE, 60, 40, 1),
    close(504, SECOND_OPEN, 20, 10),
  ),
  onChannel(
    'an error text that is too long',
    [empty('x', { exchange: 'n'.repeat(250) })],
    close(404, `NOT_FOUND - no exchange '${'n'.repeat(227)}...`, 60, 40, 1),
  ),
  stranger(
    'one channel more than was agreed',
    [HEADER, startOk(), tuneOk({ channelMax: 1 }), open(), openChannel(7), openChannel(2)],
    ...OPEN,
    '7:ChannelOpenOk {"channelId":""}',
    close(530, 'NOT_ALLOWED - number of channels opened (1) has reached the negotiated channel_max (1)'),
  ),
  onChannel(
    'a confirm behind the return of the same message',
    [method('ConfirmSelect'), empty('nowhere', { mandatory: true })],
    '1:ConfirmSelectOk {}',
    '1:BasicReturn {"replyCode":312,"replyText":"NO_ROUTE","exchange":"","routingKey":"nowhere"}',
    '1:header 0',
    '1:BasicAck {"deliveryTag":1,"multiple":false}',
  ),
  stranger(
    'a body in frames of the size that was agreed',
    [
      HEADER,
      startOk(),
      tuneOk({ frameMax: 4096 }),
      open(),
      openChannel(),
      method('QueueDeclare', 1, { queue: 'wire-frames', exclusive: true }),
      publish('wire-frames'),
      contentHeader(9000),
      contentBody(''),
      contentBody('a'.repeat(4088)),
      contentBody('b'.repeat(4088)),
      contentBody('c'.repeat(824)),
      method('BasicGet', 1, { queue: 'wire-frames', noAck: true }),
    ],
    ...OPEN,
    CHANNEL_OPEN,
    '1:QueueDeclareOk {"queue":"wire-frames","messageCount":0,"consumerCount":0}',
    '1:BasicGetOk {"deliveryTag":1,"redelivered":false,"exchange":"","routingKey":"wire-frames","messageCount":0}',
    '1:header 9000',
    '1:type 3, 4088 bytes',
    '1:type 3, 4088 bytes',
    '1:type 3, 824 bytes',
  ),
  onChannel(
    'consume-ok before the first delivery, and cancel-ok behind the last',
    [
      method('QueueDeclare', 1, { queue: 'wire-order', exclusive: true }),
      empty('wire-order'),
      method('BasicConsume', 1, { queue: 'wire-order', consumerTag: 't' }),
      method('BasicCancel', 1, { consumerTag: 't' }),
      method('BasicCancel', 1, { consumerTag: 'unknown' }),
    ],
    '1:QueueDeclareOk {"queue":"wire-order","messageCount":0,"consumerCount":0}',
    '1:BasicConsumeOk {"consumerTag":"t"}',
    '1:BasicDeliver {"consumerTag":"t","deliveryTag":1,"redelivered":false,"exchange":"","routingKey":"wire-order"}',
    '1:header 0',
    '1:BasicCancelOk {"consumerTag":"t"}',
    '1:BasicCancelOk {"consumerTag":"unknown"}',
  ),
];
