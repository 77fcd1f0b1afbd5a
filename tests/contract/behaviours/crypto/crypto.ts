/** node:crypto, after Node's test/parallel/test-crypto-hash.js, -hmac, -scrypt, -pbkdf2, -random*, -timing-safe-equal. */
import crypto, {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  getHashes,
  hash,
  hkdfSync,
  pbkdf2,
  pbkdf2Sync,
  randomBytes,
  randomFillSync,
  randomInt,
  randomUUID,
  scrypt,
  scryptSync,
  timingSafeEqual,
} from 'node:crypto';
import { promisify } from 'node:util';
import { behaviour } from '../behaviour.ts';

const caught = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

behaviour('createHash: known digests', (saw) => {
  for (const name of [
    'md5',
    'sha1',
    'sha224',
    'sha256',
    'sha384',
    'sha512',
    'SHA-256',
    'RSA-SHA256',
    'sha3-256',
    'sha512-256',
    'ripemd160',
  ])
    saw([name, createHash(name).update('abc').digest('hex')]);
});

behaviour('createHash: encodings, pieces, copies and one use', (saw) => {
  const running = createHash('sha256').update('a').update(Buffer.from('b')).update('Yw==', 'base64');
  saw(running.copy().digest('base64url'));
  saw(running.digest('hex'));
  saw(caught(() => running.update('x')));
  saw(caught(() => running.digest()));
  saw(caught(() => createHash('nonsense')));
  saw(caught(() => createHash('sha256').update(5 as never)));
  saw(hash('sha1', 'abc'));
});

behaviour('createHash: is a stream too', async (saw) => {
  const stream = createHash('sha256');
  stream.end('abc');
  saw(((await stream.toArray())[0] as Buffer).toString('hex').slice(0, 8));
});

behaviour('createHmac: digests by key, an empty digest after the first', (saw) => {
  const running = createHmac('sha256', 'key').update('body');
  saw(running.digest('hex'));
  saw(running.digest('hex'));
  saw(createHmac('sha512', Buffer.alloc(200, 1)).update('x').digest('base64').slice(0, 16));
  saw(caught(() => createHmac('nonsense', 'k')));
  saw(caught(() => createHmac('sha256', 5 as never)));
});

behaviour('scrypt: known keys, options and limits', async (saw) => {
  saw(scryptSync('password', 'salt', 16).toString('hex'));
  saw(scryptSync('', '', 16, { N: 16, r: 1, p: 1 }).toString('hex'));
  saw(((await promisify(scrypt)('password', 'salt', 8)) as Buffer).toString('hex'));
  saw(caught(() => scryptSync('p', 's', 16, { N: 15 })));
  saw(caught(() => scryptSync('p', 's', -1)));
  saw((caught(() => scryptSync('p', 's', 16, { N: 2 ** 20 })) as { code: string }).code);
});

behaviour('pbkdf2: known keys and refused digests', async (saw) => {
  saw(pbkdf2Sync('p', 's', 10, 16, 'sha512').toString('hex'));
  saw((await promisify(pbkdf2)('p', 's', 10, 16, 'sha1')).toString('hex'));
  saw(caught(() => pbkdf2Sync('p', 's', 1, 16, 'nonsense')));
  saw(caught(() => pbkdf2Sync('p', 's', 0, 16, 'sha1')));
});

behaviour('hkdfSync: a known key', (saw) => {
  saw(Buffer.from(hkdfSync('sha256', 'key', 'salt', 'info', 16)).toString('hex'));
});

behaviour('randomUUID, randomBytes and randomInt: shapes and ranges', async (saw) => {
  saw(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(randomUUID()));
  saw([
    randomBytes(5).length,
    randomFillSync(Buffer.alloc(4)).length,
    new Set(Array.from({ length: 50 }, () => randomUUID())).size,
  ]);
  const draws = Array.from({ length: 200 }, () => randomInt(3, 6));
  saw([Math.min(...draws), Math.max(...draws)]);
  saw(await new Promise((resolve) => randomInt(1, (error, value) => resolve([error ?? null, value]))));
  saw(caught(() => randomInt(5, 5)));
  saw(caught(() => randomBytes('x' as never)));
});

behaviour('timingSafeEqual: compares, and refuses other lengths', (saw) => {
  saw([timingSafeEqual(Buffer.from('ab'), Buffer.from('ab')), timingSafeEqual(Buffer.from('ab'), Buffer.from('ac'))]);
  saw(caught(() => timingSafeEqual(Buffer.from('a'), Buffer.from('ab'))));
  saw(caught(() => timingSafeEqual('a' as never, Buffer.from('a'))));
});

behaviour('crypto: getHashes names what createHash takes', (saw) => {
  saw(['md5', 'sha1', 'sha256', 'sha512'].map((name) => getHashes().includes(name)));
  saw([typeof crypto.webcrypto, typeof crypto.subtle, typeof crypto.constants]);
});

behaviour('createCipheriv: AES-256 in GCM and CBC is undone by createDecipheriv', (saw) => {
  const key = Buffer.alloc(32, 1);
  const gcm = createCipheriv('aes-256-gcm', key, Buffer.alloc(12, 2));
  const sealed = gcm.update('a secret', 'utf8', 'hex') + gcm.final('hex');
  saw(sealed, gcm.getAuthTag());
  const opened = createDecipheriv('aes-256-gcm', key, Buffer.alloc(12, 2)).setAuthTag(gcm.getAuthTag());
  saw(opened.update(sealed, 'hex', 'utf8') + opened.final('utf8'));
  const cbc = createCipheriv('aes-256-cbc', key, Buffer.alloc(16, 3));
  const packed = Buffer.concat([cbc.update('a secret'), cbc.final()]);
  const unpacked = createDecipheriv('aes-256-cbc', key, Buffer.alloc(16, 3));
  saw(packed, Buffer.concat([unpacked.update(packed), unpacked.final()]).toString());
});
