import {
  accessSync,
  appendFileSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { behaviour } from '../behaviour.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { thrown } from '../thrown.ts';

const folder = temporaryFolder('files');
const at = (name: string) => join(folder, name);

behaviour('fs: writeFileSync() makes a file that readFileSync() reads back as bytes or as text', (saw) => {
  writeFileSync(at('a.txt'), 'grün');
  saw(readFileSync(at('a.txt')), readFileSync(at('a.txt'), 'utf8'), readFileSync(at('a.txt'), { encoding: 'base64' }));
  writeFileSync(at('a.txt'), new Uint8Array([1, 2, 255]));
  saw(readFileSync(at('a.txt')));
  writeFileSync(at('a.txt'), 'c3a9', 'hex');
  saw(readFileSync(at('a.txt'), 'utf8'));
});

behaviour('fs: writeFileSync() replaces all of a longer file', (saw) => {
  writeFileSync(at('b.txt'), 'a long text');
  writeFileSync(at('b.txt'), 'short');
  saw(readFileSync(at('b.txt'), 'utf8'), statSync(at('b.txt')).size);
});

behaviour('fs: appendFileSync() makes the file when it is missing, and adds to its end', (saw) => {
  appendFileSync(at('log'), 'one\n');
  appendFileSync(at('log'), Buffer.from('two\n'));
  saw(readFileSync(at('log'), 'utf8'));
});

behaviour('fs: the flag of writeFileSync() appends, or refuses a file that exists', (saw) => {
  saw.hide(folder, 'folder');
  writeFileSync(at('flag'), 'a');
  writeFileSync(at('flag'), 'b', { flag: 'a' });
  saw(readFileSync(at('flag'), 'utf8'));
  saw(thrown(() => writeFileSync(at('flag'), 'c', { flag: 'wx' })));
});

behaviour('fs: a URL and a Buffer are paths too', (saw) => {
  writeFileSync(pathToFileURL(at('by url')), 'x');
  saw(readFileSync(Buffer.from(at('by url')), 'utf8'), existsSync(pathToFileURL(at('by url'))));
});

behaviour('fs: a path with dots leads where it says', (saw) => {
  mkdirSync(at('deep/er'), { recursive: true });
  writeFileSync(`${folder}/deep/./er/../x`, 'x');
  saw(readdirSync(at('deep')), existsSync(`${folder}/deep/er/../../deep/x`));
});

behaviour('fs: reading what is not there is ENOENT, under a file ENOTDIR, a folder EISDIR', (saw) => {
  saw.hide(folder, 'folder');
  writeFileSync(at('plain'), '');
  saw(thrown(() => readFileSync(at('none'))));
  saw(thrown(() => readFileSync(at('plain/below'))));
  saw(thrown(() => readFileSync(folder)));
  saw(thrown(() => readFileSync('')));
});

behaviour('fs: writing into a folder that is missing, under a file, or over a folder fails', (saw) => {
  saw.hide(folder, 'folder');
  writeFileSync(at('plain'), '');
  saw(thrown(() => writeFileSync(at('none/file'), 'x')));
  saw(thrown(() => writeFileSync(at('plain/file'), 'x')));
  saw(thrown(() => writeFileSync(folder, 'x')));
  saw(thrown(() => appendFileSync(folder, 'x')));
});

behaviour('fs: existsSync() never throws', (saw) => {
  saw(existsSync(at('none')), existsSync(folder), existsSync(''), existsSync('a\0b'));
});

behaviour('fs: accessSync() is silent or tells what is missing', (saw) => {
  saw.hide(folder, 'folder');
  writeFileSync(at('there'), '');
  saw(accessSync(at('there')), accessSync(at('there'), constants.R_OK | constants.W_OK));
  saw(thrown(() => accessSync(at('none'), constants.R_OK)));
});

behaviour('fs: renameSync() moves a file over another, and a folder with what is in it', (saw) => {
  writeFileSync(at('from'), 'new');
  writeFileSync(at('to'), 'old');
  renameSync(at('from'), at('to'));
  saw(existsSync(at('from')), readFileSync(at('to'), 'utf8'));
  mkdirSync(at('tree/branch'), { recursive: true });
  writeFileSync(at('tree/branch/leaf'), 'leaf');
  renameSync(at('tree'), at('moved'));
  saw(existsSync(at('tree')), readFileSync(at('moved/branch/leaf'), 'utf8'));
});

behaviour('fs: renameSync() says what stands in the way', (saw) => {
  saw.hide(folder, 'folder');
  mkdirSync(at('full'));
  writeFileSync(at('full/in'), '');
  mkdirSync(at('other'));
  writeFileSync(at('one'), '');
  saw(thrown(() => renameSync(at('none'), at('new'))));
  saw(thrown(() => renameSync(at('one'), at('full'))));
  saw(thrown(() => renameSync(at('full'), at('one'))));
  saw(thrown(() => renameSync(at('other'), at('full'))));
  saw(thrown(() => renameSync(at('full'), at('full/deeper'))));
  saw(thrown(() => renameSync(at('one'), at('none/one'))));
});

behaviour('fs: copyFileSync() copies over a file, or refuses to', (saw) => {
  saw.hide(folder, 'folder');
  writeFileSync(at('source'), 'source');
  writeFileSync(at('target'), 'a longer target');
  copyFileSync(at('source'), at('target'));
  saw(readFileSync(at('target'), 'utf8'));
  saw(thrown(() => copyFileSync(at('source'), at('target'), constants.COPYFILE_EXCL)));
  saw(thrown(() => copyFileSync(at('none'), at('target'))));
  saw(thrown(() => copyFileSync(folder, at('target'))));
});

behaviour('fs: truncateSync() cuts a file or fills it up with zeros', (saw) => {
  saw.hide(folder, 'folder');
  writeFileSync(at('cut'), 'abcdef');
  truncateSync(at('cut'), 3);
  saw(readFileSync(at('cut'), 'utf8'));
  truncateSync(at('cut'), 5);
  saw(readFileSync(at('cut')));
  truncateSync(at('cut'));
  saw(
    statSync(at('cut')).size,
    thrown(() => truncateSync(at('none'))),
  );
});

behaviour('fs: unlinkSync() removes a file and nothing else', (saw) => {
  saw.hide(folder, 'folder');
  writeFileSync(at('gone'), '');
  unlinkSync(at('gone'));
  saw(existsSync(at('gone')));
  saw(thrown(() => unlinkSync(at('gone'))));
  saw(thrown(() => unlinkSync(folder)));
});

behaviour('fs: statSync() tells files from folders, and can be silent about what is missing', (saw) => {
  saw.hide(folder, 'folder');
  writeFileSync(at('five'), '12345');
  const file = statSync(at('five'));
  saw(file.isFile(), file.isDirectory(), file.isSymbolicLink(), file.size, file.mtime instanceof Date);
  saw(statSync(folder).isDirectory(), (file.mode & constants.S_IFMT) === constants.S_IFREG);
  saw(
    statSync(at('none'), { throwIfNoEntry: false }),
    thrown(() => statSync(at('none'))),
  );
});

behaviour('fs: wrong arguments are refused with their names', (saw) => {
  saw(thrown(() => readFileSync(undefined as never)));
  saw(thrown(() => writeFileSync(at('x'), {} as never)));
  saw(thrown(() => writeFileSync(at('x'), 5 as never)));
  saw(thrown(() => readFileSync('a\0b')));
  saw(thrown(() => readFileSync(new URL('http://host/x'))));
  saw(thrown(() => readFileSync(at('x'), 'latin9' as never)));
  saw(thrown(() => writeFileSync(at('x'), 'x', { flag: 'zz' })));
});

behaviour('fs: mkdtempSync() makes a folder with six characters more', (saw) => {
  const made = mkdtempSync(at('temporary-'));
  saw(made.length - at('temporary-').length, /^[A-Za-z0-9]{6}$/.test(made.slice(-6)), statSync(made).isDirectory());
});

behaviour('fs: rmSync() removes a tree, and forgives what is missing when it is forced', (saw) => {
  saw.hide(folder, 'folder');
  mkdirSync(at('tree/a/b'), { recursive: true });
  writeFileSync(at('tree/a/leaf'), '');
  saw(thrown(() => rmSync(at('tree'))));
  rmSync(at('tree'), { recursive: true });
  saw(
    existsSync(at('tree')),
    thrown(() => rmSync(at('tree'))),
    rmSync(at('tree'), { force: true }),
  );
});
