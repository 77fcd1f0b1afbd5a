/**
 * Programs of the determinism suite in which services talk, wait, break and come back.
 * @module
 */
import { busy, type DeterminismProgram, service } from './determinism-program.ts';

const SLEEP = "import { setTimeout as sleep } from 'node:timers/promises';";
const worker = service('await sleep(Math.random() * 20); return [request.url, Date.now(), Math.random()];', SLEEP);
const flood = (count: number, perSecond: number, timeoutMs = 5_000) =>
  `await bench.traffic({ count: ${count}, perSecond: ${perSecond}, request: (index) => ({ ...get(\`/\${index}\`), timeoutMs: ${timeoutMs} }) });`;
const gateway = (handle: string, head = '') => service(handle, `${SLEEP}\n${head}`);

/** `count` services behind a gateway that asks them all at once. */
const fanOut = (count: number, ask: string): DeterminismProgram['services'] => ({
  shop: gateway(ask.replaceAll('COUNT', String(count))),
  ...Object.fromEntries(Array.from({ length: count }, (_, at) => [`worker-${at}`, worker])),
});

const ALL =
  'return Promise.all(Array.from({ length: COUNT }, (_, at) => fetch(`http://worker-${at}/${at}`).then((answer) => answer.json())));';
const RACE =
  'return Promise.race(Array.from({ length: COUNT }, (_, at) => fetch(`http://worker-${at}/`).then((answer) => answer.json())));';
const SETTLED = `const answers = await Promise.allSettled(Array.from({ length: COUNT }, (_, at) => fetch(\`http://worker-\${at}/\`, { signal: AbortSignal.timeout(8) }).then((answer) => answer.json())));
  return answers.map(({ status, reason }) => [status, reason?.name]);`;
const CHAIN = `let seen = [];
  for (let at = 0; at < COUNT; at += 1) seen.push(await (await fetch(\`http://worker-\${at}/\`)).json());
  return seen;`;

const timers = (count: number): DeterminismProgram => ({
  name: `timers: ${count} at once`,
  services: {
    shop: service(
      `const order = [];
  await Promise.all(Array.from({ length: ${count} }, (_, at) => new Promise((resolve) => {
    setTimeout(() => { order.push(at); if (at % 3 === 0) setImmediate(resolve); else if (at % 3 === 1) process.nextTick(resolve); else queueMicrotask(resolve); }, Math.random() * 10);
  })));
  return order;`,
    ),
  },
  scenario: busy,
});

const breaking = (name: string, steps: string): DeterminismProgram => ({
  name: `breaks: ${name}`,
  services: {
    shop: gateway(
      "return (await fetch('http://stock/' + request.url.slice(1), { signal: AbortSignal.timeout(200) })).json();",
    ),
    stock: service(
      'kept += 1; await sleep(Math.random() * 10); return [kept, request.url];',
      `${SLEEP}\nlet kept = 0;`,
    ),
  },
  scenario: `const load = bench.traffic({ count: 25, perSecond: 100, request: (index) => ({ ...get(\`/\${index}\`), timeoutMs: 1_000 }) });
  ${steps}
  await load;`,
});

const logging = (lines: number): DeterminismProgram => ({
  name: `logs: ${lines} lines a request`,
  services: {
    shop: service(
      `for (let line = 0; line < ${lines}; line += 1) console.log('line %d', line, { at: new Date(), random: Math.random() });
  console.error(new Error('told'));
  return lines += 1;`,
      'let lines = 0;',
    ),
  },
  scenario: busy,
});

const keepAlive = (sockets: number): DeterminismProgram => ({
  name: `http: an agent of ${sockets} kept sockets`,
  services: {
    shop: service(
      `const ask = () => new Promise((resolve, reject) => http.get({ host: 'stock', port: 80, path: request.url, agent }, (answer) => {
    let text = '';
    answer.setEncoding('utf8').on('data', (part) => (text += part)).on('end', () => resolve(text)).on('error', reject);
  }).on('error', reject));
  return [await Promise.all([ask(), ask(), ask()]), Object.keys(agent.freeSockets).length];`,
      `import http from 'node:http';\nconst agent = new http.Agent({ keepAlive: true, maxSockets: ${sockets} });`,
    ),
    stock: worker,
  },
  scenario: flood(15, 300),
});

const retrying = (attempts: number): DeterminismProgram => ({
  name: `retries: ${attempts} attempts with jitter`,
  services: {
    shop: gateway(`for (let attempt = 1; attempt <= ${attempts}; attempt += 1) {
    try { const answer = await fetch('http://stock/'); if (answer.ok) return [attempt, await answer.json()]; } catch (error) { console.log(error.cause?.code); }
    await sleep(2 ** attempt * Math.random());
  }
  return 'gave up';`),
    stock: service("if (Math.random() < 0.5) throw new Error('busy'); return performance.now();"),
  },
  scenario: flood(15, 100),
});

const sockets = (parts: number): DeterminismProgram => ({
  name: `net: ${parts} parts echoed`,
  services: {
    shop: service(
      `return new Promise((resolve) => {
    const heard = [];
    const socket = net.connect(7, 'echo', () => { for (let part = 0; part < ${parts}; part += 1) setTimeout(() => socket.write(part + request.url), Math.random() * 5); setTimeout(() => socket.end(), 8); });
    socket.setEncoding('utf8').on('data', (text) => heard.push(text)).on('close', () => resolve(heard)).on('error', (error) => heard.push(error.code));
  });`,
      "import net from 'node:net';",
    ),
    echo: `import net from 'node:net';
import { createServer } from 'node:http';
net.createServer({ allowHalfOpen: true }, (socket) => socket.pipe(socket)).listen(7);
createServer().listen(Number(process.env.PORT));`,
  },
  scenario: busy,
});

const chunked = (parts: number): DeterminismProgram => ({
  name: `http: answers in ${parts} chunks`,
  services: {
    shop: gateway(
      'const seen = []; for await (const part of (await fetch("http://source/")).body) seen.push(Buffer.from(part).toString()); return seen;',
    ),
    source: `import { createServer } from 'node:http';
createServer(async (request, response) => {
  for (let part = 0; part < ${parts}; part += 1) { response.write('part ' + part + ' ' + Math.random() + '\\n'); await new Promise((resolve) => setTimeout(resolve, Math.random() * 3)); }
  response.end();
}).listen(Number(process.env.PORT));`,
  },
  scenario: flood(8, 200),
});

/** Asks two processes of its own, and starts another when one has died. */
const FORKING = `
import { fork } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const waiting = new Map();
let count = 0;
const start = () => {
  const child = fork(import.meta.filename, ['worker'], { silent: true });
  child.on('message', ([id, answer]) => waiting.get(id)?.end(JSON.stringify(answer)));
  child.stdout.on('data', (text) => console.log(String(text).trim()));
  child.on('exit', (code) => { console.log('ended', code); children[children.indexOf(child)] = start(); });
  return child;
};
const children = [];
const serve = () => createServer((request, response) => {
  count += 1;
  waiting.set(count, response);
  setTimeout(() => response.end('late'), 100);
  children[count % 2].send([count, request.url]);
}).listen(Number(process.env.PORT));
const work = async ([id, url]) => {
  await sleep(Math.random() * 20);
  appendFileSync('/tmp/done', url);
  console.log('did', url);
  if (id === 7) process.exit(5);
  process.send([id, [process.pid, process.ppid, url, Math.random(), Date.now()]]);
};
if (process.argv[2] === 'worker') process.on('message', work);
else {
  children.push(start(), start());
  serve();
}
`;

export const systemPrograms: readonly DeterminismProgram[] = [
  ...[2, 4, 6].map((count) => ({
    name: `fan-out: ${count} asked at once`,
    services: fanOut(count, ALL),
    scenario: busy,
  })),
  { name: 'race: the first of 5', services: fanOut(5, RACE), scenario: busy },
  { name: 'children: workers that are forked, and one that dies', services: { shop: FORKING }, scenario: busy },
  ...[2, 4].map((count) => ({
    name: `timeouts: ${count} asked, some too slow`,
    services: fanOut(count, SETTLED),
    scenario: busy,
  })),
  ...[2, 4].map((count) => ({
    name: `chain: ${count} one after the other`,
    services: fanOut(count, CHAIN),
    scenario: flood(6, 100),
  })),
  ...[10, 100, 400].map(timers),
  ...[1, 3].map(keepAlive),
  ...[2, 6].map(retrying),
  ...[1, 12].map(sockets),
  ...[1, 20].map(chunked),
  ...[1, 20, 2_000].map(logging),
  breaking(
    'killed and started again',
    "await bench.sleep(60); await bench.kill('stock'); await bench.sleep(50); await bench.restart('stock');",
  ),
  breaking(
    'killed twice',
    "for (let round = 0; round < 2; round += 1) { await bench.sleep(40); await bench.kill('stock'); await bench.restart('stock'); }",
  ),
  breaking(
    'stopped with a signal',
    "await bench.sleep(80); await bench.stop('stock', { graceMs: 20 }); await bench.restart('stock');",
  ),
  breaking(
    'crashes at its third touch of the outside',
    "bench.crashAt('stock', 3); await bench.sleep(100); if (bench.status('stock').state === 'exited') await bench.restart('stock');",
  ),
  breaking(
    'three replicas, one killed',
    "await bench.scale('stock', 3); await bench.sleep(60); await bench.kill('stock-2');",
  ),
  breaking(
    'a clock that is wrong',
    "await bench.skewClock('stock', 90_000); await bench.sleep(50); await bench.skewClock('stock', -90_000);",
  ),
  breaking('never there', "await bench.kill('stock');"),
  {
    name: 'state: a counter that two write at once',
    services: {
      shop: gateway(
        'const seen = total; await sleep(Math.random() * 3); total = seen + 1; return total;',
        'let total = 0;',
      ),
    },
    scenario: flood(30, 500),
  },
  {
    name: 'events: emitters, once and async iteration',
    services: {
      shop: service(
        `const emitter = new EventEmitter();
  setTimeout(() => { for (let at = 0; at < 5; at += 1) emitter.emit('item', at, Math.random()); emitter.emit('end'); }, 1);
  const seen = [];
  for await (const item of on(emitter, 'item', { close: ['end'] })) seen.push(item);
  return seen;`,
        "import { EventEmitter, on } from 'node:events';",
      ),
    },
    scenario: busy,
  },
  {
    name: 'files: written, read, renamed',
    services: {
      shop: service(
        `await appendFile('/orders.log', request.url + ' ' + Math.random() + '\\n');
  await writeFile('/last.json', JSON.stringify({ url: request.url }));
  await rename('/last.json', '/latest.json');
  return [(await readFile('/orders.log', 'utf8')).length, JSON.parse(await readFile('/latest.json', 'utf8'))];`,
        "import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';",
      ),
    },
    scenario: `${busy}\nawait bench.kill('shop'); await bench.restart('shop'); ${busy}`,
  },
];
