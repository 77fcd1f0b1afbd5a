/**
 * Stands in the place of the lab's broker as a real process: starts RabbitMQ, or finds a broker outside, and hands what comes to PORT
 * and MANAGEMENT_PORT on to it. It listens when the broker answers, and ends when the broker that it started does; the data of
 * that one are in DATA_DIR. A kill of its process group takes everything along. Started as `node run-broker.ts`.
 * @module
 */
import { once } from 'node:events';
import process from 'node:process';
import { askBroker } from './ask-broker.ts';
import { type BrokerAddress, type BrokerChoice, parseBrokerChoice } from './broker-choice.ts';
import { forwardBytes } from './forward-bytes.ts';
import { forwardManagement } from './forward-management.ts';
import { ManagementApi } from './management-api.ts';
import { type RabbitmqServer, startRabbitmqServer } from './rabbitmq-server.ts';
import { CHOICE_VARIABLE } from './with-chosen-broker.ts';

const LOOPBACK = '127.0.0.1';

/** One JSON object a line, as the lab's own broker writes it. */
function log(level: 'info' | 'error', message: string, fields: object = {}): void {
  console.log(JSON.stringify({ time: new Date().toISOString(), level, service: 'broker', message, ...fields }));
}

async function start(choice: Extract<BrokerChoice, { kind: 'started' }>, folder: string): Promise<BrokerAddress> {
  const port = Number(process.env['SERVER_PORT']);
  const managementPort = Number(process.env['SERVER_MANAGEMENT_PORT']);
  const server = await startRabbitmqServer({
    rabbitmq: choice.rabbitmq,
    folder,
    ports: {
      amqp: port,
      management: managementPort,
      names: Number(process.env['SERVER_NAMES_PORT']),
      distribution: Number(process.env['SERVER_DISTRIBUTION_PORT']),
    },
  });
  endWith(server);
  return {
    host: LOOPBACK,
    port,
    user: 'guest',
    password: 'guest',
    virtualHost: '/',
    managementUrl: `http://${LOOPBACK}:${managementPort}`,
  };
}

function endWith(server: RabbitmqServer): void {
  let isStopping = false;
  void server.ended.then((printed) => {
    if (!isStopping) log('error', 'RabbitMQ ended', { printed });
    process.exit(isStopping ? 0 : 1);
  });
  process.once('SIGTERM', () => {
    isStopping = true;
    log('info', 'stopping');
    void server.stop();
  });
}

/** What an earlier check has left. */
async function clear(address: BrokerAddress): Promise<BrokerAddress> {
  await new ManagementApi(address).clear();
  return address;
}

const { PORT = '', MANAGEMENT_PORT = '', DATA_DIR = process.cwd() } = process.env;
const choice = parseBrokerChoice(process.env[CHOICE_VARIABLE] ?? '');
if (!choice) throw new Error(`Cannot stand in for the broker: ${CHOICE_VARIABLE} names none`);
const address = await (choice.kind === 'started' ? start(choice, DATA_DIR) : clear(choice.address));
const product = await askBroker(address);
if (product !== choice.product) {
  throw new Error(`Cannot stand in for ${choice.product}: ${product} answers in its place`);
}
const management = forwardManagement(new ManagementApi(address)).listen(Number(MANAGEMENT_PORT), LOOPBACK);
await once(management, 'listening');
await once(forwardBytes(address).listen(Number(PORT), LOOPBACK), 'listening');
log('info', 'listening', { product, port: Number(PORT) });
