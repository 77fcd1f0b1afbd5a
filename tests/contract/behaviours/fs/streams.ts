import { createReadStream, createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { behaviour } from '../behaviour.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { describeThrown } from '../thrown.ts';

const folder = temporaryFolder('streams');
const at = (name: string) => join(folder, name);

behaviour('fs: createReadStream() gives a file in parts', async (saw) => {
  writeFileSync(at('a'), 'abcdefghij');
  const parts: string[] = [];
  for await (const part of createReadStream(at('a'), { encoding: 'utf8', highWaterMark: 4 }))
    parts.push(part as string);
  saw(parts);
});

behaviour('fs: createReadStream() reads from start up to and with end', async (saw) => {
  writeFileSync(at('b'), 'abcdefghij');
  const stream = createReadStream(at('b'), { start: 2, end: 5 });
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  saw(Buffer.concat(parts).toString(), stream.bytesRead);
});

behaviour('fs: createReadStream() tells of its life in order', async (saw) => {
  writeFileSync(at('c'), 'c');
  const stream = createReadStream(at('c'));
  const told: string[] = [];
  for (const name of ['open', 'ready', 'data', 'end', 'close']) stream.on(name, () => told.push(name));
  await new Promise<void>((done) => stream.on('close', done));
  saw(told);
});

behaviour('fs: a stream of a file that is not there emits an error', async (saw) => {
  saw.hide(folder, 'folder');
  const stream = createReadStream(at('none'));
  saw(describeThrown(await new Promise((done) => stream.on('error', done))));
  const into = createWriteStream(at('none/file'));
  saw(describeThrown(await new Promise((done) => into.on('error', done))));
});

behaviour('fs: createWriteStream() writes in order, and finish means written', async (saw) => {
  const stream = createWriteStream(at('d'));
  stream.write('one ');
  stream.write(Buffer.from('two '));
  stream.end('three');
  await new Promise<void>((done) => stream.on('finish', done));
  saw(readFileSync(at('d'), 'utf8'), stream.bytesWritten);
});

behaviour('fs: createWriteStream() appends or starts in the middle when it is told to', async (saw) => {
  writeFileSync(at('e'), 'abcdef');
  await new Promise((done) => createWriteStream(at('e'), { flags: 'a' }).end('g', () => done(undefined)));
  await new Promise((done) => createWriteStream(at('e'), { flags: 'r+', start: 1 }).end('B', () => done(undefined)));
  saw(readFileSync(at('e'), 'utf8'));
});

behaviour('fs: pipeline() copies a file', async (saw) => {
  writeFileSync(at('f'), 'x'.repeat(200_000));
  await pipeline(createReadStream(at('f')), createWriteStream(at('g')));
  saw(readFileSync(at('g')).equals(readFileSync(at('f'))));
});
