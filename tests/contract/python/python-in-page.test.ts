/**
 * Python through the real sandbox frame in Chromium: the same run as in the terminal, and nothing of it is loaded for a lab
 * without it.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LabProgram, LabRuntime, RunRequest } from '#runtimes/lab-runtime.ts';
import { type FramePage, openFramePage } from '../../support/frame-page.ts';
import { openPythonLab, withPythonCheck } from '../../support/python-system.ts';

declare global {
  /** Put there by the page's script. */
  var pageRuntime: Promise<LabRuntime>;
}

const SCRIPT = `
  import { openPageRuntime } from '#runtimes/index.ts';
  globalThis.pageRuntime = openPageRuntime({ frameUrl: 'frame.html' });
`;
const SOURCE = `
import random, time
from kafka import KafkaProducer
producer = KafkaProducer(bootstrap_servers='localhost:9092')
producer.send('payment_topic', b'Payment processed for order 123')
producer.flush()
print(random.random(), time.time())
producer.send('payment_topic', b'lost')
`;
/** Bundles the engine and starts a browser. */
const OPEN_LIMIT_MS = 120_000;
let framePage: FramePage;

beforeAll(async () => {
  framePage = await openFramePage(SCRIPT, import.meta.dirname);
}, OPEN_LIMIT_MS);
afterAll(() => framePage.close());

const partsAsked = () => framePage.asked.filter((name) => name.startsWith('micropython'));

function runInPage(program: LabProgram, request: RunRequest) {
  return framePage.page.evaluate(
    async ([lab, given]) => (await (await globalThis.pageRuntime).runChecks(lab, given, () => {})).checks[0],
    [program, request] as const,
  );
}

test('a lab with Python runs it in the page with the hash of the terminal, and no other lab loads it', async () => {
  const { runtime, program, files } = await openPythonLab();
  const lab = withPythonCheck(program, SOURCE, 'payment_topic');
  const request = { files, seed: 4711, realLimitMs: 60_000 } as const;
  const [expected] = (await runtime.runChecks(lab, { ...request, transport: 'strict' }, () => {})).checks;
  await runtime.close();
  const { parts: _, ...without } = lab;

  expect(await runInPage(without, { ...request, transport: 'strict' })).not.toMatchObject({ hash: expected?.hash });
  expect(partsAsked()).toEqual([]);
  const strict = await runInPage(lab, { ...request, transport: 'strict' });
  const fleet = await runInPage(lab, { ...request, transport: 'fleet' });

  expect(expected).toMatchObject({ verdict: 'pass', held: expect.stringMatching(/"code":0\},1\]$/) });
  expect(strict).toMatchObject({ verdict: 'pass', held: expected?.held, hash: expected?.hash });
  expect(fleet).toMatchObject({ verdict: 'pass', held: expected?.held, hash: expected?.hash });
  expect(partsAsked().toSorted()).toEqual(['micropython.js', 'micropython.wasm']);
});
