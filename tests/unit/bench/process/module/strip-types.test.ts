import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stripTypes } from '#bench/process/module/strip-types.ts';
import { ModuleProblem } from '#bench/process/module/module-problem.ts';

const problemOf = (source: string): ModuleProblem => {
  try {
    stripTypes(source, 'a.ts');
  } catch (error) {
    if (error instanceof ModuleProblem) return error;
  }
  throw new Error(`"${source}" was accepted`);
};

test.each([
  ['const a: number = 1;', 'const a         = 1;'],
  ['import type { A } from "./a.ts";', ''],
  ['import { type A, b } from "./a.ts";', 'import {         b } from "./a.ts";'],
  ['const f = (a: Map<string, number>, b?: B): void => a;', 'const f = (a                     , b    )       => a;'],
  ['let y = x!.z as unknown as string;', 'let y = x .z                     ;'],
  ['const t = `${x as string} and ${y!}`;', 'const t = `${x          } and ${y }`;'],
  [
    'class A<T> implements B { private readonly x: number = 1; }',
    'class A                 {                  x         = 1; }',
  ],
  ['function f(a: string): void;\nfunction f(a: any) {}', '\nfunction f(a     ) {}'],
  ['f<string>(x satisfies T);', 'f        (x            );'],
])('stripTypes() leaves each token of %j in its place', (source, expected) => {
  const stripped = stripTypes(source, 'a.ts');

  expect(
    stripped
      .trimEnd()
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n'),
  ).toBe(expected);
  expect(stripped).toHaveLength(source.length);
});

test('stripTypes() changes nothing in a file without types', () => {
  const source = 'const a = 1; // a: number\nconst b = `a: ${a}`;\n';

  expect(stripTypes(source, 'a.js')).toBe(source);
});

test('stripTypes() keeps every position when types stand between names', () => {
  const type = fc.constantFrom(
    'string',
    'Map<string, number>',
    '{ a: 1, b?: 2 }',
    `"x" | 'y'`,
    '(a: string) => void',
    'T[]',
  );
  fc.assert(
    fc.property(fc.array(type, { minLength: 1, maxLength: 5 }), type, (types, returned) => {
      const names = types.map((_, index) => `name${index}`);
      const parameters = types.map((given, index) => `name${index}: ${given}`);
      const source = `const f = (${parameters.join(', ')}): ${returned} => [${names.join(', ')}];`;

      const stripped = stripTypes(source, 'a.ts');

      expect(stripped.match(/name\d/g)).toEqual([...names, ...names]);
      expect([...stripped.matchAll(/name\d/g)].map((found) => found.index)).toEqual(
        [...source.matchAll(/name\d/g)].map((found) => found.index),
      );
      expect(stripped.replace(/[\s,]/g, '')).toBe(`constf=(${names.join('')})=>[${names.join('')}];`);
    }),
  );
});

test.each([
  ['const a = 1;\nenum E { A }', 'TypeScript enum is not supported in strip-only mode', 2, 1],
  ['export const enum E { A }', 'TypeScript enum is not supported in strip-only mode', 1, 8],
  [
    'class A {\n  constructor(private a: string) {}\n}',
    'TypeScript parameter property is not supported in strip-only mode',
    2,
    15,
  ],
  ['namespace X { export const a = 1 }', 'TypeScript namespace declaration is not supported in strip-only mode', 1, 1],
  ['import x = require("a");', 'TypeScript import assignment is not supported in strip-only mode', 1, 1],
  ['app.get("/", (c) => {\n  return c.json({ a: 1 };\n});', 'Unexpected token, "," was expected', 2, 25],
  ['const a = ;', 'Unexpected token', 1, 11],
])('stripTypes() says the place when it refuses %j', (source, message, line, column) => {
  const problem = problemOf(source);

  expect(problem.message).toBe(message);
  expect(problem.source).toEqual({ file: 'a.ts', line, column });
});
