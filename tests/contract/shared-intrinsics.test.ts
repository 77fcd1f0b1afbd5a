/**
 * Processes of a fleet share one thread with each other and with their judge: none of them can change what all of them
 * use, and ordinary code that replaces inherited properties for itself runs as it does alone.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { type LabOnDisk, readLab } from '#build/read-lab.ts';
import { openTerminalRuntime } from '#runtimes/index.ts';
import type { LabRuntime } from '#runtimes/lab-runtime.ts';

const MAIN = 'payment-service/main.ts';
let runtime: LabRuntime;
let lab: LabOnDisk;

beforeAll(async () => {
  lab = await readLab('.', 'hello-payment');
  runtime = await openTerminalRuntime(await bundleEngineThread('.'));
});
afterAll(() => runtime.close());

/** The first check's report of the solution with this code in front of it. */
async function judge(code: string, transport: 'strict' | 'fleet') {
  const files = { ...lab.solution, [MAIN]: `${code}\n${lab.solution[MAIN] ?? ''}` };
  const { checks } = await runtime.runChecks(lab.program, { files, seed: 4711, transport }, () => {});
  return checks[0];
}

test.each([
  ['adds to Object.prototype', "(Object.prototype as { verdict?: string }).verdict = 'pass';"],
  ['replaces a method of Array.prototype', 'Array.prototype.every = () => true;'],
  ['replaces JSON.parse', 'JSON.parse = () => [];'],
  ['replaces Promise.prototype.then', 'Promise.prototype.then = () => new Promise(() => {});'],
])('a service that %s is alone with its error in a fleet', async (_, code) => {
  const report = await judge(code, 'fleet');

  expect(report).toMatchObject({ verdict: 'error' });
  expect(report?.reason).toContain('TypeError');
});

test.each([
  [
    'an error with a name and message of its own',
    "class Refused extends Error { constructor() { super('x'); this.name = 'Refused'; this.message = 'y'; } }\nif (String(new Refused()) !== 'Refused: y') throw new Error('not as alone');",
  ],
  [
    'an old-style class with its own toString',
    "function Old() {}\nOld.prototype.toString = () => 'old';\nOld.prototype.constructor = Old;\nif (String(new (Old as never as new () => object)()) !== 'old') throw new Error('not as alone');",
  ],
  [
    'an object with names that every object has',
    "const counts: Record<string, unknown> = {};\nfor (const word of ['constructor', 'toString', 'valueOf', 'hasOwnProperty']) counts[word] = word.length;\nif (Object.keys(counts).length !== 4) throw new Error('not as alone');",
  ],
])('%s works in a fleet as in a Worker of its own', async (_, code) => {
  const [fleet, strict] = [await judge(code, 'fleet'), await judge(code, 'strict')];

  expect(fleet).toMatchObject({ verdict: 'pass', hash: strict?.hash });
});
