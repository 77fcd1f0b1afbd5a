/** The global crypto and subtle, after Node's test/parallel/test-webcrypto-*.js. */
import { behaviour } from '../behaviour.ts';

const hex = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('hex');
const text = (value: string) => new TextEncoder().encode(value);

behaviour('crypto.subtle: digests', async (saw) => {
  for (const name of ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'])
    saw(hex(await crypto.subtle.digest(name, text('abc'))));
  await crypto.subtle.digest('MD5', text('abc')).catch((error: Error) => saw(error.name));
});

behaviour('crypto.subtle: HMAC signs and verifies', async (saw) => {
  const key = await crypto.subtle.importKey('raw', text('secret'), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ]);
  const signature = await crypto.subtle.sign('HMAC', key, text('body'));
  saw(hex(signature));
  saw(await crypto.subtle.verify('HMAC', key, signature, text('body')));
  saw(await crypto.subtle.verify('HMAC', key, signature, text('other')));
});

behaviour(
  'crypto.subtle: AES-GCM decrypts what it encrypted, and refuses what was changed',
  { needs: 'subtle' },
  async (saw) => {
    const key = await crypto.subtle.importKey('raw', new Uint8Array(16), 'AES-GCM', false, ['encrypt', 'decrypt']);
    const iv = new Uint8Array(12);
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text('order')));
    saw(hex(sealed.buffer));
    saw(Buffer.from(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed)).toString());
    sealed[0] = (sealed[0] ?? 0) ^ 1;
    await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed).catch((error: Error) => saw(error.name));
  },
);

behaviour(
  'crypto.subtle: PBKDF2 derives bits, many digests at once stay in order',
  { needs: 'subtle' },
  async (saw) => {
    const key = await crypto.subtle.importKey('raw', text('p'), 'PBKDF2', false, ['deriveBits']);
    saw(
      hex(
        await crypto.subtle.deriveBits({ name: 'PBKDF2', salt: text('s'), iterations: 10, hash: 'SHA-256' }, key, 128),
      ),
    );
    const order: number[] = [];
    await Promise.all(
      [3, 1, 2].map(async (size) => {
        await crypto.subtle.digest('SHA-256', new Uint8Array(size));
        order.push(size);
      }),
    );
    saw(order.length);
  },
);

behaviour('crypto: getRandomValues fills views and refuses others', (saw) => {
  const view = new Uint16Array(3);
  saw(crypto.getRandomValues(view) === view);
  for (const wrong of [new Float32Array(1), 5]) {
    try {
      crypto.getRandomValues(wrong as never);
    } catch (error) {
      saw((error as Error).name);
    }
  }
  try {
    crypto.getRandomValues(new Uint8Array(65_537));
  } catch (error) {
    saw((error as Error).name);
  }
});
