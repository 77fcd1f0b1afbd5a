import { expect, test } from 'vitest';
import { simulate, simulateAll } from '../../../support/process/simulate.ts';

type Run = Awaited<ReturnType<typeof simulate>>;

const exitOf = (run: Pick<Run, 'effects'>, pid: number) =>
  run.effects.find((entry) => entry.pid === pid && entry.effect.kind === 'exit')?.effect;

/** What each connection and each HTTP message was, and the author's line and column that caused it. */
const placesOf = (run: Run) =>
  run.effects
    .map(({ effect }) => effect)
    .filter((effect) => effect.kind === 'data' || effect.kind === 'connect')
    .map((effect) => [
      effect.kind === 'data' ? effect.tag?.label : effect.kind,
      effect.source?.line,
      effect.source?.column,
    ]);

test('a process ends with the place of a syntax error when its file does not parse', async () => {
  const run = await simulate('import http from "node:http";\nconst a: = 1;\n');

  expect(run.exit).toMatchObject({
    code: 1,
    error: { name: 'SyntaxError', phase: 'syntax', source: { file: 'main.ts', line: 2, column: 10 } },
  });
  expect(run.stderr).toBe(
    'file:///main.ts:2\nconst a: = 1;\n         ^\n\nSyntaxError: Unexpected token\n\nNode.js v24.21.0\n',
  );
});

test.each([
  ['a name twice', 'let a = 1;\nlet a = 2;', "Identifier 'a' has already been declared", 2, 5],
  ['return at the top', 'const a = 1;\nreturn a;', "'return' outside of function", 2, 1],
  ['a decorator', '@sealed class A {}', "Unexpected character '@'", 1, 1],
])('a process ends with a syntax error for %s', async (_name, source, message, line, column) => {
  const run = await simulate(source);

  expect(run.exit?.error).toMatchObject({ message, phase: 'syntax', source: { file: 'main.ts', line, column } });
});

test.each([
  [
    'a built-in that the engine lacks',
    'import { runInThisContext } from "node:vm";',
    'Cannot import "node:vm" in /main.ts: the simulated engine does not have it (import a module instead)',
  ],
  [
    'a package that the lab lacks',
    'import express from "express";',
    "Cannot find package 'express' imported from /main.ts (this lab offers no packages)",
  ],
  [
    'a file without its extension',
    'import "./other";',
    'Cannot find module \'/other\' imported from /main.ts (did you mean "./other.ts"?)',
  ],
  [
    'a name that is not exported',
    'import { b } from "./other.ts";',
    "The requested module './other.ts' does not provide an export named 'b'",
  ],
  [
    'JSON without its attribute',
    'import data from "./data.json";',
    'Module "file:///data.json" needs an import attribute of "type: json"',
  ],
])('a process ends with a link error for %s', async (_name, source, message) => {
  const run = await simulate(source, { files: { 'other.ts': 'export const a = 1;', 'data.json': '{}' } });

  expect(run.exit).toMatchObject({ code: 1, error: { phase: 'link', message, source: { file: 'main.ts', line: 1 } } });
});

test('a process imports JSON, folders and data of its own program', async () => {
  const run = await simulate(
    'import data from "./data.json" with { type: "json" };\nimport { a } from "./lib/other.ts";\nconsole.log(data.x, a);',
    {
      files: {
        'data.json': '{ "x": 1 }',
        'lib/other.ts': 'export { a } from "../root.ts";',
        'root.ts': 'export const a = 2;',
      },
    },
  );

  expect(run.stdout).toBe('1 2\n');
});

test('an error that nothing caught ends the process with the stack in the lines of the author', async () => {
  const run = await simulate(
    'import { fail } from "./lib.ts";\n\nconst run = (reason: string): void => fail(reason);\nrun("out of stock");\n',
    {
      files: { 'lib.ts': 'export function fail(reason: string): never {\n  throw new RangeError(reason);\n}\n' },
    },
  );

  expect(run.exit?.error).toEqual({
    name: 'RangeError',
    message: 'out of stock',
    phase: 'thrown',
    source: { file: 'lib.ts', line: 2, column: 9 },
    stack:
      'RangeError: out of stock\n    at fail (file:///lib.ts:2:9)\n    at run (file:///main.ts:3:39)\n    at file:///main.ts:4:1',
  });
});

test.each([
  ['a rejection', 'await Promise.resolve();\nvoid Promise.reject(new Error("lost"));', 'rejected'],
  ['an error in a microtask', '1;\nqueueMicrotask(() => { throw new Error("lost"); });', 'thrown'],
  ['an error in a tick', '1;\nprocess.nextTick(() => { throw new Error("lost"); });', 'thrown'],
  ['an error in a listener', '1;\nprocess.on("exit", () => {}).emit("error", new Error("lost"));', 'thrown'],
])('a process ends with code 1 for %s that nothing handles', async (_name, source, phase) => {
  const run = await simulate(source);

  expect(run.exit).toMatchObject({ code: 1, error: { message: 'lost', phase, source: { file: 'main.ts', line: 2 } } });
});

test('a process that prints for ever in one event is cut off, and says by how much', async () => {
  const run = await simulate('for (let i = 0; i < 20_000; i += 1) console.log("0123456789");');

  expect(run.stdout.length).toBe(64 * 1024);
  expect(run.effects.map(({ effect }) => effect)).toContainEqual({
    kind: 'log',
    stream: 'stderr',
    text: '',
    droppedBytes: 20_000 * 11 - 64 * 1024,
  });
});

test('a spin on the clock ends, because reading it takes time', async () => {
  const run = await simulate(
    'const start = Date.now();\nwhile (Date.now() - start < 20);\nconsole.log(Date.now() - start);',
  );

  expect(run.stdout).toBe('20\n');
});

test('an endless chain of immediates lets virtual time pass', async () => {
  const run = await simulate(
    'const again = () => setImmediate(again);\nagain();\nsetTimeout(() => process.exit(5), 1);',
  );

  expect(run.exit?.code).toBe(5);
});

test('time, randomness and the zone are those of the run, not of the machine', async () => {
  const source = `
console.log(new Date().toISOString(), new Date(2026, 5, 1, 12).toISOString(), new Date().getTimezoneOffset());
console.log(String(new Date(0)), new Date('2026-06-01T10:00').getUTCHours(), new Date(0).toLocaleString(), Date.parse('Jun 1 2026'));
console.log(Math.random(), crypto.randomUUID(), performance.now());`;

  const [first, second] = await Promise.all([simulate(source), simulate(source)]);

  expect(first.stdout).toBe(second.stdout);
  expect(first.stdout).toContain('2026-01-01T00:00:00.000Z 2026-06-01T12:00:00.000Z 0\n');
  expect(first.stdout).toContain(
    'Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time) 10 1/1/1970, 12:00:00 AM 1780272000000\n',
  );
});

test('a process cannot reach the host through its globals', async () => {
  const names = [
    'WebSocket',
    'Worker',
    'XMLHttpRequest',
    'importScripts',
    'indexedDB',
    'localStorage',
    'navigator',
    'postMessage',
    'BroadcastChannel',
    'require',
    'SharedArrayBuffer',
    'Atomics',
  ];

  const run = await simulate(
    `console.log(${names.map((name) => `typeof ${name}`).join(', ')}, typeof globalThis.fetch, (0, eval)('typeof process.binding'));`,
  );

  expect(run.stdout).toBe(`${'undefined '.repeat(names.length)}function undefined\n`);
});

test('what a process sets on globalThis is seen by that process alone', async () => {
  const run = await simulateAll([
    { entry: 'a.ts', files: { 'a.ts': 'setTimeout(() => console.log(typeof shared, typeof globalThis.shared), 5);' } },
    { entry: 'b.ts', files: { 'b.ts': 'globalThis.shared = 1; if (shared !== 1) process.exit(9);' } },
  ]);

  expect(run.stdout).toBe('undefined undefined\n');
  expect(exitOf(run, 2)).toMatchObject({ code: 0 });
});

test('effects name the line of the author that caused them', async () => {
  const run = await simulate(`import http from 'node:http';

const server = http.createServer((req, res) => {
  const said: string = req.url ?? '';
  res.writeHead(201);
  res.end(said);
});
server.listen(3000, async () => {
  await fetch('http://localhost:3000/a');
  http.get('http://localhost:3000/b', (res) => res.resume().on('end', () => process.exit()));
});
`);

  expect(placesOf(run)).toEqual([
    ['connect', 9, 9],
    ['GET /a', 9, 9],
    ['201', 6, 7],
    ['connect', 10, 8],
    ['GET /b', 10, 8],
    ['201', 6, 7],
  ]);
});

test('SIGTERM ends a process without a handler, and one with a handler when it has nothing left to do', async () => {
  const silent = await simulate('setInterval(() => {}, 1000);\nsetTimeout(() => process.kill(process.pid), 5);');
  const polite = await simulate(
    "const timer = setInterval(() => {}, 1000);\nprocess.on('SIGTERM', () => clearInterval(timer));\nsetTimeout(() => process.kill(process.pid), 5);",
  );

  expect([silent.exit?.code, polite.exit?.code]).toEqual([143, 0]);
});
