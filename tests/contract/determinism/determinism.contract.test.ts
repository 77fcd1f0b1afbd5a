/**
 * The determinism suite as a gate: every program with one seed, each run twice, fleet and strict, in the terminal and in
 * Chromium. `npm run contract -- determinism` takes 20 seeds.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeterminismHost, openPageHost, openTerminalHost } from './determinism-host.ts';
import type { DeterminismProgram } from './determinism-program.ts';
import { firstDifference } from './first-difference.ts';
import { PROGRAMS, runDeterminism } from './run-determinism.ts';
import type { ProgramRun } from './run-program.ts';

let hosts: readonly DeterminismHost[] = [];

const runTraced = async (program: DeterminismProgram, seeds: readonly number[]): Promise<readonly ProgramRun[]> =>
  (await hosts[0]?.run(
    program,
    seeds.map((seed) => ({ seed, transport: 'fleet', isTraced: true })),
  )) ?? [];

beforeAll(async () => {
  hosts = await Promise.all([openTerminalHost(), openPageHost()]);
});
afterAll(() => Promise.all(hosts.map((host) => host.close())));

test.each(PROGRAMS.map((program) => [program.name, program] as const))(
  'two runs, fleet and strict, page and terminal have one hash: %s',
  async (_, program) => {
    const { results, differences } = await runDeterminism({ hosts, programs: [program], seeds: 1 });

    expect(differences).toEqual([]);
    expect(results).toMatchObject([{ runs: 4, equal: 4, held: expect.stringMatching(/\d+ × [25]00/) }]);
  },
);

test('runs with other seeds have other hashes', async () => {
  const program = PROGRAMS.filter(({ name }) => name.startsWith('randomness'))[0] as DeterminismProgram;
  const runs = await runTraced(program, [1, 2, 3]);

  expect(new Set(runs.map(({ hash }) => hash)).size).toBe(3);
});

test('a program that depends on its host is found, and the first difference is named', async () => {
  const main = `import { createServer } from 'node:http';
    Error.leaks = (Error.leaks | 0) + 1;
    createServer((request, response) => response.end('leaked ' + Error.leaks)).listen(Number(process.env.PORT));`;
  const program = { name: 'leaks', services: { shop: main }, scenario: "await bench.request(get('/'));" };
  const traces = (await runTraced(program, [1, 1])).map(({ trace }) => trace);

  expect(firstDifference(...(traces as [string[], string[]]))).toMatch(/leaked 1[^]*leaked 2/);
});

test('firstDifference() tells nothing when two logs are equal and the line when one goes on', () => {
  expect(firstDifference(['a'], ['a'])).toBeUndefined();
  expect(firstDifference(['a'], ['a', 'b'])).toBe('line 2 of 1 and 2\n  a\n- nothing more\n+ b');
});
