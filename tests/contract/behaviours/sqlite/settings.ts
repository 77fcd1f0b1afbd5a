import { constants, DatabaseSync } from 'node:sqlite';
import { behaviour } from '../behaviour.ts';
import { thrown } from '../thrown.ts';

const rowsOf = (database: DatabaseSync) => database.prepare('select * from t').all();

behaviour('sqlite: options are checked by name', (saw) => {
  saw(thrown(() => new DatabaseSync(':memory:', 5 as never)));
  for (const name of [
    'open',
    'readOnly',
    'enableForeignKeyConstraints',
    'enableDoubleQuotedStringLiterals',
    'allowExtension',
    'timeout',
    'readBigInts',
    'returnArrays',
    'defensive',
    'limits',
  ])
    saw(thrown(() => new DatabaseSync(':memory:', { [name]: 'x' })));
});

behaviour('sqlite: foreign keys are on and double-quoted text is off, unless asked', (saw) => {
  const tables = 'create table p(id integer primary key); create table c(p references p(id)); insert into c values (5)';
  saw(thrown(() => new DatabaseSync(':memory:').exec(tables)));
  saw(thrown(() => new DatabaseSync(':memory:', { enableForeignKeyConstraints: false }).exec(tables)));
  saw(thrown(() => new DatabaseSync(':memory:').exec('select "text"')));
  saw(thrown(() => new DatabaseSync(':memory:', { enableDoubleQuotedStringLiterals: true }).exec('select "text"')));
});

behaviour('sqlite: exec() stops at the statement that fails', (saw) => {
  const database = new DatabaseSync(':memory:');
  saw(
    thrown(() => database.exec('create table t(a); insert into t values (1); selec; insert into t values (2)')),
    rowsOf(database),
  );
  saw(
    thrown(() => database.exec(5 as never)),
    database.exec(''),
  );
});

behaviour('sqlite: limits can be read and lowered', (saw) => {
  const database = new DatabaseSync(':memory:', { limits: { attach: 3 } } as never) as DatabaseSync & {
    limits: Record<string, number>;
  };
  saw(database.limits['attach'], database.limits['length'], Object.keys(database.limits));
  database.limits['attach'] = 0;
  saw(thrown(() => database.exec("attach ':memory:' as other")));
  saw(
    thrown(() => (database.limits['attach'] = -1)),
    thrown(() => (database.limits['attach'] = 'x' as never)),
  );
});

behaviour('sqlite: a database protects itself unless it is told not to', (saw) => {
  const spoil = 'create table t(a); pragma writable_schema = on; delete from sqlite_master';
  saw(thrown(() => new DatabaseSync(':memory:').exec(spoil)));
  saw(thrown(() => new DatabaseSync(':memory:', { defensive: false } as never).exec(spoil)));
});

behaviour('sqlite: serialize() and deserialize() copy a whole database', (saw) => {
  const first = new DatabaseSync(':memory:') as DatabaseSync & {
    serialize(): Uint8Array;
    deserialize(bytes: Uint8Array): void;
  };
  first.exec('create table t(a); insert into t values (1)');
  const second = new DatabaseSync(':memory:') as typeof first;
  second.deserialize(first.serialize());
  second.exec('insert into t values (2)');
  saw(first.serialize().length, rowsOf(second), rowsOf(first));
  saw(
    thrown(() => second.deserialize('x' as never)),
    thrown(() => second.deserialize(new Uint8Array())),
  );
});

behaviour('sqlite: the constants are SQLite’s numbers', (saw) => {
  saw(constants);
});

behaviour('sqlite: full-text search, JSON, window functions and dates are there', (saw) => {
  const database = new DatabaseSync(':memory:');
  database.exec("create virtual table f using fts5(body); insert into f values ('the quick fox'), ('a slow ox')");
  saw(database.prepare("select body from f where f match 'quick'").all());
  saw(
    database
      .prepare(`select json_extract('{"a":[1,2]}', '$.a[1]') as a, sqrt(4) as b, sqlite_version() as version`)
      .get(),
  );
  saw(database.prepare('select value, sum(value) over (order by value) as total from json_each(?)').all('[1,2,3]'));
  saw(
    database
      .prepare(
        "select date('2026-02-28', '+1 day') as day, strftime('%s', '2026-01-01') as s, length(datetime('now')) as l",
      )
      .get(),
  );
});
