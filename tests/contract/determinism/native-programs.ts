/**
 * Programs of the determinism suite that use what a host does in its own time or in its own way.
 * @module
 */
import { busy, type DeterminismProgram, service } from './determinism-program.ts';

const one = (name: string, handle: string, head = '', scenario = busy): DeterminismProgram => ({
  name,
  services: { shop: service(handle, head) },
  scenario,
});

export const nativePrograms: readonly DeterminismProgram[] = [
  one(
    'web crypto: digests that race',
    `const order = [];
  await Promise.all([5000, 1, 300].map(async (size) => {
    const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(size));
    order.push([size, Buffer.from(digest).toString('hex').slice(0, 8)]);
  }));
  return order;`,
  ),
  one(
    'web crypto: signed orders',
    `const key = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, true, ['sign', 'verify']);
  const signature = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(request.url));
  return [Buffer.from(signature).toString('hex'), await crypto.subtle.exportKey('jwk', key)];`,
  ),
  one(
    'node crypto: hashes and keys',
    `return [
    createHash('sha256').update(request.url).digest('hex'),
    createHmac('sha512', randomBytes(8)).update('x').digest('base64'),
    pbkdf2Sync('p', randomUUID(), 5, 8, 'sha1').toString('hex'),
    randomInt(1000),
  ];`,
    "import { createHash, createHmac, pbkdf2Sync, randomBytes, randomInt, randomUUID } from 'node:crypto';",
  ),
  one(
    'blobs: read in parts',
    `const blob = new Blob(['a'.repeat(200_000), new Uint8Array(1000)]);
  const order = [];
  await Promise.all([
    blob.slice(0, 10).text().then((text) => order.push(text)),
    blob.arrayBuffer().then((bytes) => order.push(bytes.byteLength)),
    new Response(blob).text().then((text) => order.push(text.length)),
    (async () => { let count = 0; for await (const part of blob.stream()) count += part.length; order.push(count); })(),
  ]);
  return order;`,
  ),
  one(
    'compression: there and back',
    `const packed = new Blob([request.url.repeat(500)]).stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
  return [bytes.length, Buffer.from(bytes).toString('base64').slice(0, 60), text.length];`,
  ),
  one(
    'forms: boundaries and files',
    `const form = new FormData();
  form.set('order', request.url);
  form.set('file', new File(['content'], 'a.txt', { type: 'text/plain' }));
  const response = new Response(form);
  const type = response.headers.get('content-type');
  return [type, await response.text()];`,
  ),
  one(
    'streams: web pipes with back-pressure',
    `let next = 0;
  const source = new ReadableStream({ pull(controller) { next += 1; if (next > 50) controller.close(); else controller.enqueue(next); } });
  const doubled = new TransformStream({ async transform(value, controller) { if (value % 7 === 0) await sleep(1); controller.enqueue(value * 2); } });
  const seen = [];
  await source.pipeThrough(doubled).pipeTo(new WritableStream({ write(value) { seen.push(value); } }));
  return seen;`,
    "import { setTimeout as sleep } from 'node:timers/promises';",
  ),
  one(
    'streams: node pipelines',
    `const seen = [];
  await pipeline(
    Readable.from(Array.from({ length: 20 }, (_, at) => at)),
    async function* (source) { for await (const value of source) { if (value % 5 === 0) await sleep(1); yield value; } },
    new Writable({ objectMode: true, write(value, _encoding, done) { seen.push(value); setImmediate(done); } }),
  );
  return seen;`,
    `import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';`,
  ),
  one(
    'bodies: responses read in every way',
    `const make = () => new Response(new ReadableStream({
    async start(controller) {
      for (const part of ['{"a":', '1}']) { await sleep(1); controller.enqueue(new TextEncoder().encode(part)); }
      controller.close();
    },
  }));
  const order = [];
  await Promise.all([
    make().text().then((text) => order.push(text)),
    make().json().then((value) => order.push(value)),
    make().clone().arrayBuffer().then((bytes) => order.push(bytes.byteLength)),
    new Response('plain').text().then((text) => order.push(text)),
  ]);
  return order;`,
    "import { setTimeout as sleep } from 'node:timers/promises';",
  ),
  one(
    'dates, zones and locales',
    `const date = new Date(Date.now() + 1e9);
  return [
    String(date), date.toLocaleString(), date.toLocaleDateString('de-DE'), new Intl.DateTimeFormat().format(),
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' }).format(date), date.getTimezoneOffset(),
    (1234.5).toLocaleString(), new Intl.NumberFormat('en-US', { style: 'currency', currency: 'EUR' }).format(9.99),
    ['b', 'ä', 'a'].sort((a, b) => a.localeCompare(b)), new Date('2026-02-03').toTimeString(), performance.now(), process.hrtime(),
  ];`,
  ),
  one(
    'math: every last bit',
    `const x = Math.random() * 20 + 0.1;
  const names = ['exp', 'log', 'log2', 'log10', 'log1p', 'expm1', 'cbrt', 'sin', 'cos', 'tan', 'atan', 'sinh', 'cosh', 'tanh', 'asinh', 'sqrt'];
  return [x, ...names.map((name) => Math[name](x)), Math.asin(x / 21), Math.acos(x / 21), Math.atanh(x / 21), Math.acosh(x + 1), Math.atan2(x, 3), Math.pow(x, 1.7), x ** 0.3, Math.hypot(x, 2)];`,
  ),
  one(
    'dynamic import and top-level await',
    `const [path, timers] = await Promise.all([import('node:path'), import('node:timers/promises')]);
  await timers.setTimeout(1);
  return [path.join('a', request.url), started];`,
    `import { setTimeout as sleep } from 'node:timers/promises';
await sleep(3);
const started = performance.now();`,
  ),
  one(
    'structured clones and channels',
    `const { port1, port2 } = new MessageChannel();
  const heard = [];
  port2.onmessage = ({ data }) => heard.push(data);
  for (const value of [1, new Map([[1, 2]]), new Date(5)]) port1.postMessage(value);
  await new Promise((resolve) => setTimeout(resolve, 1));
  return [heard.length, structuredClone({ a: [1, { b: request.url }] }), String(heard[2])];`,
  ),
  one(
    'rejections that nobody handles at once',
    `const late = Promise.reject(new Error(request.url));
  await new Promise((resolve) => setTimeout(resolve, 1));
  return [told.length, await late.catch((error) => error.message)];`,
    "const told = [];\nprocess.on('unhandledRejection', (error) => told.push(error.message));",
  ),
  one(
    'sorting, keys and shuffles',
    `const list = Array.from({ length: 40 }, () => Math.floor(Math.random() * 1000));
  const shuffled = list.toSorted(() => Math.random() - 0.5);
  return [list, shuffled, Object.keys({ b: 1, 2: 1, a: 1, 1: 1 }), [...new Set(list.map((value) => value % 7))]];`,
  ),
  one(
    'randomness: numbers, bytes and identifiers',
    `const bytes = crypto.getRandomValues(new Uint8Array(8));
  return [Math.random(), [...bytes], crypto.randomUUID(), Array.from({ length: 5 }, () => Math.floor(Math.random() * 6))];`,
  ),
  one(
    'promises: any, race, allSettled and thenables',
    `const after = (ms, value) => new Promise((resolve, reject) => setTimeout(value < 0 ? reject : resolve, ms, value));
  const draw = () => after(Math.random() * 4, Math.random() - 0.3);
  const order = [];
  await Promise.all([
    Promise.any([draw(), draw(), after(5, 1)]).then((value) => order.push(['any', value])),
    Promise.race([draw(), draw()]).then((value) => order.push(['race', value]), (value) => order.push(['race lost', value])),
    Promise.allSettled([draw(), draw()]).then((all) => order.push(all.map(({ status }) => status))),
    (async () => order.push(await { then: (done) => setImmediate(done, 'thenable') }))(),
  ]);
  return order;`,
  ),
];
