import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runPrediction } from '#quiz/run-prediction.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'prediction-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('runPrediction() returns what Node prints, not what it looks like', async () => {
  await expect(runPrediction('console.log(0.1 + 0.2); console.error("aside")')).resolves.toBe('0.30000000000000004\n');
});

test('runPrediction() keeps an output by the hash of its program', async () => {
  await runPrediction('console.log("first")', { cacheFolder: folder });
  const [file = ''] = await readdir(folder);
  await writeFile(path.join(folder, file), 'kept\n');

  await expect(runPrediction('console.log("first")', { cacheFolder: folder })).resolves.toBe('kept\n');
  await expect(runPrediction('console.log("other")', { cacheFolder: folder })).resolves.toBe('other\n');
});

test('runPrediction() stops a program that does not end', async () => {
  await expect(runPrediction('console.log("on"); for (;;);', { timeLimitMs: 1_000 })).rejects.toMatchObject({
    code: 'QUIZ_PREDICT_TIMEOUT',
  });
});

test('runPrediction() names the error of a program that throws, and its place', async () => {
  const at = { file: 'content/quizzes/x.yaml', line: 12 };

  await expect(runPrediction('console.log(missing)', { at })).rejects.toMatchObject({
    code: 'QUIZ_PREDICT_FAILED',
    message: 'Cannot run the program of a prediction: it ended with code 1: "ReferenceError: missing is not defined"',
    at,
  });
});

test.each([
  ['nothing', 'const silence = 1;'],
  ['too much', 'for (;;) console.log("more".repeat(99));'],
])('runPrediction() refuses a program that prints %s', async (_what, program) => {
  await expect(runPrediction(program)).rejects.toMatchObject({ code: 'QUIZ_PREDICT_OUTPUT' });
});

test.each([
  ['fetch', 'await fetch("http://127.0.0.1:8099/")'],
  ['a socket', 'const net = await import("node:net"); net.connect(9, "127.0.0.1")'],
  ['a server', 'const http = await import("node:http"); http.createServer().listen(0)'],
  ['a file', 'const fs = await import("node:fs"); fs.readFileSync("/etc/hostname")'],
  ['a child process', 'const { execSync } = await import("node:child_process"); execSync("true")'],
])('runPrediction() gives a program no %s', async (_what, line) => {
  const reason = 'String(error.code) + error.message + error.cause?.message';
  const program = `try { ${line}; console.log("reached") } catch (error) { console.log(${reason}) }`;

  await expect(runPrediction(program)).resolves.toMatch(/a prediction has no network|ERR_ACCESS_DENIED/);
});

test('runPrediction() gives a program none of the environment', async () => {
  const output = await runPrediction('console.log(Object.keys(process.env).filter((name) => name !== "TZ").length)');

  expect(output).toBe('0\n');
});
