/** node:buffer, after Node's test/parallel/test-buffer-*. */
import { Blob, Buffer, File, atob, btoa, constants, isAscii, isUtf8, transcode } from 'node:buffer';
import { behaviour } from '../behaviour.ts';

behaviour('Buffer.from: text in every encoding', (saw) => {
  for (const encoding of ['utf8', 'utf16le', 'latin1', 'ascii', 'base64', 'base64url', 'hex'] as const)
    saw([encoding, Buffer.from('aGk_-z8=', encoding).toString('hex'), Buffer.from('grüße').toString(encoding)]);
});

behaviour('Buffer.from: arrays, buffers, views and refused values', (saw) => {
  saw(Buffer.from([1, 256, -1, 3.7]).toString('hex'));
  const shared = new Uint8Array([1, 2, 3]);
  const view = Buffer.from(shared.buffer, 1, 2);
  shared[1] = 9;
  saw(view.toString('hex'));
  saw(Buffer.from(Buffer.from('copy')).toString());
  for (const value of [5, null, undefined, {}]) {
    try {
      Buffer.from(value as never);
    } catch (error) {
      saw(error);
    }
  }
});

behaviour('Buffer: alloc fills, allocUnsafe has the size, wrong sizes are refused', (saw) => {
  saw(Buffer.alloc(5, 'ab').toString());
  saw(Buffer.alloc(3).toString('hex'));
  saw(Buffer.allocUnsafe(7).length);
  for (const size of [-1, '5', Number.NaN]) {
    try {
      Buffer.alloc(size as never);
    } catch (error) {
      saw((error as { code: string }).code);
    }
  }
});

behaviour('Buffer: numbers are read and written at their offset', (saw) => {
  const bytes = Buffer.alloc(8);
  saw(bytes.writeUInt32BE(0xdeadbeef, 0));
  saw(bytes.writeInt16LE(-2, 4));
  saw(bytes.toString('hex'));
  saw([bytes.readUInt16LE(0), bytes.readInt8(3), bytes.readInt16LE(4)]);
  bytes.writeDoubleBE(1.5, 0);
  saw(bytes.readDoubleBE(0));
  bytes.writeBigUInt64LE(1n << 40n, 0);
  saw(bytes.readBigUInt64LE(0));
  saw([bytes.writeUIntBE(0x123456, 0, 3), bytes.readUIntBE(0, 3)]);
});

behaviour('Buffer: reading and writing out of range is refused', (saw) => {
  const bytes = Buffer.alloc(2);
  for (const run of [
    () => bytes.readUInt32BE(0),
    () => bytes.readUInt8(2),
    () => bytes.writeUInt8(256, 0),
    () => bytes.writeInt16BE(1, 1),
  ]) {
    try {
      run();
    } catch (error) {
      saw(error);
    }
  }
});

behaviour('Buffer: slice and subarray share memory, concat copies', (saw) => {
  const bytes = Buffer.from('abcdef');
  const part = bytes.subarray(1, -1);
  part[0] = 88;
  saw(bytes.toString());
  saw(bytes.slice(-2).toString());
  saw(Buffer.concat([part, Buffer.from('!')], 3).toString());
});

behaviour('Buffer: indexOf, lastIndexOf, includes, fill, swap, compare', (saw) => {
  const bytes = Buffer.from('banana');
  saw([bytes.indexOf('an'), bytes.indexOf('an', 2), bytes.lastIndexOf('an'), bytes.includes('x'), bytes.indexOf(110)]);
  saw(Buffer.alloc(6).fill('abc').toString());
  saw(Buffer.from([1, 2, 3, 4]).swap16().toString('hex'));
  saw([
    Buffer.compare(Buffer.from('a'), Buffer.from('aa')),
    bytes.compare(Buffer.from('bandana')),
    bytes.equals(Buffer.from('banana')),
  ]);
});

behaviour('Buffer: copy and write tell how much they did', (saw) => {
  const bytes = Buffer.alloc(4, '.');
  saw(bytes.write('héllo', 1));
  saw(bytes.toString('latin1'));
  saw(Buffer.from('xyz').copy(bytes, 2));
  saw(bytes.toString('latin1'));
});

behaviour('Buffer: toString of broken UTF-8, of a range, and toJSON', (saw) => {
  saw(Buffer.from([0x61, 0xff, 0xe2, 0x82, 0x62]).toString());
  saw(Buffer.from('abcdef').toString('utf8', 2, 4));
  saw(Buffer.from('ab').toJSON());
  try {
    Buffer.from('a').toString('klingon' as never);
  } catch (error) {
    saw(error);
  }
});

behaviour('Buffer: byteLength and isEncoding', (saw) => {
  saw([Buffer.byteLength('€'), Buffer.byteLength('aGk=', 'base64'), Buffer.byteLength('abcd', 'hex')]);
  saw(['utf8', 'UTF-8', 'ucs2', 'binary', 'hexadecimal', ''].map((name) => Buffer.isEncoding(name)));
});

behaviour('buffer: isAscii, isUtf8, atob, btoa, transcode', (saw) => {
  saw([isAscii(Buffer.from('a')), isAscii(Buffer.from('ä')), isUtf8(Buffer.from([0xff]))]);
  saw([btoa('hi'), atob('aGk=')]);
  try {
    btoa('€');
  } catch (error) {
    saw([(error as Error).name, (error as { code: number }).code]);
  }
  saw(transcode(Buffer.from('€'), 'utf8', 'latin1').toString('latin1'));
});

behaviour('Blob and File: size, type, slice, text and bytes', async (saw) => {
  const blob = new Blob(['hello ', new Uint8Array([119]), new Blob(['orld'])], { type: 'text/plain' });
  saw([blob.size, blob.type, await blob.text(), await blob.slice(1, 4).text()]);
  saw(Buffer.from(await blob.arrayBuffer()).toString());
  const file = new File(['x'], 'a.txt', { lastModified: 5 });
  saw([file.name, file.lastModified, file.size, file instanceof Blob]);
});

behaviour('Buffer: its class and limits', (saw) => {
  saw(Buffer.from('a') instanceof Uint8Array);
  saw([Buffer.poolSize, typeof constants.MAX_LENGTH, Buffer.isBuffer(new Uint8Array(1))]);
  saw(Object.prototype.toString.call(Buffer.from('')));
});
