/**
 * What the parts of a lab say about each other: hints, messages, expectations, steps, misconceptions.
 */
import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readLab } from '#build/read-lab.ts';
import { listLabs } from '#build/read-manifest.ts';
import { readLabVariants } from '#cli/lab/lab-variants.ts';
import { misconceptionsSchema } from '#course/misconception.ts';
import { parseYamlDocument } from '#course/parse-yaml-document.ts';

const ROOT = process.cwd();
const labs = await Promise.all(
  (await listLabs(ROOT)).map(async (id) => {
    const { manifest } = await readLab(ROOT, id);
    const variants = await readLabVariants(ROOT, id);
    const folder = `labs/${id}/checks`;
    const sources = await Promise.all((await readdir(folder)).map((file) => readFile(`${folder}/${file}`, 'utf8')));
    const given = [...sources.join('\n').matchAll(/\bid: '([a-z][a-z0-9-]+)',\s*seen\b/g)].map(
      ([, message = '']) => message,
    );
    const expectations = variants.flatMap(({ expected }) => (expected === undefined ? [] : [expected]));
    return { id, manifest, variants, expectations, given };
  }),
);
const beliefs = parseYamlDocument(await readFile('content/misconceptions.yaml', 'utf8'), misconceptionsSchema, {
  file: 'content/misconceptions.yaml',
  what: 'list of misconceptions',
  code: 'MISCONCEPTIONS_INVALID',
}).map(({ id }) => id);

test('there is a lab', () => {
  expect(labs.map(({ id }) => id)).toContain('hello-payment');
});

test.each(labs)('$id: each message that a check can give has a hint ladder', ({ manifest, given }) => {
  expect(given.length).toBeGreaterThan(0);
  expect([...new Set(given)].filter((id) => !(id in manifest.hints))).toEqual([]);
});

test.each(labs)('$id: each message is the main message of a wrong solution', ({ manifest, expectations }) => {
  const main = new Set(expectations.map(({ messages }) => messages[0]));

  expect(Object.keys(manifest.hints).filter((id) => !main.has(id))).toEqual([]);
});

test.each(labs)('$id: expectations name messages that have a ladder', ({ manifest, expectations }) => {
  const expected = expectations.flatMap(({ messages }) => messages);

  expect(expected.filter((id) => !(id in manifest.hints))).toEqual([]);
});

test.each(labs)('$id: each wrong solution names a known misconception', ({ expectations }) => {
  const named = expectations.map(({ misconception }) => misconception);

  expect(named.filter((id) => !beliefs.includes(id))).toEqual([]);
});

const fixed = labs.filter(({ manifest }) => manifest.declared === undefined);

test.each(fixed)('$id: a solution changes editable files of the starter and adds none', ({ manifest, variants }) => {
  const editable = manifest.files.filter((file) => file.editable).map(({ path }) => path as string);
  const added = variants.flatMap(({ name, files }) =>
    Object.keys(files)
      .filter((path) => !editable.includes(path))
      .map((path) => `${name}: ${path}`),
  );

  expect(added).toEqual([]);
});

test.each(labs)('$id: no two solutions are the same program', ({ variants }) => {
  const programs = variants.map(({ files }) => JSON.stringify(files));

  expect(new Set(programs).size).toBe(variants.length);
});

test.each(labs)('$id: steps and checks name each other', ({ manifest }) => {
  const known = manifest.checks.map(({ id }) => id);
  const asked = manifest.steps.flatMap(({ checks }) => checks.map((check) => check.replace(/\/.*/, '')));

  expect(asked.filter((id) => !known.includes(id))).toEqual([]);
  expect(known.filter((id) => !asked.includes(id))).toEqual([]);
});
