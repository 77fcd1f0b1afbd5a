import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { behaviour } from '../behaviour.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { describeThrown, thrown } from '../thrown.ts';

const folder = temporaryFolder('backups');
const at = (name: string) => join(folder, name);

behaviour('sqlite: backup() copies a database into a file and tells its progress', async (saw) => {
  const database = new DatabaseSync(':memory:');
  database.exec('create table t(a); insert into t values (zeroblob(900000))');
  const seen: unknown[] = [];
  saw(await backup(database, at('copy.db'), { rate: 100, progress: (progress) => void seen.push(progress) }));
  saw(seen, new DatabaseSync(at('copy.db')).prepare('select length(a) as l from t').all());
});

behaviour('sqlite: backup() checks what it is given and says when it cannot write', async (saw) => {
  const database = new DatabaseSync(':memory:');
  saw(await backup(database, at('no/folder.db')).catch(describeThrown));
  saw(
    thrown(() => backup(database, 5 as never)),
    thrown(() => backup(database, at('x.db'), { rate: 'x' as never })),
  );
  saw(thrown(() => backup(database, at('x.db'), { progress: 5 as never })));
});
