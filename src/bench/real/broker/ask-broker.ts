/**
 * Asks a broker who it is. Node only.
 * @module
 */
import { connect } from 'amqplib';
import type { BrokerAddress } from './broker-choice.ts';

const ANSWER_LIMIT_MS = 10_000;
const LONGEST_TEXT = 100;

/**
 * Opens a connection, and closes it again.
 *
 * @returns product and version as its server properties say them.
 * @throws {Error} when it does not answer within 10 s, or does not let us in.
 *
 * @example
 * await askBroker(address) // 'RabbitMQ 3.10.8'
 */
export async function askBroker(address: Omit<BrokerAddress, 'managementUrl'>): Promise<string> {
  const { host, port, user, password, virtualHost } = address;
  const options = { protocol: 'amqp', hostname: host, port, username: user, password, vhost: virtualHost };
  const connection = await connect(options, { timeout: ANSWER_LIMIT_MS, noDelay: true });
  // What happens to it afterwards is nobody's concern.
  connection.on('error', () => {});
  const { product, version } = connection.connection.serverProperties;
  await connection.close();
  return `${String(product)} ${String(version)}`.slice(0, LONGEST_TEXT);
}
