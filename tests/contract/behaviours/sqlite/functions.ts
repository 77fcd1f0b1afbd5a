import { constants, DatabaseSync } from 'node:sqlite';
import { behaviour } from '../behaviour.ts';
import { thrown } from '../thrown.ts';

const open = () => new DatabaseSync(':memory:');

behaviour('sqlite: function() gives SQL a function of the program', (saw) => {
  const database = open();
  database.function('plus', (a, b) => (a as number) + (b as number));
  saw(database.prepare("select plus(1, 2) as a, plus('x', 'y') as b").get());
  saw(thrown(() => database.prepare('select plus(1)').get()));
});

behaviour('sqlite: the options of function() change what it is called with', (saw) => {
  const database = open();
  const types = (...values: unknown[]) => values.map((value) => (value === null ? 'null' : typeof value)).join();
  database.function('types', { varargs: true, deterministic: true, useBigIntArguments: true }, types);
  saw(database.prepare("select types(1, null, x'00', 1.5, 't') as a, types() as b").get());
  database.function('inner', { directOnly: true }, () => 1);
  saw(thrown(() => database.exec('create view v as select inner() as a; select * from v')));
});

behaviour('sqlite: what a function throws comes out of the statement', (saw) => {
  const database = open();
  database.function('fails', () => {
    throw new RangeError('mine');
  });
  saw(
    thrown(() => database.prepare('select fails()').get()),
    thrown(() => database.exec('select fails()')),
  );
  saw(database.prepare('select 1 as a').get());
});

behaviour('sqlite: what a function may return', (saw) => {
  const database = open();
  const returned = [null, undefined, 1, 1.5, 'text', 10n, new Uint8Array([1]), {}, true, Promise.resolve(1), 2n ** 70n];
  for (const value of returned) {
    database.function('value', () => value as never);
    try {
      saw(database.prepare('select value() as value, typeof(value()) as type').get());
    } catch (error) {
      saw(
        thrown(() => {
          throw error;
        }),
      );
    }
  }
});

behaviour('sqlite: integers that no number holds need useBigIntArguments', (saw) => {
  const database = open();
  database.function('same', (value: unknown) => value as never);
  saw(thrown(() => database.prepare('select same(9007199254740993)').get()));
});

behaviour('sqlite: function() checks its arguments', (saw) => {
  const database = open() as unknown as { function(...values: unknown[]): void };
  saw(thrown(() => database.function('f')));
  saw(thrown(() => database.function(5, () => 1)));
  saw(thrown(() => database.function('f', 5, () => 1)));
  saw(thrown(() => database.function('f', { varargs: 1 }, () => 1)));
});

behaviour('sqlite: aggregate() folds the rows of a group', (saw) => {
  const database = open();
  database.exec('create table t(g, n); insert into t values (1, 2), (1, 3), (2, 4)');
  database.aggregate('squares', { start: 0, step: (total, n) => (total as number) + (n as number) ** 2 });
  database.aggregate('list', {
    start: () => [] as never,
    step: (list, n) => [...(list as unknown as unknown[]), n] as never,
    result: (list) => (list as unknown as unknown[]).join('-'),
  });
  saw(database.prepare('select g, squares(n) as s, list(n) as l from t group by g').all());
  saw(database.prepare('select squares(n) as s, list(n) as l from t where 0').get());
});

behaviour('sqlite: aggregate() with inverse works over windows', (saw) => {
  const database = open();
  database.aggregate('total', {
    start: 0,
    step: (sum, n) => (sum as number) + (n as number),
    inverse: (sum, n) => (sum as number) - (n as number),
  });
  saw(
    database
      .prepare(
        'select value, total(value) over (order by value rows between 1 preceding and current row) as t from json_each(?)',
      )
      .all('[1,2,3,4]'),
  );
});

behaviour('sqlite: aggregate() checks its options and passes on what is thrown', (saw) => {
  const database = open() as unknown as { aggregate(...values: unknown[]): void; prepare: DatabaseSync['prepare'] };
  saw(thrown(() => database.aggregate('a', {})));
  saw(thrown(() => database.aggregate('a', { start: 0 })));
  saw(thrown(() => database.aggregate('a', { start: 0, step: () => 0, inverse: 5 })));
  database.aggregate('fails', {
    start: 0,
    step: (_sum: unknown, _n: unknown) => {
      throw new Error('stepped');
    },
  });
  saw(thrown(() => database.prepare('select fails(1)').get()));
});

behaviour('sqlite: a tag store keeps prepared statements', (saw) => {
  const database = open() as DatabaseSync & {
    createTagStore(size?: number): Record<
      'run' | 'get' | 'all' | 'iterate',
      (strings: TemplateStringsArray, ...values: unknown[]) => never
    > & {
      size: number;
      capacity: number;
      clear(): void;
      db: unknown;
    };
  };
  const sql = database.createTagStore(2);
  saw(sql.run`create table t(a)`, sql.run`insert into t values (${5})`, sql.get`select * from t where a = ${5}`);
  saw(sql.all`select * from t`, [...sql.iterate`select a from t`], sql.size, sql.capacity, sql.db === database);
  sql.clear();
  saw(
    sql.size,
    thrown(() => sql.get`selec`),
    thrown(() => (sql.get as unknown as (text: string) => never)('select 1')),
  );
  saw(
    thrown(() => database.createTagStore('x' as never)),
    thrown(() => database.createTagStore(-1)),
  );
});

behaviour('sqlite: setAuthorizer() decides what a statement may do', (saw) => {
  const database = open() as DatabaseSync & { setAuthorizer(callback: unknown): void };
  database.exec('create table t(a, b); insert into t values (1, 2)');
  const asked: unknown[] = [];
  database.setAuthorizer((...values: unknown[]) => {
    asked.push(values);
    return values[0] === constants.SQLITE_READ && values[2] === 'a' ? constants.SQLITE_DENY : constants.SQLITE_OK;
  });
  saw(
    thrown(() => database.exec('select a from t')),
    database.prepare('select b from t').get(),
    asked,
  );
  database.setAuthorizer(() => 'x');
  saw(thrown(() => database.prepare('select b from t')));
  database.setAuthorizer(null);
  saw(
    database.prepare('select a from t').get(),
    thrown(() => database.setAuthorizer(5)),
  );
});

behaviour('sqlite: a session records changes that can be applied elsewhere', (saw) => {
  const table = 'create table t(a integer primary key, b)';
  const first = open();
  first.exec(table);
  const session = first.createSession();
  first.exec("insert into t values (1, 'x')");
  const changes = session.changeset();
  const second = open();
  second.exec(table);
  saw(changes, session.patchset().length, second.applyChangeset(changes), second.prepare('select * from t').all());
  saw(
    second.applyChangeset(changes),
    second.applyChangeset(changes, { onConflict: () => constants.SQLITE_CHANGESET_OMIT }),
  );
  saw(second.applyChangeset(changes, { filter: (name) => name !== 't' }));
  session.close();
  saw(
    thrown(() => session.changeset()),
    thrown(() => session.close()),
  );
});

behaviour('sqlite: sessions and changesets check what they are given', (saw) => {
  const database = open();
  saw(thrown(() => database.createSession({ table: 5 as never })));
  saw(thrown(() => database.applyChangeset('x' as never)));
  saw(thrown(() => database.applyChangeset(new Uint8Array([1, 2, 3]))));
  saw(thrown(() => database.applyChangeset(new Uint8Array(), { filter: 5 as never })));
});
