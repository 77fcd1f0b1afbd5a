import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { behaviour } from '../behaviour.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { thrown } from '../thrown.ts';

const folder = temporaryFolder('databases');
const at = (name: string) => join(folder, name);
const rowsOf = (database: DatabaseSync) => database.prepare('select * from t').all();

behaviour('sqlite: a database in a file is there when it is opened again', (saw) => {
  const first = new DatabaseSync(at('a.db'));
  first.exec("create table t(a, b); insert into t values (1, 'x')");
  first.close();
  const second = new DatabaseSync(at('a.db'));
  saw(rowsOf(second), statSync(at('a.db')).size, readdirSync(folder));
});

behaviour('sqlite: what was committed is in the file, what was rolled back is not', (saw) => {
  const database = new DatabaseSync(at('b.db'));
  database.exec(
    'create table t(a); begin; insert into t values (1); commit; begin; insert into t values (2); rollback',
  );
  saw(rowsOf(database), rowsOf(new DatabaseSync(at('b.db'))));
});

behaviour('sqlite: another connection sees a transaction when it is committed, not before', (saw) => {
  const writer = new DatabaseSync(at('c.db'));
  writer.exec('create table t(a)');
  const reader = new DatabaseSync(at('c.db'));
  writer.exec('begin; insert into t values (1)');
  saw(rowsOf(reader));
  writer.exec('commit');
  saw(rowsOf(reader));
});

behaviour('sqlite: two writers of one file: the second is told that it is locked', (saw) => {
  const first = new DatabaseSync(at('d.db'));
  const second = new DatabaseSync(at('d.db'));
  first.exec('begin immediate');
  saw(thrown(() => second.exec('begin immediate')));
  first.exec('commit');
  saw(second.exec('begin immediate'), second.exec('rollback'));
});

behaviour('sqlite: a write-ahead log lets readers go on, and is gone after the last close', (saw) => {
  const writer = new DatabaseSync(at('e.db'));
  saw(writer.prepare('pragma journal_mode = wal').get());
  writer.exec('create table t(a); insert into t values (1)');
  const reader = new DatabaseSync(at('e.db'));
  writer.exec('begin immediate; insert into t values (2)');
  saw(rowsOf(reader), existsSync(at('e.db-wal')));
  writer.exec('commit');
  saw(rowsOf(reader), reader.prepare('pragma wal_checkpoint').get());
  writer.close();
  reader.close();
  saw(existsSync(at('e.db-wal')), rowsOf(new DatabaseSync(at('e.db'))));
});

behaviour('sqlite: a database opened to be read refuses writes and must be there', (saw) => {
  new DatabaseSync(at('f.db')).exec('create table t(a)');
  const reader = new DatabaseSync(at('f.db'), { readOnly: true });
  saw(
    rowsOf(reader),
    thrown(() => reader.exec('insert into t values (1)')),
  );
  saw(thrown(() => new DatabaseSync(at('none.db'), { readOnly: true })));
});

behaviour('sqlite: what cannot be opened says so', (saw) => {
  saw(thrown(() => new DatabaseSync(at('no/folder.db'))));
  saw(thrown(() => new DatabaseSync(folder)));
  writeFileSync(at('text.db'), 'this is not a database, whatever its name says. '.repeat(20));
  saw(thrown(() => new DatabaseSync(at('text.db')).exec('select * from sqlite_master')));
});

behaviour('sqlite: a path is text, bytes or a URL', (saw) => {
  saw.hide(folder, 'folder');
  const byUrl = new DatabaseSync(pathToFileURL(at('g h.db')));
  byUrl.exec('create table t(a)');
  saw(byUrl.location(), existsSync(at('g h.db')), new DatabaseSync(Buffer.from(at('g h.db'))).location());
  saw(new DatabaseSync(`file:${at('a.db')}?mode=ro`).location(), new DatabaseSync('').location());
  for (const path of [undefined, 5, 'a\0b', {}] as never[]) saw(thrown(() => new DatabaseSync(path)));
  saw(thrown(() => new DatabaseSync(new URL('http://host/x'))));
});

behaviour('sqlite: location() knows attached databases', (saw) => {
  saw.hide(folder, 'folder');
  const database = new DatabaseSync(':memory:');
  database.exec(`attach '${at('other.db')}' as other; create table other.t(a); insert into other.t values (1)`);
  saw(
    database.location(),
    database.location('other'),
    database.location('none'),
    database.prepare('select * from other.t').all(),
  );
  saw(thrown(() => database.location(5 as never)));
});

behaviour('sqlite: open() and close() take turns', (saw) => {
  const database = new DatabaseSync(':memory:', { open: false });
  saw(
    database.isOpen,
    thrown(() => database.exec('select 1')),
    thrown(() => database.close()),
  );
  database.open();
  saw(
    database.isOpen,
    thrown(() => database.open()),
  );
  const statement = database.prepare('select 1 as a');
  const rows = statement.iterate();
  database.close();
  saw(
    database.isOpen,
    thrown(() => statement.get()),
    thrown(() => rows.next()),
    thrown(() => statement.sourceSQL),
  );
  saw(
    thrown(() => database.prepare('select 1')),
    thrown(() => database.isTransaction),
    thrown(() => database.location()),
  );
  database.open();
  saw(database.prepare('select 2 as a').get());
  database[Symbol.dispose]();
  database[Symbol.dispose]();
  saw(database.isOpen);
});

behaviour('sqlite: isTransaction follows begin, commit and rollback', (saw) => {
  const database = new DatabaseSync(':memory:');
  const seen: boolean[] = [database.isTransaction];
  for (const sql of ['begin', 'commit', 'savepoint s', 'release s', 'begin', 'rollback']) {
    database.exec(sql);
    seen.push(database.isTransaction);
  }
  saw(
    seen,
    thrown(() => database.exec('commit')),
  );
});

behaviour('sqlite: closing in the middle of a transaction takes it back', (saw) => {
  const database = new DatabaseSync(at('i.db'));
  database.exec('create table t(a); begin; insert into t values (1)');
  database.close();
  saw(rowsOf(new DatabaseSync(at('i.db'))));
});
