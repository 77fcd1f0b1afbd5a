/**
 * A client of the broker in the engine: `GET /ping-pong?count=500` and `GET /confirm-and-ack?count=5000` do so many and answer
 * with the count when all are done. Runs in the simulation.
 * @module
 */
import { createServer } from 'node:http';
import { connect } from 'amqplib';
import { confirmAndAck, pingPong } from '../broker-workloads.ts';

const connection = await connect(process.env['AMQP_URL'] ?? '', { noDelay: true });

createServer((incoming, outgoing) => {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://client');
  const count = Number(searchParams.get('count'));
  const exchange = pathname === '/ping-pong' ? pingPong : confirmAndAck;
  void exchange(connection, count).then(() => outgoing.end(String(count)));
}).listen(Number(process.env['PORT']));
