import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LabManifest } from '#course/lab-manifest.ts';
import {
  problemOf,
  readServices,
  withoutService,
  withService,
  withServiceRenamed,
} from '#workbench/code/services-file.ts';

const DATA = {
  id: 'split-the-monolith' as LabManifest['id'],
  world: ['bank'],
  declaredIn: 'services.json',
  entrance: 'shop',
};
const TEXT = `{
  "shop": { "entry": "shop/main.ts", "env": { "A": "1" } },
  "mail":     { "entry": "mail/main.ts" }
}
`;
const FILES = { 'services.json': TEXT, 'shop/main.ts': '', 'mail/main.ts': '' };

test('readServices() gives names and entries', () => {
  expect(readServices(DATA, FILES)).toEqual({
    services: [
      { name: 'shop', entry: 'shop/main.ts' },
      { name: 'mail', entry: 'mail/main.ts' },
    ],
    problem: undefined,
    canEdit: true,
  });
});

test('readServices() says where the text is not JSON, and that nothing can be edited', () => {
  const read = readServices(DATA, { ...FILES, 'services.json': '{\n  "shop": {,}\n}' });

  expect(read).toMatchObject({ services: [], canEdit: false, problem: { at: { file: 'services.json', line: 2 } } });
});

test('readServices() can still edit when an entry is no file', () => {
  const { 'mail/main.ts': _gone, ...files } = FILES;
  const read = readServices(DATA, files);

  expect(read.canEdit).toBe(true);
  expect(read.problem?.message).toContain('"mail/main.ts", and there is no such file');
});

test('withService() gives a service a line of its own where the others have one', () => {
  expect(withService(TEXT, 'products', 'products/main.ts')).toBe(`{
  "shop": { "entry": "shop/main.ts", "env": { "A": "1" } },
  "mail":     { "entry": "mail/main.ts" },
  "products": { "entry": "products/main.ts" }
}
`);
});

test('withService() keeps to a row, and fills an empty object', () => {
  expect(withService('{"shop":{}}', 'a', 'a.ts')).toBe('{"shop":{}, "a": { "entry": "a.ts" }}');
  expect(withService('{}\n', 'a', 'a.ts')).toBe('{\n  "a": { "entry": "a.ts" }\n}\n');
});

test('withServiceRenamed() changes the name and nothing else', () => {
  expect(withServiceRenamed(TEXT, 'mail', 'post')).toBe(TEXT.replace('"mail"', '"post"'));
  expect(withServiceRenamed(TEXT, 'none', 'post')).toBe(TEXT);
});

test('withoutService() takes one service out, with its comma', () => {
  expect(withoutService(TEXT, 'mail')).toBe('{\n  "shop": { "entry": "shop/main.ts", "env": { "A": "1" } }\n}\n');
  expect(withoutService(TEXT, 'shop')).toBe('{\n  "mail":     { "entry": "mail/main.ts" }\n}\n');
  expect(withoutService('{ "a": {} }', 'a')).toBe('{  }');
});

test('problemOf() finds a name that is taken, before it is in the file', () => {
  expect(problemOf(DATA, FILES)).toBeUndefined();
  const next = withService(TEXT, 'bank', 'mail/main.ts');

  expect(problemOf(DATA, { ...FILES, 'services.json': next })?.message).toContain('taken by a program of the lab');
});

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/);
const services = fc.dictionary(name, fc.record({ entry: fc.constant('a.ts'), port: fc.integer() }), {
  minKeys: 1,
  noNullPrototype: true,
});
const written = fc
  .tuple(services, fc.constantFrom(undefined, 2, 4, '\t'))
  .map(([value, indent]) => JSON.stringify(value, null, indent));

test('edits change exactly one service, however the file is written', () => {
  fc.assert(
    fc.property(written, name, fc.nat(), (text, other, pick) => {
      const before = Object.entries(JSON.parse(text) as Record<string, unknown>);
      const [chosen, value] = before[pick % before.length] as [string, unknown];
      const others = before.filter(([known]) => known !== chosen);
      fc.pre(before.every(([known]) => known !== other));
      const parse = (json: string): unknown => JSON.parse(json);

      expect(parse(withService(text, other, 'b.ts'))).toEqual(
        Object.fromEntries([...before, [other, { entry: 'b.ts' }]]),
      );
      expect(parse(withoutService(text, chosen))).toEqual(Object.fromEntries(others));
      expect(parse(withServiceRenamed(text, chosen, other))).toEqual(Object.fromEntries([...others, [other, value]]));
    }),
  );
});
