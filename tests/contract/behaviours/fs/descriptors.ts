import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { behaviour } from '../behaviour.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { thrown } from '../thrown.ts';

const folder = temporaryFolder('descriptors');
const at = (name: string) => join(folder, name);

behaviour('fs: writeSync() and readSync() go on where the last one ended', (saw) => {
  const fd = openSync(at('a'), 'w+');
  saw(writeSync(fd, 'hello '), writeSync(fd, Buffer.from('world')));
  const buffer = Buffer.alloc(5);
  saw(readSync(fd, buffer), readSync(fd, buffer, 0, 5, 6), buffer);
  saw(readSync(fd, buffer, { position: 0, length: 2, offset: 1 }), buffer);
  closeSync(fd);
  saw(readFileSync(at('a'), 'utf8'));
});

behaviour('fs: writeSync() at a position leaves zeros in between', (saw) => {
  const fd = openSync(at('b'), 'w');
  saw(writeSync(fd, 'end', 4), fstatSync(fd).size);
  closeSync(fd);
  saw(readFileSync(at('b')));
});

behaviour('fs: a file opened to append takes every write at its end', (saw) => {
  writeFileSync(at('c'), 'abc');
  const fd = openSync(at('c'), 'a+');
  writeSync(fd, 'd', 0);
  saw(readFileSync(at('c'), 'utf8'));
  closeSync(fd);
});

behaviour('fs: the flags say whether a file may be missing, read or written', (saw) => {
  saw.hide(folder, 'folder');
  saw(thrown(() => openSync(at('none'), 'r')));
  saw(thrown(() => openSync(at('none'), 'r+')));
  writeFileSync(at('d'), 'd');
  const forReading = openSync(at('d'), 'r');
  const forWriting = openSync(at('d'), 'r+');
  saw(thrown(() => writeSync(forReading, 'x')));
  saw(writeSync(forWriting, 'x'), readFileSync(at('d'), 'utf8'));
  saw(thrown(() => openSync(at('d'), 'wx')));
  saw(thrown(() => openSync(folder, 'w')));
  closeSync(forReading);
  closeSync(forWriting);
});

behaviour('fs: a descriptor that is closed is bad', (saw) => {
  const fd = openSync(at('e'), 'w');
  closeSync(fd);
  saw(thrown(() => closeSync(fd)));
  saw(thrown(() => writeSync(fd, 'x')));
  saw(thrown(() => readSync(fd, Buffer.alloc(1))));
  saw(thrown(() => fstatSync(fd)));
  saw(thrown(() => closeSync('1' as never)));
});

behaviour('fs: readSync() says when its range leaves the buffer', (saw) => {
  writeFileSync(at('f'), 'f');
  const fd = openSync(at('f'), 'r');
  saw(thrown(() => readSync(fd, Buffer.alloc(1), 0, 5, null)));
  saw(readSync(fd, Buffer.alloc(4)), readSync(fd, Buffer.alloc(4)));
  closeSync(fd);
});

behaviour('fs: ftruncateSync() and fsyncSync() work on a descriptor', (saw) => {
  const fd = openSync(at('g'), 'w+');
  writeSync(fd, 'abcdef');
  ftruncateSync(fd, 2);
  saw(fsyncSync(fd), fstatSync(fd).size, readFileSync(at('g'), 'utf8'));
  closeSync(fd);
});

behaviour('fs: a file that was removed lives on for who has it open', (saw) => {
  writeFileSync(at('h'), 'still here');
  const fd = openSync(at('h'), 'r+');
  unlinkSync(at('h'));
  saw(readFileSync(fd, 'utf8'), writeSync(fd, '!'), fstatSync(fd).size);
  closeSync(fd);
});
