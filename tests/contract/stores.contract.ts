/**
 * What is seen of the stores of services, whatever the engine: what becomes durable and for which request, what belongs to
 * somebody else, and what lies on a disk. Called by a test file for each engine.
 * @module
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabProgram, LabRuntime } from '#runtimes/lab-runtime.ts';
import { checkCode } from '../support/check-code.ts';

/** Does what its path says. */
const ORDERS = `
import * as fs from 'node:fs';
import { appendFileSync, createWriteStream, mkdirSync, openSync, renameSync, writeFile, writeFileSync, writeSync } from 'node:fs';
import * as promises from 'node:fs/promises';
import { createServer } from 'node:http';
import { finished } from 'node:stream/promises';
import { DatabaseSync } from 'node:sqlite';

mkdirSync('/data', { recursive: true });
const database = new DatabaseSync(process.env.DATABASE_FILE);
database.exec('create table if not exists orders(id text unique)');
const insert = database.prepare('insert into orders values (?)');
const fd = openSync('/data/by-descriptor.txt', 'w');
let handle;

const does = {
  'insert': () => insert.run('first'),
  'insert-returning': () => database.prepare("insert into orders values ('second') returning id").get().id,
  'iterate': () => [...database.prepare("insert into orders values ('third'), ('fourth') returning id").iterate()].length,
  'select': () => database.prepare('select count(*) as n from orders').get().n,
  'change-nothing': () => database.exec("update orders set id = 'x' where id = 'nobody'"),
  'fail': () => { try { insert.run('first'); } catch (error) { return error.message; } },
  'begin': () => { database.exec('begin'); insert.run('inside'); },
  'commit': () => database.exec('commit'),
  'roll-back': () => { database.exec('begin'); insert.run('never'); database.exec('rollback'); },
  'script': () => database.exec("begin; insert into orders values ('by script'); commit;"),
  'schema': () => database.exec('create index by_id on orders(id)'),
  'in-memory': () => new DatabaseSync(':memory:').exec('create table a(b); insert into a values (1)'),
  'write-sync': () => writeFileSync('/data/a.txt', 'sync'),
  'append-sync': () => appendFileSync('/data/a.txt', ' and more'),
  'write-callback': () => new Promise((resolve) => writeFile('/data/b.txt', 'callback', resolve)),
  'write-promise': () => promises.writeFile('/data/c.txt', 'promise'),
  'write-descriptor': () => { writeSync(fd, 'bytes'); },
  'write-handle': async () => { handle = await promises.open('/data/d.txt', 'w'); await handle.write('by handle'); await handle.close(); },
  'write-stream': () => finished(createWriteStream('/data/e.txt').end('in a stream')),
  'rename': () => renameSync('/data/a.txt', '/data/f.txt'),
  'read': () => fs.readFileSync('/data/f.txt', 'utf8'),
  'later': () => { setTimeout(() => writeFileSync('/data/later.txt', 'later'), 50); },
};
const server = createServer(async (request, response) => {
  response.end(String(await does[request.url.slice(1)]()));
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT));
`;

/** Asks orders over one connection, and tries to read its files. */
const REPORT = `
import { existsSync, promises, readFileSync, writeFile } from 'node:fs';
import { createServer, request as ask } from 'node:http';
import { DatabaseSync } from 'node:sqlite';

const codeOf = async (run) => {
  try {
    await run();
    return 'done';
  } catch (error) {
    return [error.code, error.message].join(' | ');
  }
};
const does = {
  'database': () => codeOf(() => new DatabaseSync('/orders/orders.db', { readOnly: true })),
  'late': () => codeOf(() => new DatabaseSync('/orders/orders.db', { open: false }).open()),
  'read': () => codeOf(() => readFileSync('/orders/orders.txt')),
  'write': () => codeOf(() => promises.writeFile('/orders/orders.txt', 'mine')),
  'callback': () => new Promise((resolve) => writeFile('/orders/orders.txt', 'mine', (error) => resolve(error.message))),
  'look': () => existsSync('/orders/orders.txt'),
  'program': () => readFileSync('/orders/main.ts', 'utf8').length > 0,
  'own': () => codeOf(() => new DatabaseSync('/report/own.db').exec('create table a(b)')),
};
createServer(async (request, response) => {
  const [, first, second] = request.url.split('/');
  if (first === 'forward') {
    const forwarded = ask(process.env.ORDERS_URL + '/' + second, { method: request.method });
    forwarded.on('response', (answer) => answer.pipe(response));
    request.pipe(forwarded);
    return;
  }
  const answer = first === 'ask' ? (await fetch(process.env.ORDERS_URL + '/' + second)).text() : does[first]();
  response.end(String(await answer));
}).listen(Number(process.env.PORT));
`;

const HELPERS = `
const get = async (host, path, body) => {
  const sent = { method: body ? 'POST' : 'GET', url: 'http://' + host + '/' + path, ...(body && { body }) };
  const { id, response, error } = await bench.request(sent);
  return { id, answer: response ? response.body : error.code };
};
const storedBy = ({ id }) => [...new Set(bench.timeline().moments
  .filter(({ kind, operation }) => kind === 'stored' && operation === id).map(({ process, label }) => process + ' ' + label))];
`;

const PROGRAM: Omit<LabProgram, 'checks'> = {
  id: 'stores',
  services: [
    { name: 'report', entry: 'report/main.ts', port: 80, env: { ORDERS_URL: 'http://orders' } },
    { name: 'orders', entry: 'orders/main.ts', port: 80, env: { DATABASE_FILE: '/data/orders.db' } },
  ],
  world: [],
  worldFiles: {},
  packages: {},
  parts: ['sqlite'],
};

/** @param open opens a runtime that this suite closes. */
export function describeStores(name: string, open: () => Promise<LabRuntime>): void {
  describe(`stores ${name}`, () => {
    let runtime: LabRuntime;
    beforeAll(async () => {
      runtime = await open();
    });
    afterAll(() => runtime.close());

    /** What the body of a check returns. */
    async function see(body: string): Promise<unknown> {
      const code = checkCode(`${HELPERS} return pass(JSON.stringify(await (async () => { ${body} })()));`);
      const program = { ...PROGRAM, checks: [{ id: 'C1', slug: '01-stores', title: 'Stores', code }] };
      const files = { 'orders/main.ts': ORDERS, 'report/main.ts': REPORT };
      const report = await runtime.runChecks(program, { files, seed: 1 }, () => {});
      const [check] = report.checks;
      if (check?.verdict !== 'pass') throw new Error(`${check?.verdict}: ${check?.reason}`);
      return JSON.parse(check.held);
    }

    test('what a request makes durable is told as stored, and nothing else is', async () => {
      const seen = await see(`
        const paths = ['insert', 'insert-returning', 'iterate', 'select', 'change-nothing', 'fail', 'begin', 'commit', 'roll-back',
          'script', 'schema', 'in-memory', 'write-sync', 'append-sync', 'write-callback', 'write-promise', 'write-descriptor',
          'write-handle', 'write-stream', 'rename', 'read'];
        const seen = {};
        for (const path of paths) {
          const sent = await get('orders', path);
          seen[path] = storedBy(sent).join();
        }
        return seen;`);

      const [database, text] = ['orders /data/orders.db', 'orders /data/a.txt'];
      expect(seen).toEqual({
        insert: database,
        'insert-returning': database,
        iterate: database,
        select: '',
        'change-nothing': '',
        fail: '',
        begin: '',
        commit: database,
        'roll-back': '',
        script: database,
        schema: database,
        'in-memory': '',
        'write-sync': text,
        'append-sync': text,
        'write-callback': 'orders /data/b.txt',
        'write-promise': 'orders /data/c.txt',
        'write-descriptor': 'orders /data/by-descriptor.txt',
        'write-handle': 'orders /data/d.txt',
        'write-stream': 'orders /data/e.txt',
        rename: text,
        read: '',
      });
    });

    test('a store belongs to the operation that caused it, over another service and after its answer', async () => {
      const seen = await see(`
        const asked = await get('report', 'ask/insert');
        const late = await get('report', 'ask/later');
        const after = await get('report', 'ask/select');
        const forwarded = await get('report', 'forward/write-sync', 'a body '.repeat(50));
        const bodiless = await get('report', 'forward/append-sync');
        await bench.sleep(200);
        await bench.settle(5_000);
        const [moment] = bench.timeline().moments.filter(({ kind, operation }) => kind === 'stored' && operation === asked.id);
        const messages = bench.timeline().messages.filter(({ operation }) => operation === asked.id);
        const request = messages.find(({ kind, to }) => kind === 'request' && to === 'orders');
        const answer = messages.find(({ kind, from }) => kind === 'response' && from === 'orders');
        return [storedBy(asked), storedBy(late), storedBy(after), storedBy(forwarded), storedBy(bodiless), request.receivedAtMs <= moment.atMs && moment.atMs <= answer.receivedAtMs];`);

      const [database, text] = [['orders /data/orders.db'], ['orders /data/a.txt']];
      expect(seen).toEqual([database, ['orders /data/later.txt'], [], text, text, true]);
    });

    test('what belongs to another program is refused as by a disk of its own, and told with its line', async () => {
      const seen = await see(`
        const answers = {};
        for (const path of ['database', 'late', 'read', 'write', 'callback', 'look', 'program', 'own']) {
          answers[path] = (await get('report', path)).answer;
        }
        const denied = bench.disk('report').accesses().filter(({ mode }) => mode === 'denied')
          .map(({ path, operation, source }) => [path, operation, source?.file].join(' '));
        const moments = bench.timeline().moments.filter(({ kind }) => kind === 'denied').length;
        const opened = bench.disk('report').accesses().filter(({ mode }) => mode === 'opened').map(({ path }) => path);
        return { answers, denied, moments, opened, others: bench.disk('orders').accesses().some(({ mode }) => mode === 'denied') };`);

      const refused = `permission denied, open '/orders/orders.txt'`;
      expect(seen).toEqual({
        answers: {
          database: 'ERR_SQLITE_ERROR | unable to open database file',
          late: 'ERR_SQLITE_ERROR | unable to open database file',
          read: `EACCES | EACCES: ${refused}`,
          write: `EACCES | EACCES: ${refused}`,
          callback: `EACCES: ${refused}`,
          look: 'false',
          program: 'true',
          own: 'done',
        },
        denied: [
          '/orders/orders.db r-1 report/main.ts',
          '/orders/orders.db r-2 report/main.ts',
          '/orders/orders.txt r-3 report/main.ts',
          '/orders/orders.txt r-4 report/main.ts',
          '/orders/orders.txt r-5 report/main.ts',
        ],
        moments: 5,
        opened: ['/report/own.db'],
        others: false,
      });
    });

    test('a disk shows what the service stored, and is empty after wipe()', async () => {
      const seen = await see(`
        await get('orders', 'write-sync');
        await get('orders', 'insert');
        const disk = bench.disk('orders');
        const text = new TextDecoder().decode(disk.read('/data/a.txt'));
        const before = disk.files();
        const head = new TextDecoder().decode(disk.read('/data/orders.db').subarray(0, 15));
        const nothing = [disk.read('/data/none.txt'), disk.read('/orders/main.ts')].every((read) => read === undefined);
        await bench.kill('orders');
        const kept = disk.files();
        await disk.wipe();
        const wiped = disk.files();
        await bench.restart('orders');
        return { text, before, head, nothing, kept, wiped, rows: (await get('orders', 'select')).answer };`);

      const files = ['/data/a.txt', '/data/by-descriptor.txt', '/data/orders.db'];
      expect(seen).toEqual({
        text: 'sync',
        before: files,
        head: 'SQLite format 3',
        nothing: true,
        kept: files,
        wiped: [],
        rows: '0',
      });
    });
  });
}
