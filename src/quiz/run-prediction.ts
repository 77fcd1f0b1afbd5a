/**
 * Runs the program of a `predict` question, so that its key is what Node prints and not what an author believes.
 * Node only; runs at build time.
 * @module
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CourseError } from '#course/course-error.ts';
import type { SourceLocation } from '#course/course-error.ts';

export interface PredictionOptions {
  /** Longest run in milliseconds. Default 10 000: a build machine may be busy. */
  readonly timeLimitMs?: number;
  /** Where outputs are kept between builds; nothing is kept without it. */
  readonly cacheFolder?: string;
  /** Where the program stands, for errors. */
  readonly at?: SourceLocation;
}

const OUTPUT_LIMIT_BYTES = 4096;

// Node's permission model takes away files, processes and workers; this takes away the network, which it does not cover
// in version 24: every socket, and so fetch and http, goes through Socket.prototype.connect; datagrams and names do not.
const NO_NETWORK = `
import net from 'node:net';
import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
const refuse = () => { throw new Error('a prediction has no network'); };
net.Socket.prototype.connect = refuse;
net.Server.prototype.listen = refuse;
dgram.createSocket = refuse;
dns.lookup = dns.resolve = refuse;
syncBuiltinESMExports();
`;

/**
 * Runs a program of Node ESM with built-ins only and returns what it wrote to standard output.
 *
 * @throws {CourseError} `QUIZ_PREDICT_TIMEOUT` when it does not end by itself, `QUIZ_PREDICT_FAILED` when it throws,
 *   `QUIZ_PREDICT_OUTPUT` when it prints nothing or more than 4 KB.
 *
 * @example
 * await runPrediction('console.log(0.1 + 0.2)'); // '0.30000000000000004\n'
 */
export async function runPrediction(program: string, options: PredictionOptions = {}): Promise<string> {
  const hash = createHash('sha256').update(`${process.version}\0${NO_NETWORK}\0${program}`).digest('hex');
  const cacheFile = options.cacheFolder && path.join(options.cacheFolder, `${hash}.txt`);
  const kept = cacheFile && (await readFile(cacheFile, 'utf8').catch(() => undefined));
  if (kept) return kept;

  const output = await execute(program, options);
  if (cacheFile) {
    await mkdir(path.dirname(cacheFile), { recursive: true });
    // Two builds may write at once; a rename is seen whole or not at all.
    const draftFile = `${cacheFile}.${process.pid}`;
    await writeFile(draftFile, output);
    await rename(draftFile, cacheFile);
  }
  return output;
}

async function execute(program: string, { timeLimitMs = 10_000, at }: PredictionOptions): Promise<string> {
  const preload = `data:text/javascript,${encodeURIComponent(NO_NETWORK)}`;
  const child = spawn(
    process.execPath,
    ['--permission', '--no-warnings', '--input-type=module', `--import=${preload}`, '-'],
    { env: { TZ: 'UTC' }, stdio: ['pipe', 'pipe', 'pipe'], timeout: timeLimitMs, killSignal: 'SIGKILL' },
  );
  let output = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.length > OUTPUT_LIMIT_BYTES) child.kill('SIGKILL');
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = `${complaint}${text}`.slice(0, OUTPUT_LIMIT_BYTES);
  });
  // A program that was killed no longer reads; its exit is the news, not the broken pipe.
  child.stdin.on('error', () => undefined).end(program);
  const { exitCode, signal } = await new Promise<{ exitCode: number | null; signal: string | null }>(
    (resolve, reject) => {
      child.once('error', reject);
      child.once('close', (closeCode, closeSignal) => resolve({ exitCode: closeCode, signal: closeSignal }));
    },
  );

  const fail = (code: string, message: string, hint: string) =>
    new CourseError(code, { message: `Cannot run the program of a prediction: ${message}`, hint, ...(at && { at }) });
  if (output.length > OUTPUT_LIMIT_BYTES || (exitCode === 0 && output.trim() === '')) {
    throw fail(
      'QUIZ_PREDICT_OUTPUT',
      `it printed ${output.trim() === '' ? 'nothing' : `more than ${OUTPUT_LIMIT_BYTES} characters`}`,
      'Print one to ten short lines with console.log.',
    );
  }
  if (signal) {
    throw fail(
      'QUIZ_PREDICT_TIMEOUT',
      `it did not end within ${timeLimitMs} ms`,
      'Let the program end by itself: no server, no interval, no long wait.',
    );
  }
  if (exitCode !== 0) {
    const reason = complaint.split('\n').find((line) => /^\w*Error\b/.test(line)) ?? complaint.trim().split('\n')[0];
    throw fail(
      'QUIZ_PREDICT_FAILED',
      `it ended with code ${exitCode}: "${reason}"`,
      'Catch what the question is about and print it; files, processes, workers and the network are not available.',
    );
  }
  return output;
}
