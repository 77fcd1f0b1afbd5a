/**
 * The log service: a log, in Kafka's terms; not Kafka. `node labs/_broker/log/main.ts`, with PORT (default 9092), DATA_DIR
 * (default `log-data`), HOST, and FLUSH_MS: how long a record that was not sent with acks=all may stay in memory only.
 * Runs in both engines.
 * @module
 */
import { once } from 'node:events';
import { GroupJournal } from './group-journal.ts';
import { createGroupRoutes } from './group-routes.ts';
import { createLogServer } from './log-server.ts';
import { topicRoutes } from './topic-routes.ts';
import { Topics } from './topics.ts';

function readNumber(name: string, standard: number): number {
  const text = process.env[name];
  if (text === undefined || text === '') return standard;
  if (/^\d+$/.test(text)) return Number(text);
  console.error(`${name} should be a whole number; it is "${text}"`);
  process.exit(2);
}

const port = readNumber('PORT', 9092);
const flushMs = readNumber('FLUSH_MS', 10);
const folder = process.env['DATA_DIR'] ?? 'log-data';

const topics = await Topics.open(`${folder}/topics`, { flushMs, nowMs: () => Date.now() });
const journal = await GroupJournal.open(folder);
const groups = createGroupRoutes(journal, topics);
const server = createLogServer({
  'GET /health': () => ({ status: 200, body: { status: 'ok', service: 'log', topics: topics.all().length } }),
  ...topicRoutes(topics, (deletedTopic) => journal.append({ deletedTopic })),
  ...groups.routes,
});
server.listen(port, process.env['HOST'], () => {
  console.log(JSON.stringify({ message: 'listening', port, topics: topics.all().length }));
});

process.once('SIGTERM', () => {
  server.close();
  // Ends the long polls: their callers ask again elsewhere, or later.
  groups.close();
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 1000).unref();
  void once(server, 'close')
    .then(() => Promise.all([topics.close(), journal.close()]))
    .then(() => process.exit(0));
});
