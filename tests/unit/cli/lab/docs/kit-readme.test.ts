import { resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { writeKitReadme } from '#cli/lab/docs/kit-readme.ts';
import { markdownTable } from '#cli/lab/docs/markdown-table.ts';
import { readInterface, readSchemaFields } from '#cli/lab/docs/read-docblocks.ts';
import { openTerminalRuntime } from '#runtimes/index.ts';

const source = (text: string) => ts.createSourceFile('kit.ts', text, ts.ScriptTarget.Latest, true);

test('writeKitReadme() finds labs/_kit/README.md as its types, schemas and world services say', async () => {
  const runtime = await openTerminalRuntime(await bundleEngineThread('.'));
  const { text, isCurrent } = await writeKitReadme(resolve('.'), runtime);
  await runtime.close();

  expect(text).toContain('`POST /charges`');
  expect(isCurrent, 'labs/_kit/README.md differs from what it documents; run "npm run lab -- docs"').toBe(true);
});

test('readInterface() gives each member on one line with its docblock as one paragraph', () => {
  const members = readInterface(
    source(`interface Bench {
      readonly seed: number;
      /**
       * kill -9
       * at once.
       */
      kill(service: string,
        options?: { readonly hard: boolean }): Promise<void>;
    }`),
    'Bench',
  );

  expect(members).toEqual([
    { name: 'seed', signature: 'seed: number', about: '' },
    {
      name: 'kill',
      signature: 'kill(service: string, options?: { hard: boolean }): Promise<void>',
      about: 'kill -9 at once.',
    },
  ]);
});

test('readSchemaFields() gives the fields of an object schema with their docblocks', () => {
  const fields = readSchemaFields(
    source('const labSchema = z.strictObject({\n/** Permanent. */\nid: z.string(), title });'),
    'labSchema',
  );

  expect(fields.map(({ name, about }) => [name, about])).toEqual([
    ['id', 'Permanent.'],
    ['title', ''],
  ]);
});

test('readInterface() and readSchemaFields() name what the file does not declare', () => {
  expect(() => readInterface(source('type Bench = {}'), 'Bench')).toThrow(
    'interface "Bench": kit.ts does not declare it',
  );
  expect(() => readSchemaFields(source('const a = 1'), 'a')).toThrow('schema "a": kit.ts does not declare it');
});

test('markdownTable() keeps a cell together that holds a bar', () => {
  expect(markdownTable(['a', 'b'], [['`x | y`', '']])).toBe('| a | b |\n| --- | --- |\n| `x \\| y` |  |');
});
