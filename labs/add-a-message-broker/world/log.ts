/**
 * The machine with a log in Kafka's terms, and with Python. The log listens on PORT. `POST /python` with `{ args }` on PYTHON_PORT
 * runs `python <args>` on this machine, where the learner's Python files are, and answers what it printed and its exit code. Runs in both
 * engines. Not editable.
 * @module
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import '../../_broker/log/main.ts';

interface Printed {
  readonly stream: 'out' | 'err';
  readonly text: string;
}

interface Ended {
  readonly printed: readonly Printed[];
  readonly exitCode: number;
  /** It had not ended by itself within the limit. */
  readonly isStopped: boolean;
}

const PYTHON_PORT = Number(process.env['PYTHON_PORT'] ?? 80);
const RUN_LIMIT_MS = 60_000;
/** Of `timeout` in a shell, for a program that it has ended. */
const STOPPED_EXIT_CODE = 124;
const python = resolve(import.meta.dirname, '../../_broker/python/main.ts');

function runPython(args: readonly string[]): Promise<Ended> {
  const { promise, resolve: end } = Promise.withResolvers<Ended>();
  const printed: Printed[] = [];
  const child = spawn(process.execPath, [python, ...args], { cwd: process.cwd() });
  const keep = (stream: Printed['stream']) => (part: string) => {
    const last = printed.at(-1);
    if (last?.stream === stream) printed[printed.length - 1] = { stream, text: last.text + part };
    else printed.push({ stream, text: part });
  };
  child.stdout.setEncoding('utf8').on('data', keep('out'));
  child.stderr.setEncoding('utf8').on('data', keep('err'));
  const limit = setTimeout(() => child.kill('SIGKILL'), RUN_LIMIT_MS);
  child.once('close', (code) => {
    clearTimeout(limit);
    if (code === null) keep('err')(`python: ended from outside; it did not end by itself\n`);
    end({ printed, exitCode: code ?? STOPPED_EXIT_CODE, isStopped: code === null });
  });
  return promise;
}

const isArguments = (args: unknown): args is readonly string[] =>
  Array.isArray(args) && args.every((argument) => typeof argument === 'string');

createServer((request, response) => {
  const answer = (status: number, body: object) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  const work = async (): Promise<void> => {
    if (request.method !== 'POST' || request.url !== '/python')
      return answer(404, { error: 'POST /python is all there is' });
    const { args } = JSON.parse(await text(request)) as { readonly args?: unknown };
    if (!isArguments(args)) return answer(422, { error: 'args is not a list of texts' });
    return answer(200, await runPython(args));
  };
  work().catch((error: unknown) => answer(400, { error: String(error) }));
}).listen(PYTHON_PORT, process.env['HOST']);
