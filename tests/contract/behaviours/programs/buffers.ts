import { Buffer } from 'node:buffer';
import { StringDecoder } from 'node:string_decoder';
const text = Buffer.from('grüße €', 'utf8');
console.log(
  text,
  text.length,
  text.toString('base64'),
  text.toString('hex'),
  text.toString('base64url'),
  Buffer.from('aGk', 'base64url').toString(),
);
console.log(
  Buffer.concat([Buffer.from([1, 2]), Buffer.alloc(2, 7)]),
  Buffer.byteLength('€'),
  Buffer.compare(Buffer.from('a'), Buffer.from('b')),
  text.equals(Buffer.from(text)),
  text.indexOf('ß'),
  text.subarray(0, 2),
);
console.log(
  text.readUInt16BE(0),
  Buffer.isBuffer(text),
  JSON.stringify(Buffer.from('ab')),
  text instanceof Uint8Array,
  Buffer.alloc(60),
);
const decoder = new StringDecoder('utf8');
console.log(decoder.write(Buffer.from([0xe2, 0x82])), decoder.write(Buffer.from([0xac])), decoder.end());
console.log(
  structuredClone({ a: new Date(0), b: new Map([[1, 2]]) }),
  new TextDecoder().decode(new TextEncoder().encode('ü')),
);
