/**
 * A program must print in a simulated process what it prints in Node: the whole Node API that a service sees, held
 * against the real thing.
 * @module
 */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { bundlePackages } from '#build/bundle-packages.ts';
import { simulate } from '../support/process/simulate.ts';

interface Outcome {
  readonly stdout: string;
  readonly code: number | undefined;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = new URL('./programs/', import.meta.url);
const names = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
const packages = await bundlePackages(root, ['@hono/node-server', 'hono', 'hono/http-exception', 'hono/validator']);

const inNode = (name: string): Promise<Outcome> =>
  new Promise((resolve) => {
    const env = { ...process.env, TZ: 'UTC', NO_COLOR: '1' };
    const child = execFile(
      process.execPath,
      ['--no-warnings', fileURLToPath(new URL(`${name}.ts`, folder))],
      { env },
      (_error, stdout) => resolve({ stdout, code: child.exitCode ?? undefined }),
    );
  });

const inSimulation = async (name: string): Promise<Outcome> => {
  const source = readFileSync(new URL(`${name}.ts`, folder), 'utf8');
  const run = await simulate(source, { packages });
  return { stdout: run.stdout, code: run.exit?.code };
};

test.each(names)('a simulated process prints what Node prints for %s', async (name) => {
  const [simulated, real] = await Promise.all([inSimulation(name), inNode(name)]);

  expect(simulated).toEqual(real);
});
