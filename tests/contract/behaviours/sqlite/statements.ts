import { DatabaseSync, StatementSync } from 'node:sqlite';
import { behaviour } from '../behaviour.ts';
import { thrown } from '../thrown.ts';

function open(...statements: readonly string[]): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  for (const statement of statements) database.exec(statement);
  return database;
}

const people =
  "create table p(id integer primary key, name text unique, photo blob, height real); insert into p values (1, 'Ada', x'0102', 1.6), (2, 'Bo', null, null)";

behaviour('sqlite: run() tells how many rows changed and the last row id', (saw) => {
  const database = open('create table t(a integer primary key, b)');
  const insert = database.prepare('insert into t(b) values (?)');
  saw(insert.run('x'), insert.run('y'), database.prepare('update t set b = 1').run());
  saw(
    database.prepare('delete from t where a = 99').run(),
    database.prepare('insert into t(b) values (1), (2) returning a').run(),
  );
});

behaviour('sqlite: get() gives the first row or undefined', (saw) => {
  const database = open(people);
  const byId = database.prepare('select * from p where id = ?');
  const row = byId.get(1);
  saw(row, byId.get(9), Object.getPrototypeOf(row), database.prepare('create table u(a)').get());
});

behaviour('sqlite: all() gives every row, with nulls, numbers, text and bytes', (saw) => {
  const rows = open(people).prepare('select * from p order by id').all();
  saw(
    rows,
    rows.map((row) => Object.getPrototypeOf(row)),
    open(people).prepare('select 1 where 0').all(),
  );
});

behaviour('sqlite: iterate() gives rows as they are asked for, and can be left early', (saw) => {
  const rows = open(people).prepare('select id from p order by id').iterate();
  saw(rows.next(), rows.return?.(), rows.next(), Object.getPrototypeOf(rows.next()));
  saw([...open(people).prepare('select id from p order by id').iterate()]);
  saw(rows[Symbol.iterator]() === rows, Object.prototype.toString.call(rows));
});

behaviour('sqlite: an iterator is invalid once its statement runs again', (saw) => {
  const statement = open(people).prepare('select id from p order by id');
  const rows = statement.iterate();
  saw(rows.next());
  statement.all();
  saw(thrown(() => rows.next()));
});

behaviour('sqlite: a table may change while it is iterated', (saw) => {
  const database = open('create table t(a)', 'insert into t values (1), (2)');
  const seen: unknown[] = [];
  for (const row of database.prepare('select a from t').iterate()) {
    database.prepare('update t set a = a + 10 where a = ?').run(row['a'] as number);
    seen.push(row);
  }
  saw(seen, database.prepare('select a from t').all());
});

behaviour('sqlite: parameters by position, with a gap at the end', (saw) => {
  const database = open();
  saw(database.prepare('select ?1 as a, ?2 as b').get('x', 'y'), database.prepare('select ? as a, ? as b').get('x'));
  saw(thrown(() => database.prepare('select ? as a').get(1, 2)));
});

behaviour('sqlite: parameters by name, bare or with their prefix', (saw) => {
  const database = open();
  const statement = database.prepare('select :a as a, $b as b, @c as c');
  saw(statement.get({ a: 1, b: 2, c: 3 }), statement.get({ ':a': 1, $b: 2, '@c': 3 }), statement.get({ a: 'alone' }));
  saw(database.prepare('select :a as a, ? as b').get({ a: 1 }, 2));
  saw(database.prepare('select :a as a').get(Object.assign(Object.create(null), { a: 1 })));
});

behaviour('sqlite: names that are unknown, ambiguous or not allowed are refused', (saw) => {
  const database = open();
  saw(thrown(() => database.prepare('select :a as a').get({ b: 1 })));
  saw(thrown(() => database.prepare('select :a as a, $a as b').get({ a: 1 })));
  saw(thrown(() => database.prepare('select ? as a').get([1] as never)));
  const strict = database.prepare('select :a as a');
  strict.setAllowBareNamedParameters(false);
  saw(
    thrown(() => strict.get({ a: 1 })),
    strict.get({ ':a': 1 }),
  );
  strict.setAllowUnknownNamedParameters(true);
  saw(strict.get({ ':a': 1, other: 2 }));
});

behaviour('sqlite: values that can be bound', (saw) => {
  const type = open().prepare('select typeof(?1) as type, ?1 as value');
  saw(
    type.get(1),
    type.get(1.5),
    type.get(2n),
    type.get('text'),
    type.get(null),
    type.get(true as never),
    type.get(-0),
  );
  saw(
    type.get(new Uint8Array([1, 2])),
    type.get(Buffer.from('a')),
    type.get(new Float64Array([1])),
    type.get(new DataView(new ArrayBuffer(2))),
  );
  saw(
    type.get(new Uint8Array()),
    type.get(''),
    type.get(NaN),
    type.get(Infinity),
    type.get('a\0b'),
    type.get('grün 🎻'),
  );
});

behaviour('sqlite: values that cannot be bound', (saw) => {
  const statement = open().prepare('select ? as a, ? as b');
  for (const value of [undefined, {}, () => 1, Symbol('s'), new Date(0)] as never[])
    saw(thrown(() => statement.get(1, value)));
  saw(thrown(() => statement.get(2n ** 64n)));
});

behaviour('sqlite: integers beyond what a number holds need setReadBigInts()', (saw) => {
  const statement = open().prepare('select 9007199254740993 as large, 1 as small, 1.5 as real');
  saw(thrown(() => statement.get()));
  statement.setReadBigInts(true);
  saw(statement.get(), statement.run());
});

behaviour('sqlite: setReturnArrays() gives rows as lists', (saw) => {
  const statement = open().prepare('select 1 as a, 2 as a');
  saw(statement.get());
  statement.setReturnArrays(true);
  saw(statement.get(), statement.all(), [...statement.iterate()]);
});

behaviour('sqlite: the switches of a statement take booleans only', (saw) => {
  const statement = open().prepare('select 1');
  saw(thrown(() => statement.setReadBigInts(1 as never)));
  saw(thrown(() => statement.setReturnArrays('x' as never)));
  saw(thrown(() => statement.setAllowBareNamedParameters(undefined as never)));
  saw(thrown(() => statement.setAllowUnknownNamedParameters(0 as never)));
});

behaviour('sqlite: columns() tells where each column comes from', (saw) => {
  saw(open(people).prepare('select id, name as n, height * 2 as twice, count(*) from p').columns());
});

behaviour('sqlite: sourceSQL and expandedSQL show the statement', (saw) => {
  const statement = open().prepare('select ? as x, :n as n, ?  as z');
  saw(statement.sourceSQL, statement.expandedSQL);
  statement.get({ n: "o'k" }, 5, true as never);
  saw(statement.expandedSQL);
});

behaviour('sqlite: prepare() refuses what is no statement', (saw) => {
  const database = open();
  saw(thrown(() => database.prepare('')));
  saw(thrown(() => database.prepare('-- nothing')));
  saw(thrown(() => database.prepare('select from')));
  saw(thrown(() => database.prepare('select * from nowhere')));
  saw(thrown(() => database.prepare(5 as never)));
  saw(database.prepare('select 1 as a; select 2 as a').all());
});

behaviour('sqlite: constraints fail with their own codes', (saw) => {
  const database = open(people, 'create table c(pid not null references p(id), n check (n > 0))');
  saw(thrown(() => database.exec("insert into p(name) values ('Ada')")));
  saw(thrown(() => database.prepare('insert into p(id) values (?)').run(1)));
  saw(thrown(() => database.exec('insert into c values (null, 1)')));
  saw(thrown(() => database.exec('insert into c values (99, 1)')));
  saw(thrown(() => database.exec('insert into c values (1, -1)')));
});

behaviour('sqlite: options of prepare() and of the database shape the rows', (saw) => {
  const database = new DatabaseSync(':memory:', { readBigInts: true, returnArrays: true });
  saw(database.prepare('select 1 as a').get());
  saw(
    (database.prepare as (sql: string, options: object) => StatementSync)
      .call(database, 'select 1 as a', { returnArrays: false })
      .get(),
  );
  saw(thrown(() => new (StatementSync as unknown as new () => unknown)()));
});
