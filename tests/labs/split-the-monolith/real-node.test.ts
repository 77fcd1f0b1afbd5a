/**
 * The lab's right variants as processes of Node: what the simulation runs is what Node runs.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LoopbackPorts } from '#bench/real/loopback-ports.ts';
import { type RealProcess, startRealProcess } from '../../support/real-process.ts';
import { listSplitVariants, readSplitFiles } from '../../support/split-variant.ts';

const STARTS_LIMIT_MS = 60_000;

interface Declared {
  readonly entry: string;
  readonly env?: Readonly<Record<string, string>>;
}

let folder: string;
let world: Record<string, RealProcess>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'split-real-'));
  world = {
    BANK_URL: await startRealProcess('labs/_kit/world/bank.ts', { CHARGE_LIMIT: '1000000' }),
    MAILBOX_URL: await startRealProcess('labs/_kit/world/mailbox.ts'),
  };
}, STARTS_LIMIT_MS);
afterAll(async () => {
  for (const program of Object.values(world)) await program.stop();
  await rm(folder, { recursive: true });
});

/** Every service of a variant by name, each on a port of its own, with addresses and paths as they are on this machine. */
async function startVariant(variant: string): Promise<Map<string, RealProcess>> {
  const root = join(folder, variant);
  const files = await readSplitFiles(variant);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const declared = Object.entries(JSON.parse(files['services.json'] ?? '{}') as Record<string, Declared>);
  const ports = await new LoopbackPorts().take(declared.length);
  const addresses = new Map(declared.map(([name], index) => [`http://${name}`, `http://127.0.0.1:${ports[index]}`]));
  const worldEnv = Object.fromEntries(Object.entries(world).map(([variable, { url }]) => [variable, url]));
  const started = new Map<string, RealProcess>();
  for (const [index, [name, { entry, env = {} }]] of declared.entries()) {
    const own = Object.entries(env).map(([key, value]) => [
      key,
      addresses.get(value) ?? value.replace(/^\//, `${root}/`),
    ]);
    const fixed = { ...worldEnv, PASSWORD_COST: '16', STAFF_PASSWORD: 'let the staff in', PORT: String(ports[index]) };
    started.set(name, await startRealProcess(join(root, entry), { ...fixed, ...Object.fromEntries(own) }));
  }
  return started;
}

/** A new customer's order, and what became of it. */
async function buy(shop: string): Promise<unknown> {
  const send = async (method: string, path: string, body: object, token = ''): Promise<Record<string, unknown>> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const answer = await fetch(`${shop}${path}`, { method, headers, body: JSON.stringify(body) });
    return (await answer.json()) as Record<string, unknown>;
  };
  const account = { email: 'clara@shop.example', name: 'Clara', password: 'a long password' };
  await send('POST', '/users', account);
  const { token } = await send('POST', '/sessions', account);
  await send('PUT', '/cart/items/9', { quantity: 2 }, String(token));
  return send('POST', '/orders', { address: '1 Stage Door' }, String(token));
}

test.each(await listSplitVariants())(
  '%s runs in Node: every service is healthy, and an order is paid',
  { timeout: STARTS_LIMIT_MS },
  async (variant) => {
    const services = await startVariant(variant);
    try {
      const healths = await Promise.all([...services.values()].map(({ url }) => fetch(`${url}/health`)));

      expect(healths.map(({ status }) => status)).toEqual(healths.map(() => 200));
      expect(await buy(String(services.get('shop')?.url))).toMatchObject({ status: 'paid', totalCents: 3980 });
    } finally {
      for (const service of services.values()) await service.stop();
    }
  },
);
