import { expect, test } from 'vitest';
import { compileModule } from '#bench/process/module/compile-module.ts';
import type { CompiledModule } from '#bench/process/module/compiled-module.ts';
import { ModuleGraph, type ModuleFunction, type Namespace } from '#bench/process/module/module-graph.ts';
import { ModuleProblem } from '#bench/process/module/module-problem.ts';

// oxlint-disable-next-line eslint/no-eval -- as the loader does
const evaluate = (module: CompiledModule): ModuleFunction => (0, eval)(module.code) as ModuleFunction;

/** Modules that write down what they do. */
const graphOf = (files: Record<string, string>, said: unknown[]) => {
  Object.assign(globalThis, { say: (value: unknown) => said.push(value) });
  const graph = new ModuleGraph({
    resolve: (request) => request.specifier.replace('./', ''),
    given: () => undefined,
    compiled: (key) => compileModule(files[key] ?? '', key),
    evaluate,
    meta: (module) => ({ url: `file:///${module.path}` }),
  });
  return (key: string): Namespace | Promise<Namespace> => graph.run(key);
};

const run = async (files: Record<string, string>): Promise<unknown[]> => {
  const said: unknown[] = [];
  await graphOf(files, said)('main.ts');
  return said;
};

test('ModuleGraph runs what a module imports before the module, each once', async () => {
  const said = await run({
    'main.ts': 'import "./a.ts"; import "./b.ts"; say("main");',
    'a.ts': 'import "./b.ts"; say("a");',
    'b.ts': 'say("b");',
  });

  expect(said).toEqual(['b', 'a', 'main']);
});

test('ModuleGraph gives live bindings when an export changes', async () => {
  const said = await run({
    'main.ts': 'import { count, bump } from "./a.ts"; say(count); bump(); say(count); say({ count });',
    'a.ts': 'export let count = 1; export const bump = () => { count += 1; };',
  });

  expect(said).toEqual([1, 2, { count: 2 }]);
});

test('ModuleGraph hoists functions across a cycle and refuses what is not initialised yet', async () => {
  const said = await run({
    'main.ts':
      'import { b } from "./b.ts"; export function a() { return `a sees ${b}`; } export const late = 1; say("main");',
    'b.ts':
      'import { a, late } from "./main.ts"; export let b = "nothing"; try { say(late); } catch (error) { say(error.name); } b = "b"; say(a());',
  });

  expect(said).toEqual(['ReferenceError', 'a sees b', 'main']);
});

test('ModuleGraph waits for await at the top level of what a module imports', async () => {
  const said = await run({
    'main.ts': 'import { value } from "./slow.ts"; say(value);',
    'slow.ts': 'export const value = await Promise.resolve("awaited");',
  });

  expect(said).toEqual(['awaited']);
});

test('ModuleGraph runs modules without await synchronously', () => {
  const said: unknown[] = [];

  const namespace = graphOf({ 'main.ts': 'import "./a.ts"; say("main");', 'a.ts': 'say("a");' }, said)('main.ts');

  expect(said).toEqual(['a', 'main']);
  expect(namespace).not.toBeInstanceOf(Promise);
});

test.each([
  [
    'default and named',
    'import d, { n as m } from "./a.ts"; say([d, m]);',
    'export default 1; export const n = 2;',
    [[1, 2]],
  ],
  [
    'namespace',
    'import * as a from "./a.ts"; say(Object.keys(a)); say(a.x);',
    'export const x = 1, y = 2;',
    [['x', 'y'], 1],
  ],
  ['star', 'import { x } from "./star.ts"; say(x);', 'export const x = 1; export default 2;', [1]],
  ['renamed', 'import { "odd name" as odd } from "./a.ts"; say(odd);', 'const x = 1; export { x as "odd name" };', [1]],
  ['anonymous class', 'import A from "./a.ts"; say(A.name);', 'export default class {}', ['default']],
  ['anonymous arrow', 'import f from "./a.ts"; say(f.name);', 'export default () => 1;', ['default']],
  ['hoisted function', 'import f from "./a.ts"; say(f());', 'export default function () { return 1; }', [1]],
  [
    'destructured',
    'import { a, c, rest } from "./a.ts"; say([a, c, rest]);',
    'export const { a, b: [c], ...rest } = { a: 1, b: [2], d: 3 };',
    [[1, 2, { d: 3 }]],
  ],
  ['dynamic', 'say((await import("./a.ts")).x);', 'export const x = 1;', [1]],
  ['meta', 'say(import.meta.url);', '', ['file:///main.ts']],
])('ModuleGraph understands %s exports', async (_name, main, a, expected) => {
  const said = await run({ 'main.ts': main, 'a.ts': a, 'star.ts': 'export * from "./a.ts";' });

  expect(said).toEqual(expected);
});

test('compileModule() leaves names alone that shadow an import', async () => {
  const said = await run({
    'main.ts': `import { x } from './a.ts';
const inner = (x: number) => x;
function named() { { const x = 'block'; say(x); } for (const x of ['loop']) say(x); try { throw 'caught'; } catch (x) { say(x); } return x; }
const shape = { x, y: { x: 'key' }, x2: ((x) => x)('parameter') };
say(inner(2)); say(named()); say(shape); say(shape.y.x);
const hoisted = () => { say(x); var x = 1; };
hoisted();
`,
    'a.ts': 'export const x = "import";',
  });

  const shape = { x: 'import', y: { x: 'key' }, x2: 'parameter' };
  expect(said).toEqual([2, 'block', 'loop', 'caught', 'import', shape, 'key', undefined]);
});

test('compileModule() calls an import without a receiver, also behind a line without a semicolon', async () => {
  const said = await run({
    'main.ts': 'import { f } from "./a.ts"\nconst a = 1\nf()\nconst b = f`x`\nif (a) f()\nelse f()\nsay([a, b])\n',
    'a.ts': 'export function f() { say(this); return 7; }',
  });

  expect(said).toEqual([undefined, undefined, undefined, [1, 7]]);
});

test('ModuleGraph says which name is missing and where it was asked for', async () => {
  const failure = await run({ 'main.ts': 'import { a }\n  from "./a.ts";', 'a.ts': 'export const b = 1;' }).catch(
    (error: unknown) => error,
  );

  expect(failure).toBeInstanceOf(ModuleProblem);
  expect(failure).toMatchObject({
    phase: 'link',
    message: "The requested module './a.ts' does not provide an export named 'a'",
    source: { file: 'main.ts', line: 1, column: 10 },
  });
});

test('ModuleGraph throws the same error again when a module that failed is imported again', async () => {
  const said: unknown[] = [];
  const runKey = graphOf({ 'main.ts': 'import "./a.ts";', 'a.ts': 'say("once"); throw new Error("failed");' }, said);

  expect(() => runKey('main.ts')).toThrow('failed');
  expect(() => runKey('a.ts')).toThrow('failed');
  expect(said).toEqual(['once']);
});
