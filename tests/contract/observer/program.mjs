/** What a program can find out about `node:fs`, `node:sqlite` and `node:http`, printed as JSON. Run by a test with and without the observer. */
import * as fs from 'node:fs';
import * as promises from 'node:fs/promises';
import { createRequire } from 'node:module';
import { OutgoingMessage } from 'node:http';
import * as sqlite from 'node:sqlite';
import { inspect, promisify } from 'node:util';

const { DatabaseSync, StatementSync, backup } = sqlite;
const seen = {};
const failed = async (run) => {
  try {
    return ['done', await run()];
  } catch (error) {
    const { name, message, code, errno, syscall, path, dest, errcode, errstr } = error;
    const line = error.stack
      .split('\n')
      .find((text) => text.includes('program.mjs'))
      ?.replace(/.*\//, '');
    return { name, message, code, errno, syscall, path, dest, errcode, errstr, keys: Object.keys(error), line };
  }
};
const faceOf = (value) =>
  [
    value.name,
    value.length,
    Reflect.ownKeys(value).map(String),
    typeof value,
    inspect(value),
    Function.prototype.toString.call(value).includes('native code') || 'source',
  ].slice(0, 5);

for (const [name, module] of Object.entries({ fs, promises, sqlite })) {
  seen[name] = Object.entries(module)
    .filter(([key, value]) => key !== 'default' && typeof value === 'function')
    .map(([key, value]) => [key, faceOf(value)]);
}
const methodsOf = (kind) =>
  Reflect.ownKeys(kind.prototype).map((key) => {
    const { get, ...descriptor } = Object.getOwnPropertyDescriptor(kind.prototype, key);
    const { value } = descriptor;
    return [
      String(key),
      get && 'getter',
      descriptor.enumerable,
      descriptor.writable,
      typeof value === 'function' ? faceOf(value) : '',
    ];
  });
seen.classes = [DatabaseSync, StatementSync, OutgoingMessage].map(methodsOf);
seen.same = [
  createRequire(import.meta.url)('node:sqlite').DatabaseSync === DatabaseSync,
  fs.default.writeFileSync === fs.writeFileSync,
  fs.promises.writeFile === promises.writeFile,
  DatabaseSync.prototype.constructor === DatabaseSync,
];

class Orders extends DatabaseSync {
  count() {
    return this.prepare('select count(*) as n from orders').get().n;
  }
}
const orders = new Orders('data/orders.db');
orders.exec('create table orders(id integer primary key, sku text unique)');
const insert = orders.prepare('insert into orders(sku) values (?)');
const session = orders.createSession();
seen.classOf = [
  orders instanceof Orders,
  orders instanceof DatabaseSync,
  orders.constructor === Orders,
  inspect(orders).split(' ')[0],
];
seen.run = [insert.run('mug'), insert.run('cup'), orders.count(), orders.isTransaction];
seen.rows = [...orders.prepare("insert into orders(sku) values ('pot'), ('pan') returning sku").iterate()];
const iterator = orders.prepare('select sku from orders').iterate();
seen.iterator = [iterator.next(), iterator.return?.(), iterator.next(), iterator[Symbol.iterator]() === iterator];
seen.changeset = session.changeset().length > 0;
const store = orders.createTagStore();
seen.tags = [
  store.run`insert into orders(sku) values (${'jug'})`,
  store.get`select count(*) as n from orders`,
  store.size,
];
seen.backup = [await backup(orders, 'data/copy.db'), fs.existsSync('data/copy.db')];
seen.location = orders.location().endsWith('/data/orders.db');
const late = new DatabaseSync('data/orders.db', { open: false });
seen.late = [late.isOpen, late.open(), late.isOpen, late.close(), late.isOpen];
seen.errors = [
  await failed(() => insert.run('mug')),
  await failed(() => orders.exec('nonsense')),
  await failed(() => orders.prepare('nonsense')),
  await failed(() => new DatabaseSync('nowhere/orders.db')),
  await failed(() => new DatabaseSync(5)),
  await failed(() => DatabaseSync('data/orders.db')),
  await failed(() => orders.exec('begin; insert into orders(sku) values (1); nonsense')),
  await failed(() => orders.isTransaction),
  await failed(() => orders.exec('rollback')),
  await failed(() => fs.readFileSync('nowhere/a.txt')),
  await failed(() => fs.writeFileSync('nowhere/a.txt', '')),
  await failed(() => fs.writeFileSync(undefined, '')),
  await failed(() => fs.writeFile('data/a.txt', '')),
  await failed(() => promises.rename('data/none.txt', 'data/some.txt')),
  await failed(() => fs.renameSync('data/none.txt', 'data/some.txt')),
  await failed(() => promisify(fs.writeFile)('nowhere/a.txt', '')),
  await failed(() => fs.mkdirSync('data')),
];
await promisify(fs.writeFile)('data/a.txt', 'text');
const handle = await promises.open('data/a.txt', 'a+');
seen.handle = [
  (await handle.write(' more')).bytesWritten,
  inspect(Object.getPrototypeOf(handle)),
  await handle.close(),
];
const fd = fs.openSync('data/a.txt', 'r+');
seen.descriptor = [
  fs.writeSync(fd, 'T'),
  fs.ftruncateSync(fd, 6),
  fs.closeSync(fd),
  fs.readFileSync('data/a.txt', 'utf8'),
];
seen.written = await promisify(fs.write)(fs.openSync('data/b.txt', 'w'), 'bytes');
seen.exists = [await promisify(fs.exists)('data/a.txt'), fs.existsSync('data/none.txt')];
seen.limit = Error.stackTraceLimit;
seen.files = fs.readdirSync('data').toSorted();
orders.close();
seen.closed = await failed(() => insert.run('after'));
console.log(JSON.stringify(seen, (_, value) => (value === undefined ? 'undefined' : value), 1));
