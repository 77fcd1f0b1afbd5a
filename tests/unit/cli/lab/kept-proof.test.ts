import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepProof, readKeptProof } from '#cli/lab/kept-proof.ts';
import { labFingerprint } from '#cli/lab/lab-fingerprint.ts';
import type { LabVariant } from '#cli/lab/lab-variants.ts';
import { proveLab } from '#cli/lab/prove-lab.ts';
import { fakeLabRuntime } from '../../../support/fake-lab-runtime.ts';

const PROGRAM = { id: 'a-lab', services: [], world: [], checks: [], worldFiles: {}, packages: {} };
const SOLUTION: LabVariant = { name: 'solution', kind: 'solution', files: {} };

let labs: string;

beforeEach(async () => {
  labs = await mkdtemp(join(tmpdir(), 'kept-proof-'));
  await mkdir(join(labs, '_kit'));
  await mkdir(join(labs, 'a-lab/starter'), { recursive: true });
  await writeFile(join(labs, '_kit/bench.ts'), 'kit');
  await writeFile(join(labs, 'a-lab/starter/main.ts'), 'starter');
  await mkdir(join(labs, '_shop'));
  await writeFile(join(labs, '_shop/main.ts'), 'shop');
  await mkdir(join(labs, '_broker/amqp'), { recursive: true });
  await writeFile(join(labs, '_broker/amqp/queue.ts'), 'queue');
  await mkdir(join(labs, '_python'));
  await writeFile(join(labs, '_python/run.ts'), 'python');
  await writeFile(
    join(labs, 'a-lab/lab.yaml'),
    'world: [{ name: broker, entry: _broker/amqp/main.ts, starts: [_python/run.ts] }]',
  );
  await mkdir(join(labs, 'a-lab/right/other'), { recursive: true });
  await writeFile(join(labs, 'a-lab/right/other/base.yaml'), "from: [{ folder: _shop, as: '' }]");
});

afterEach(() => rm(labs, { recursive: true, force: true }));

const prove = (verdict: 'pass' | 'fail') =>
  proveLab(
    fakeLabRuntime(() => ({ verdict })),
    PROGRAM,
    [SOLUTION],
    { right: 3, wrong: 1 },
  );

test('readKeptProof() returns what keepProof() wrote', async () => {
  const result = await prove('pass');

  await keepProof(labs, result);
  const kept = await readKeptProof(labs, 'a-lab');

  expect(kept).toMatchObject({ ...result.proof, checkMs: { C1: 12 } });
});

test('keepProof() writes the same bytes for the same proof', async () => {
  await keepProof(labs, await prove('pass'));
  const first = await readFile(join(labs, 'a-lab/proof.json'), 'utf8');

  await keepProof(labs, await prove('pass'));

  expect(await readFile(join(labs, 'a-lab/proof.json'), 'utf8')).toBe(first);
});

test('keepProof() refuses a lab that is not proven', async () => {
  const result = await prove('fail');

  await expect(keepProof(labs, result)).rejects.toMatchObject({ code: 'LAB_NOT_PROVEN' });
});

test('readKeptProof() says so when there is none', async () => {
  await expect(readKeptProof(labs, 'a-lab')).rejects.toMatchObject({ code: 'LAB_PROOF_MISSING' });
});

test.each([
  ['a program of the lab', 'a-lab/starter/main.ts'],
  ['a new file of the lab', 'a-lab/starter/other.ts'],
  ['the kit', '_kit/bench.ts'],
  ['a program that a variant takes from elsewhere', '_shop/main.ts'],
  ['a program of the world that stands elsewhere', '_broker/amqp/queue.ts'],
  ['a program that the world starts', '_python/run.ts'],
])('readKeptProof() finds that %s changed', async (_what, path) => {
  await keepProof(labs, await prove('pass'));

  await writeFile(join(labs, path), 'changed');

  await expect(readKeptProof(labs, 'a-lab')).rejects.toMatchObject({
    code: 'LAB_PROOF_STALE',
    hint: 'Run "npm run lab -- prove a-lab" and commit labs/a-lab/proof.json.',
  });
});

test.each([
  ['prose', 'a-lab/design.md', 'why'],
  ['what the manifest says to readers', 'a-lab/lab.yaml', 'packages: [amqplib]\ntitle: Another\nengines: [real]\n'],
])('labFingerprint() is not moved by %s', async (_what, path, text) => {
  await writeFile(join(labs, 'a-lab/lab.yaml'), 'title: A lab\ndraft: true\npackages: [amqplib]\n');
  const before = await labFingerprint(labs, 'a-lab');

  await writeFile(join(labs, path), text);

  expect(await labFingerprint(labs, 'a-lab')).toBe(before);
});

test('labFingerprint() is moved by what the manifest gives the programs', async () => {
  await writeFile(join(labs, 'a-lab/lab.yaml'), 'packages: [amqplib]\n');
  const before = await labFingerprint(labs, 'a-lab');

  await writeFile(join(labs, 'a-lab/lab.yaml'), 'packages: [hono]\n');

  expect(await labFingerprint(labs, 'a-lab')).not.toBe(before);
});
