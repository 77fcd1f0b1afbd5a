/**
 * What is left unfinished is tried again after pauses that grow, in the simulation.
 */
import { expect, test } from 'vitest';
import { checkCode } from '../../support/check-code.ts';
import { openSimulatedLab } from '../../support/shop-system.ts';

const CHECK = `
const ask = (method, path, body, token) => bench.request({
  method,
  url: 'http://gateway' + path,
  headers: { 'content-type': 'application/json', ...(token && { authorization: 'Bearer ' + token }) },
  ...(body && { body: JSON.stringify(body) }),
});
const account = { email: 'r@shop.example', password: 'correct horse', name: 'R' };
await ask('POST', '/users', account);
const { token } = JSON.parse((await ask('POST', '/sessions', account)).response.body);
await ask('PUT', '/cart/items/9', { quantity: 1 }, token);
await bench.kill('payments');
const { response } = await ask('POST', '/orders', { address: '1 Stage Door' }, token);
await bench.sleep(20_000);
const asked = bench.timeline().messages.filter(({ from, to, kind }) => from === 'orders' && to === 'payments' && kind !== 'response');
return pass(JSON.stringify({ status: response.status, askedCount: asked.length }));
`;

test('the order service asks for a payment again some times in 20 s, and not all the time, while payments is away', async () => {
  const { runtime, program, files } = await openSimulatedLab('services');
  const check = { id: 'C1', slug: '01-repair', title: 'Repair', code: checkCode(CHECK) };
  const request = { files, seed: 4711, transport: 'fleet', realLimitMs: 60_000 } as const;
  const { checks } = await runtime.runChecks({ ...program, checks: [check] }, request, () => {});
  await runtime.close();
  const { status, askedCount } = JSON.parse(String(checks[0]?.held)) as { status: number; askedCount: number };

  expect(status).toBe(503);
  expect(askedCount).toBeGreaterThan(3);
  expect(askedCount).toBeLessThan(20);
});
