import {
  createHash,
  createHmac,
  pbkdf2Sync,
  randomBytes,
  randomInt,
  randomUUID,
  scryptSync,
  timingSafeEqual,
} from 'node:crypto';
for (const name of ['md5', 'sha1', 'sha256', 'sha384', 'sha512'])
  console.log(name, createHash(name).update('pay').update('ment').digest('hex'));
console.log(
  createHmac('sha256', 'key').update('body').digest('base64'),
  createHash('sha256').update('x').digest('base64url'),
);
console.log(scryptSync('password', 'salt', 16).toString('hex'), pbkdf2Sync('p', 's', 10, 16, 'sha256').toString('hex'));
console.log(
  /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(randomUUID()),
  randomBytes(8).length,
  randomInt(5) < 5,
  randomUUID() === randomUUID(),
);
console.log(timingSafeEqual(Buffer.from('a'), Buffer.from('a')), crypto.getRandomValues(new Uint8Array(4)).length);
try {
  createHash('nonsense');
} catch (error) {
  console.log((error as Error).message);
}
