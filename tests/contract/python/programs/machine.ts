/**
 * A machine with a log service and a terminal, for tests in the simulated engine: `POST /` with `{ source, args }` writes the script to
 * the machine's disk, runs `python producer.py` and answers with what it printed.
 * @module
 */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

const FOLDER = '/home';
const LOG_PORT = '9092';

async function run({ source, args }: { readonly source: string; readonly args: readonly string[] }) {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/producer.py`, source);
  const child = spawn(process.execPath, ['/_broker/python/main.ts', 'producer.py', ...args], {
    cwd: FOLDER,
    // Where the log of this machine listens.
    env: { ...process.env, PORT: LOG_PORT },
  });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { stdout, stderr, code: code as number };
}

const log = fork('/_broker/log/main.ts', {
  env: { PORT: LOG_PORT, DATA_DIR: '/data/log', FLUSH_MS: '10' },
  silent: true,
});
await once(log.stdout ?? log, 'data');
createServer((request, response) => {
  void text(request)
    .then((body) => run(JSON.parse(body) as Parameters<typeof run>[0]))
    .then((result) => response.end(JSON.stringify(result)));
}).listen(Number(process.env['PORT']));
