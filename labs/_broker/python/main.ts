/**
 * `python <script> [arguments]`: runs a Python script in MicroPython, with what `kafka-module.ts` has of kafka-python.
 * `node labs/_broker/python/main.ts producer.py`. Runs in both engines.
 * @module
 */
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runPython, type PythonWorld } from './run-python.ts';

interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  readonly timeoutMs: number;
}

const LOG_PORT = '9092';

/** On the machine of a log, its usual port means that log, wherever PORT has it listen. */
function addressOf(url: string): URL {
  const address = new URL(url);
  const isHere = ['localhost', '127.0.0.1', process.env['HOSTNAME']].includes(address.hostname);
  if (isHere && address.port === LOG_PORT) address.port = process.env['PORT'] ?? LOG_PORT;
  return address;
}

/** What happened to a request, as the module `kafka` takes it. */
async function request({ method, url, body, timeoutMs }: HttpRequest): Promise<object> {
  try {
    const response = await fetch(addressOf(url), {
      method,
      ...(body !== null && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as unknown) };
  } catch (error) {
    const cause = (error as Error).cause ?? error;
    return { error: (cause as Error).message };
  }
}

const world: PythonWorld = {
  print: (stream, bytes) => void process[stream].write(bytes),
  tell: (what) => {
    if (what === 'now') return Date.now() / 1000;
    return what === 'seed' ? randomInt(2 ** 30) : undefined;
  },
  wait: async (what, details) => {
    if (what === 'request') return request(JSON.parse(details) as HttpRequest);
    await sleep((JSON.parse(details) as { seconds: number }).seconds * 1000);
    return null;
  },
};

/** The script and the modules beside it. */
function readFiles(script: string): Record<string, string> {
  const folder = dirname(script);
  const names = readdirSync(folder).filter((name) => name.endsWith('.py'));
  const texts = names.map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
  return { ...Object.fromEntries(texts), [basename(script)]: readFileSync(script, 'utf8') };
}

const [, , given, ...args] = process.argv;
if (given === undefined) {
  console.error('usage: python <script> [arguments]');
  process.exit(2);
}
const script = resolve(given);
let files: Record<string, string>;
try {
  files = readFiles(script);
} catch (error) {
  // As Python says it.
  const { code } = error as NodeJS.ErrnoException;
  const why = code === 'ENOENT' ? '[Errno 2] No such file or directory' : (error as Error).message;
  console.error(`python: can't open file '${script}': ${why}`);
  process.exit(2);
}
process.exitCode = await runPython({ name: basename(script), args, files }, world);
