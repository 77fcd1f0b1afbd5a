/**
 * The programs of the lab as real Node processes: they parse under Node's own type stripping, start, and answer.
 */
import { cp, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type RealProcess, startRealProcess } from '../../support/real-process.ts';

const LAB = 'labs/hello-payment';
const JSON_HEADERS = { 'content-type': 'application/json' };
const ORDER = { orderId: 'o-1', amount: 100 };

const right = ['solution', ...(await readdir(`${LAB}/right`)).map((name) => `right/${name}`)];
const wrong = ['starter', ...(await readdir(`${LAB}/wrong`)).map((name) => `wrong/${name}`)];

let scratch: string;
let bank: RealProcess;
let service: RealProcess | undefined;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hello-payment-'));
  // Node strips no types under node_modules, so the programs stand beside it.
  await symlink(join(process.cwd(), 'node_modules'), join(scratch, 'node_modules'));
  await writeFile(join(scratch, 'package.json'), '{ "type": "module" }');
});

afterAll(() => rm(scratch, { recursive: true, force: true }));

beforeEach(async () => {
  bank = await startRealProcess('labs/_kit/world/bank.ts');
});

afterEach(async () => {
  await service?.stop();
  service = undefined;
  await bank.stop();
});

async function startVariant(variant: string): Promise<RealProcess> {
  const folder = join(scratch, variant);
  await cp(`${LAB}/starter`, folder, { recursive: true });
  await cp(`${LAB}/${variant}`, folder, { recursive: true });
  service = await startRealProcess(join(folder, 'payment-service/main.ts'), { BANK_URL: bank.url });
  return service;
}

test.each([...right, ...wrong])('%s starts under Node and answers a payment', async (variant) => {
  const { url } = await startVariant(variant);

  const answer = await fetch(`${url}/api/payments`, {
    method: 'POST',
    headers: JSON_HEADERS,
    body: JSON.stringify(ORDER),
  });

  // Every status that one of them gives to a sound payment; a program that throws would answer 500 or not at all.
  expect([200, 201, 402, 415, 504]).toContain(answer.status);
});

test.each(right)('%s records a payment at the bank and refuses what is none', async (variant) => {
  const { url } = await startVariant(variant);
  const post = (body: string) => fetch(`${url}/api/payments`, { method: 'POST', headers: JSON_HEADERS, body });

  const made = await post(JSON.stringify(ORDER));
  const refused = [await post('{"orderId":'), await post('{"orderId":"o-2","amount":"100abc"}'), await post('null')];
  const ledger = await (await fetch(`${bank.url}/ledger`)).json();

  expect(made.status).toBe(201);
  expect(refused.map(({ status }) => Math.floor(status / 100))).toEqual([4, 4, 4]);
  expect(ledger).toEqual([{ reference: 'ch-1', ...ORDER }]);
});

test('starter answers 201 to the printed line while the bank has nothing', async () => {
  const { url } = await startVariant('starter');

  const answer = await fetch(`${url}/api/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: '{ "orderId": "123", "amount": 100 }',
  });
  const ledger = await (await fetch(`${bank.url}/ledger`)).json();

  expect(answer.status).toBe(201);
  expect(await answer.json()).toEqual({ status: 'accepted' });
  expect(ledger).toEqual([]);
});
