/**
 * The broker as a program: listens on PORT (5672) of HOST (all addresses; several are separated by commas), keeps what is durable in
 * the folder DATA_DIR when there is one, and ends with SIGTERM or SIGINT. User guest, password guest. Runs in Node and in the
 * simulated engine.
 * @module
 */
import { openJournal } from './disk/open-journal.ts';
import { VirtualHost } from './model/virtual-host.ts';
import { BrokerServer } from './wire/broker-server.ts';
import { systemClock } from './wire/system-clock.ts';

const STANDARD_PORT = '5672';

/** One JSON object a line, so that a machine can search what a person can read. */
function log(level: 'info' | 'error', message: string, fields: object = {}): void {
  console.log(JSON.stringify({ time: new Date().toISOString(), level, service: 'broker', message, ...fields }));
}

const { PORT = STANDARD_PORT, HOST = '', DATA_DIR } = process.env;
const port = Number(PORT);
if (!/^\d+$/.test(PORT) || port > 65_535)
  throw new RangeError(`PORT is "${PORT}" and should be a whole number from 0 to 65535`);

const vhost = new VirtualHost({
  clock: systemClock,
  ...(DATA_DIR && { journal: openJournal(DATA_DIR) }),
});
const server = new BrokerServer({
  openConnection: (options) => vhost.openConnection(options),
  messageMaxBytes: vhost.limits.messageMaxBytes,
  channelMax: vhost.limits.channelMax,
  onMistake: (error) => log('error', 'mistake', { error: error instanceof Error ? error.stack : String(error) }),
});
const hosts = HOST.split(',').filter((host) => host !== '');
try {
  log('info', 'listening', { port: await server.listen(port, hosts), ...(DATA_DIR && { folder: DATA_DIR }) });
} catch (error) {
  log('error', 'cannot listen', { port, error: String(error) });
  process.exit(1);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    log('info', 'stopping');
    void server.close().then(() => {
      log('info', 'stopped');
      process.exit(0);
    });
  });
}
