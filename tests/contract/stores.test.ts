/**
 * The stores of services: the contract on each engine that sees them.
 */
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { type LabProgram, openRealRuntime, openTerminalRuntime } from '#runtimes/index.ts';
import { labProgram } from '../support/check-code.ts';
import { describeStores } from './stores.contract.ts';

describeStores('worker-threads', async () => openTerminalRuntime(await bundleEngineThread('.')));
/** As a host would tell it whose AsyncLocalStorage ends at an await. */
const CONTEXTLESS = `
import { writeSync } from 'node:fs';
import { createServer } from 'node:http';
writeSync(3, JSON.stringify({ kind: 'contextless', atUs: 1 }) + '\\n');
createServer((request, response) => response.end()).listen(Number(process.env.PORT));
`;

test('a check of a lab that stores in databases is not judged where a host cannot tell requests apart', async () => {
  const runtime = await openRealRuntime({ nodeModules: resolve('node_modules') });
  const program = labProgram(`await bench.request({ method: 'GET', url: 'http://shop/' }); return pass('answered');`);
  const files = { 'shop/main.ts': CONTEXTLESS };
  const check = async (lab: LabProgram) => {
    const { checks } = await runtime.runChecks({ ...lab, world: [] }, { files, seed: 1 }, () => {});
    return checks[0]?.verdict;
  };
  const verdicts = [await check({ ...program, parts: ['sqlite'] }), await check(program)];
  await runtime.close();

  expect(verdicts).toEqual(['not-judged', 'pass']);
});

describeStores('local-node', () => openRealRuntime({ nodeModules: resolve('node_modules') }));
