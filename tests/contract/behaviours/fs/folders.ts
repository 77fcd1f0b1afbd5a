import { existsSync, mkdirSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { behaviour } from '../behaviour.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { thrown } from '../thrown.ts';

const folder = temporaryFolder('folders');
const at = (name: string) => join(folder, name);

behaviour('fs: mkdirSync() makes one folder and says what is in the way', (saw) => {
  saw.hide(folder, 'folder');
  saw(mkdirSync(at('one')), existsSync(at('one')));
  saw(thrown(() => mkdirSync(at('one'))));
  saw(thrown(() => mkdirSync(at('none/below'))));
});

behaviour('fs: mkdirSync() with recursive makes all that is missing and names the first', (saw) => {
  saw.hide(folder, 'folder');
  saw(mkdirSync(at('a/b/c'), { recursive: true }), mkdirSync(at('a/b/c'), { recursive: true }));
  writeFileSync(at('file'), '');
  saw(thrown(() => mkdirSync(at('file'), { recursive: true })));
  saw(thrown(() => mkdirSync(at('file/below'), { recursive: true })));
});

behaviour('fs: readdirSync() lists names, entries or the whole tree', (saw) => {
  saw.hide(folder, 'folder');
  mkdirSync(at('list/inner/most'), { recursive: true });
  writeFileSync(at('list/b'), '');
  writeFileSync(at('list/a'), '');
  writeFileSync(at('list/inner/c'), '');
  saw(readdirSync(at('list')).toSorted());
  saw(
    readdirSync(at('list'), { withFileTypes: true })
      .map((entry) => [entry.name, entry.parentPath, entry.isFile(), entry.isDirectory()])
      .toSorted(),
  );
  saw(readdirSync(at('list'), { recursive: true }).toSorted());
  saw(
    readdirSync(at('list'), { recursive: true, withFileTypes: true })
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted(),
  );
  saw(readdirSync(at('list'), 'buffer').length);
});

behaviour('fs: readdirSync() of a file or of nothing fails', (saw) => {
  saw.hide(folder, 'folder');
  writeFileSync(at('file'), '');
  saw(thrown(() => readdirSync(at('file'))));
  saw(thrown(() => readdirSync(at('none'))));
});

behaviour('fs: rmdirSync() removes an empty folder only', (saw) => {
  saw.hide(folder, 'folder');
  mkdirSync(at('full'));
  writeFileSync(at('full/file'), '');
  saw(thrown(() => rmdirSync(at('full'))));
  saw(thrown(() => rmdirSync(at('none'))));
  saw(thrown(() => rmdirSync(at('full/file'))));
  mkdirSync(at('empty'));
  saw(rmdirSync(at('empty')), existsSync(at('empty')));
});
