/**
 * Twelve services in one page, five of which misbehave: each is contained and named, the others go on answering.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { LabProgram, SessionEvent } from '#runtimes/lab-runtime.ts';
import { openBrowser, openLocalContext } from '../support/browser.ts';
import { openEnginePage } from '../support/page-engine.ts';

const HEALTHY = ['users', 'products', 'inventory', 'carts', 'orders', 'payments', 'gateway'];

/** A service that answers its name, and does something else at `/go`. */
const service = (onGo = '') => `
import { createServer } from 'node:http';
import { connect } from 'node:net';
createServer(async (request, response) => {
  if (request.url === '/go') { ${onGo} }
  if (request.url === '/later') await new Promise((resolve) => setTimeout(resolve, 200));
  response.end(process.env.NAME);
}).listen(Number(process.env.PORT));
`;

/** Little at a time: on a slow machine, too, the limit that is meant ends it, and not the one on computing. */
const LEAK = `
    setInterval(() => {
      for (let i = 0; i < 200; i += 1) connect(80, 'users').on('error', (error) => { throw error; });
    }, 1);`;

const MISBEHAVING: Readonly<Record<string, string>> = {
  looper: 'for (;;);',
  thrower: "setTimeout(() => { throw new Error('thrown in a timer'); }, 5);",
  leaker: LEAK,
  flooder: "for (let i = 0; i < 20_000; i += 1) console.log('x'.repeat(1_000));",
  hog: 'globalThis.kept = []; for (let i = 0; i < 16; i += 1) kept.push(Buffer.allocUnsafe(64 * 1024 * 1024));',
};

const names = [...HEALTHY, ...Object.keys(MISBEHAVING)];
const program: LabProgram = {
  id: 'twelve-services',
  services: names.map((name) => ({ name, entry: `${name}.ts`, port: 80, env: { NAME: name } })),
  world: [],
  checks: [],
  worldFiles: {},
  packages: {},
};
const files = Object.fromEntries(names.map((name) => [`${name}.ts`, service(MISBEHAVING[name])]));

let browser: Browser;
let page: Page;
let seen: Awaited<ReturnType<typeof runAll>>;

beforeAll(async () => {
  browser = await openBrowser();
  const { context } = await openLocalContext(browser);
  page = await openEnginePage(context, inject('siteUrl'));
  seen = await runAll();
});
afterAll(() => browser.close());

/** Starts all twelve, asks each misbehaving one to go, and after each of them asks every healthy one for its name. */
const runAll = () =>
  page.evaluate(
    async ([lab, given, healthy, wild]) => {
      const runtime = await globalThis.openEngine();
      const events: SessionEvent[] = [];
      const session = await runtime.openSession(lab, given, (event) => events.push(event));
      const started = session.statuses().filter(({ listening }) => listening).length;
      const frameTimesMs = [performance.now()];
      let request = 0;
      const watch = () => {
        frameTimesMs.push(performance.now());
        request = requestAnimationFrame(watch);
      };
      watch();
      const ask = (name: string, path: string) =>
        session.send({ method: 'GET', url: `http://${name}${path}`, headers: [] }).then(
          ({ body }) => body,
          (error: Error) => error.message,
        );
      const answers: Record<string, string> = {};
      const neighbours: Record<string, string[]> = {};
      for (const name of wild) {
        answers[name] = await ask(name, '/go');
        // What it set off goes on while time moves: until it has ended, or answers again.
        await ask(name, '/later');
        neighbours[name] = await Promise.all(healthy.map((other) => ask(other, '/')));
      }
      cancelAnimationFrame(request);
      const gapsMs = frameTimesMs.slice(1).map((atMs, index) => atMs - Number(frameTimesMs[index]));
      const statuses = session.statuses();
      await runtime.close();
      const logs = events.flatMap((event) => (event.kind === 'log' ? [event.line] : []));
      return { started, answers, neighbours, statuses, logs, largestGapMs: Math.max(...gapsMs) };
    },
    [program, files, HEALTHY, Object.keys(MISBEHAVING)] as const,
  );

const endingOf = (name: string) => seen.statuses.find((status) => status.name === name)?.ending;
const printedBy = (name: string) =>
  seen.logs
    .filter(({ service: printer }) => printer === name)
    .map(({ text }) => text)
    .join('\n');

test('twelve services listen at once in one page', () => {
  expect(seen.started).toBe(12);
});

test.each(Object.keys(MISBEHAVING))('while %s misbehaves, and after it, the healthy services answer', (name) => {
  expect(seen.neighbours[name]).toEqual(HEALTHY);
});

test('a service that loops is stopped and named', () => {
  expect(endingOf('looper')).toBe('stopped by the bench after 1 s of computing');
});

test('a service that throws in a timer ends as in Node, with the place of the throw', () => {
  expect(endingOf('thrower')).toBe('exit 1');
  expect(printedBy('thrower')).toMatch(/Error: thrown in a timer\n {4}at .*thrower\.ts:5:/);
});

test('a service that leaks sockets is out of connections', () => {
  expect(endingOf('leaker')).toBe('exit 1');
  expect(printedBy('leaker')).toContain('connect EMFILE');
});

test('a service that floods its log goes on, and the log says how much was left out', () => {
  expect(endingOf('flooder')).toBeUndefined();
  expect(printedBy('flooder')).toMatch(/\[\d+ more bytes were printed at once and are left out\]/);
});

test('a service that takes a gigabyte fails at the line that asked for it', () => {
  expect(endingOf('hog')).toBe('exit 1');
  expect(printedBy('hog')).toMatch(/RangeError: Array buffer allocation failed[\s\S]*hog\.ts:5:/);
});
