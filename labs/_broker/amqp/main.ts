/**
 * The broker as a program: listens on PORT (5672) of HOST (all addresses; several are separated by commas), keeps what is durable in
 * the folder DATA_DIR when there is one, says over HTTP what stands in it on MANAGEMENT_PORT when there is one, and ends with SIGTERM or
 * SIGINT. User guest, password guest. Runs in Node and in the simulated engine.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { JournalError } from './disk/journal-error.ts';
import { openJournal } from './disk/open-journal.ts';
import { manage } from './management/manage.ts';
import { openObservedHost } from './observe/observers.ts';
import { BrokerServer } from './wire/broker-server.ts';
import { systemClock } from './wire/system-clock.ts';

const STANDARD_PORT = '5672';
/** Of names that the broker gives. */
const TOKEN_BYTES = 16;

/** One JSON object a line, so that a machine can search what a person can read. */
function log(level: 'info' | 'error', message: string, fields: object = {}): void {
  console.log(JSON.stringify({ time: new Date().toISOString(), level, service: 'broker', message, ...fields }));
}

function tell(error: unknown): void {
  if (error instanceof JournalError) log('error', error.message, { code: error.code, hint: error.hint });
  else log('error', 'mistake', { error: error instanceof Error ? error.stack : String(error) });
}

process.on('uncaughtException', (error) => {
  tell(error);
  process.exit(1);
});

const { PORT = STANDARD_PORT, MANAGEMENT_PORT, HOST = '', DATA_DIR } = process.env;
const port = readPort('PORT', PORT);

function readPort(name: string, text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= 65_535) return number;
  throw new RangeError(`${name} is "${text}" and should be a whole number from 0 to 65535`);
}

const journal = DATA_DIR ? openJournal(DATA_DIR) : undefined;
const vhost = openObservedHost({
  clock: systemClock,
  ...(journal && { journal }),
  newToken: () => randomBytes(TOKEN_BYTES).toString('base64url'),
});
const server = new BrokerServer({
  openConnection: (options) => vhost.openConnection(options),
  messageMaxBytes: vhost.limits.messageMaxBytes,
  channelMax: vhost.limits.channelMax,
  onMistake: (error) => {
    // What cannot be kept must not be confirmed: a broker whose disk fails ends.
    if (error instanceof JournalError) throw error;
    tell(error);
  },
});
const hosts = HOST.split(',').filter((host) => host !== '');
try {
  log('info', 'listening', { port: await server.listen(port, hosts), ...(DATA_DIR && { folder: DATA_DIR }) });
} catch (error) {
  log('error', 'cannot listen', { port, error: String(error) });
  process.exit(1);
}

if (MANAGEMENT_PORT !== undefined) {
  manage(() => vhost.snapshot()).listen(readPort('MANAGEMENT_PORT', MANAGEMENT_PORT), hosts[0]);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    log('info', 'stopping');
    void server.close().then(() => {
      journal?.close();
      log('info', 'stopped');
      process.exit(0);
    });
  });
}
