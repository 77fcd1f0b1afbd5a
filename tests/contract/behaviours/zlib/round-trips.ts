/** Compression: what goes in comes out, and what is broken is named. Compressed bytes are the library's own affair. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as zlib from 'node:zlib';
import { behaviour } from '../behaviour.ts';

const text = 'all work and no play '.repeat(200);
const pairs = [
  ['gzipSync', 'gunzipSync'],
  ['deflateSync', 'inflateSync'],
  ['deflateRawSync', 'inflateRawSync'],
  ['gzipSync', 'unzipSync'],
  ['deflateSync', 'unzipSync'],
] as const;

behaviour('zlib: each pair of sync functions gives back what it got, smaller in between', (saw) => {
  for (const [pack, unpack] of pairs) {
    const packed = zlib[pack](text);
    saw(pack, unpack, packed.length < text.length / 10, zlib[unpack](packed).toString() === text);
  }
});

behaviour('zlib: callbacks come later and with the bytes', async (saw) => {
  const order: string[] = [];
  const packed = await new Promise<Buffer>((resolve, reject) => {
    zlib.gzip(text, (error, bytes) => {
      order.push('called back');
      if (error) reject(error);
      else resolve(bytes);
    });
    order.push('returned');
  });
  saw(order, zlib.gunzipSync(packed).length);
});

behaviour('zlib: streams compress and decompress piece by piece', async (saw) => {
  const pieces: Buffer[] = [];
  const unpack = zlib.createGunzip();
  unpack.on('data', (piece: Buffer) => pieces.push(piece));
  await pipeline(Readable.from([text.slice(0, 700), text.slice(700)]), zlib.createGzip(), unpack);
  saw(Buffer.concat(pieces).toString() === text);
});

behaviour('zlib: broken and cut input is refused with a code', (saw) => {
  const packed = zlib.gzipSync(text);
  for (const bytes of [Buffer.from('not compressed at all'), packed.subarray(0, packed.length - 12)]) {
    try {
      zlib.gunzipSync(bytes);
    } catch (error) {
      const { code, errno, message } = error as NodeJS.ErrnoException;
      saw(code, errno, message);
    }
  }
});

behaviour('zlib: a wrong argument is refused before anything runs', (saw) => {
  try {
    zlib.gzipSync(7 as never);
  } catch (error) {
    saw((error as NodeJS.ErrnoException).code);
  }
});
