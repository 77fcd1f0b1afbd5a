import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { bundlePackages } from '#build/bundle-packages.ts';
import type { ProcessEffect } from '#bench/kernel/protocol.ts';
import { simulate, type SimulatedRun } from '../../../support/process/simulate.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const packages = await bundlePackages(root, ['@hono/node-server', 'hono', 'hono/http-exception', 'hono/validator']);

const nameOf = (effect: ProcessEffect): string => {
  if (effect.kind === 'data') return effect.tag?.label ?? 'bytes';
  return effect.kind === 'log' || effect.kind === 'note' ? `${effect.kind} ${effect.text.trim()}` : effect.kind;
};

const notesOf = ({ effects }: SimulatedRun): readonly string[] =>
  effects.flatMap(({ effect }) => (effect.kind === 'note' ? [effect.text] : []));

/** What was done and the text of the author's line that did it, without what carries no place. */
const placed = ({ effects }: SimulatedRun, source: string): readonly (readonly [string, string | undefined])[] =>
  effects
    .map(({ effect }) => effect)
    .filter(({ kind }) => ['connect', 'data', 'log', 'note', 'exit'].includes(kind))
    .map((effect) => {
      const at = 'source' in effect ? effect.source : undefined;
      return [nameOf(effect), at && source.split('\n')[at.line - 1]?.trim()];
    });

const honoApp = (routes: string, calls: string) => `import { serve } from '@hono/node-server';
import { Hono } from 'hono';
const app = new Hono();
const slow = () => new Promise((done) => setTimeout(done, 5));
${routes}
serve({ fetch: app.fetch, port: 3000 }, async () => {
  ${calls}
  process.exit(3);
});
`;

/** Label and line of each answer that the app sent. */
async function answersOf(routes: string, calls: string) {
  const source = honoApp(routes, calls);
  const run = await simulate(source, { packages });
  expect(run.exit?.code).toBe(3);
  return placed(run, source).filter(([name]) => /^\d{3}$/.test(name));
}

const get = (path: string) => `await (await fetch('http://localhost:3000${path}')).text();`;

test('an answer through a framework names the line that made it, at once or after an await', async () => {
  const routes = `
app.get('/now', (c) => c.json({ ok: true }, 201));
app.get('/later', async (c) => {
  await slow();
  return c.text('later');
});
app.get('/raw', async () => {
  await slow();
  return new Response('raw', { status: 202 });
});
app.post('/body', async (c) => {
  const body = await c.req.json();
  return c.json(body);
});`;
  const calls = `${get('/now')} ${get('/later')} ${get('/raw')}
  await fetch('http://localhost:3000/body', { method: 'POST', body: '{"a":1}' });`;

  expect(await answersOf(routes, calls)).toEqual([
    ['201', "app.get('/now', (c) => c.json({ ok: true }, 201));"],
    ['200', "return c.text('later');"],
    ['202', "return new Response('raw', { status: 202 });"],
    ['200', 'return c.json(body);'],
  ]);
});

test('an answer keeps its line when a middleware adds a header behind it', async () => {
  const routes = `
app.use('*', async (c, next) => {
  await next();
  c.header('x-served-by', 'one');
});
app.get('/late', async (c) => {
  await slow();
  return c.json({ ok: true }, 201);
});`;

  expect(await answersOf(routes, get('/late'))).toEqual([['201', 'return c.json({ ok: true }, 201);']]);
});

test('an answer of the error handler names the error handler', async () => {
  const routes = `
app.get('/throws', async () => {
  await slow();
  throw new Error('no stock');
});
app.onError((error, c) => c.text(error.message, 500));`;

  expect(await answersOf(routes, get('/throws'))).toEqual([
    ['500', 'app.onError((error, c) => c.text(error.message, 500));'],
  ]);
});

test('answers that leave in one event keep their own lines', async () => {
  const routes = `
let shared;
app.get('/shared', async (c) => {
  shared ??= slow();
  await shared;
  if (c.req.query('n') === '1')
    return c.text('one');
  return c.text('two');
});`;
  const calls = `await Promise.all(['1', '2', '1'].map((n) => fetch('http://localhost:3000/shared?n=' + n)));`;

  expect(await answersOf(routes, calls)).toEqual([
    ['200', "return c.text('one');"],
    ['200', "return c.text('two');"],
    ['200', "return c.text('one');"],
  ]);
});

test('a streamed answer names the line that returned it, though its bytes come later', async () => {
  const routes = `
app.get('/stream', async (c) => {
  const body = new ReadableStream({
    async start(controller) {
      await slow();
      controller.enqueue(new TextEncoder().encode('late'));
      controller.close();
    },
  });
  return c.body(body);
});`;

  expect(await answersOf(routes, get('/stream'))).toEqual([['200', 'return c.body(body);']]);
});

test('what is piped into an answer names the line that piped it', async () => {
  const source = `import http from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
const server = http.createServer(async (req, res) => {
  if (req.url === '/pipe') Readable.from(['a']).pipe(res);
  else if (req.url === '/pipeline') await pipeline(Readable.from(['a']), res);
  else req.pipe(res);
});
server.listen(3000, async () => {
  for (const path of ['pipe', 'pipeline', 'echo'])
    await (await fetch('http://localhost:3000/' + path)).text();
  process.exit();
});
`;

  const answers = placed(await simulate(source), source).filter(([name]) => name === '200');

  expect(answers.map(([, line]) => line)).toEqual([
    "if (req.url === '/pipe') Readable.from(['a']).pipe(res);",
    "else if (req.url === '/pipeline') await pipeline(Readable.from(['a']), res);",
    'else req.pipe(res);',
  ]);
});

test('prints, notes, connections and the exit name their lines through timers, ticks and awaits', async () => {
  const source = `import net from 'node:net';
const later = async (): Promise<void> => {
  await Promise.resolve();
  console.timeStamp('charged the card');
};
setTimeout(async () => {
  process.stdout.write('timer');
  await later();
  process.nextTick(() => {
    console.error('tick');
    net.connect(9, 'localhost').on('error', () => process.exit(2));
  });
}, 3);
`;

  expect(placed(await simulate(source), source)).toEqual([
    ['log timer', "process.stdout.write('timer');"],
    ['note charged the card', "console.timeStamp('charged the card');"],
    ['log tick', "console.error('tick');"],
    ['connect', "net.connect(9, 'localhost').on('error', () => process.exit(2));"],
    ['exit', "net.connect(9, 'localhost').on('error', () => process.exit(2));"],
  ]);
});

test('console.timeStamp() prints nothing, joins lines, and is bounded within one event', async () => {
  const run = await simulate(
    "console.timeStamp('a\\n  b');\nconsole.timeStamp();\nfor (let i = 0; i < 500; i += 1) console.timeStamp('x'.repeat(999));",
  );
  const notes = notesOf(run);

  expect([run.stdout, run.stderr]).toEqual(['', '']);
  expect([notes[0], notes.length, notes[1]?.length]).toEqual(['a b', 200, 200]);
});
