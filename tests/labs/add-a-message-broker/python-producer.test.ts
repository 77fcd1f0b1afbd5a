/**
 * C0 of `add-a-message-broker`: whoever waits for the message passes, in whatever way; everybody else hears why not.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { readLab } from '#build/read-lab.ts';
import type { LabProgram, LabRuntime } from '#runtimes/index.ts';
import { openTerminalRuntime } from '#runtimes/index.ts';

const LAB = 'add-a-message-broker';
/** A machine with others on it may need seconds for its first interpreter. */
const REAL_LIMIT_MS = 120_000;

let runtime: LabRuntime;
let program: LabProgram;
let starter: Readonly<Record<string, string>>;
beforeAll(async () => {
  const lab = await readLab('.', LAB);
  // The shop has no part in it, and takes long to start.
  const { declared: _, ...own } = lab.program;
  program = { ...own, services: [], world: own.world.filter(({ name }) => name === 'log') };
  starter = lab.starter;
  runtime = await openTerminalRuntime(await bundleEngineThread('.'));
});
afterAll(() => runtime.close());

async function judge(producer: string | undefined, seed = 4711) {
  const { 'producer.py': _, ...others } = starter;
  const files = producer === undefined ? others : { ...others, 'producer.py': producer };
  const request = {
    files,
    seed,
    transport: 'fleet',
    realLimitMs: REAL_LIMIT_MS,
    checks: ['00-python-producer'],
  } as const;
  const [report] = (await runtime.runChecks(program, request, () => {})).checks;
  if (!report) throw new Error('C0 was not run');
  return report;
}

const verbatim = () => starter['producer.py'] ?? '';
const withLine = (line: string, before = '') => `${before}${verbatim()}${line}\n`;

test('the program of the sources, letter for letter, leaves its topic empty', async () => {
  expect(verbatim()).toContain("producer.send('payment_topic', b'Payment processed for order 123')");
  expect(await judge(verbatim())).toMatchObject({
    verdict: 'fail',
    held: '0 messages in payment_topic',
    message: {
      id: 'topic-is-empty',
      seen: expect.stringContaining('It ended with exit code 0 and printed nothing.'),
      received: '0 messages',
    },
  });
});

describe('passes', () => {
  test.each([
    ['flush()', () => withLine('producer.flush()')],
    ['flush() with a limit', () => withLine('producer.flush(timeout=10)')],
    ['close()', () => withLine('producer.close()')],
    ['get() of what send() gives', () => verbatim().replace(/\)\n$/, ').get(timeout=10)\n')],
    ['acks from all copies, and flush()', () => withLine('producer.flush()').replace("9092'", "9092', acks='all'")],
    ['what it prints besides', () => withLine("producer.flush()\nprint('sent')")],
  ])('%s', async (_, producer) => {
    expect(await judge(producer())).toMatchObject({
      verdict: 'pass',
      held: "1 message in payment_topic: b'Payment processed for order 123'",
    });
  });
});

describe('fails with a message of its own', () => {
  test.each([
    ['topic-is-empty', 'flushes before it sends', () => verbatim().replace('# Send', 'producer.flush()\n# Send')],
    ['topic-is-empty', 'closes without waiting', () => withLine('producer.close(timeout=0)')],
    ['topic-is-empty', 'sends nothing at all', () => 'print(1)\n'],
    ['sent-more-than-once', 'sends twice', () => `${withLine('producer.flush()')}${verbatim().split('\n')[4]}.get()\n`],
    ['payload-changed', 'says something else', () => withLine('producer.flush()').replace('123', '124')],
    ['another-topic', 'names another topic', () => withLine('producer.flush()').replace('t_topic', 't-topic')],
    ['another-topic', 'sends to two topics', () => withLine("producer.send('more', b'x').get()")],
    ['producer-failed', 'calls what is not there', () => withLine('producer.wait()')],
    ['producer-failed', 'cannot be parsed', () => withLine('producer.flush(')],
    ['producer-failed', 'sends, and then fails', () => withLine('producer.flush()\nraise ValueError(1)')],
    ['producer-failed', 'is not there', () => undefined],
    ['producer-never-ends', 'waits for ever', () => withLine('while True: time.sleep(1)', 'import time\n')],
  ])('%s: a program that %s', async (id, _, producer) => {
    expect(await judge(producer())).toMatchObject({ verdict: 'fail', message: { id } });
  });
});

test('C0 is the same run for the same seed', async () => {
  const [first, again] = [await judge(withLine('producer.flush()'), 7), await judge(withLine('producer.flush()'), 7)];

  expect(again.hash).toBe(first.hash);
});
