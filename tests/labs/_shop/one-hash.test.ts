/**
 * The shop is as deterministic as the engine: one seed, one event log, with a Worker for each process or all in one.
 */
import { expect, test } from 'vitest';
import { checkCode } from '../../support/check-code.ts';
import { openSimulatedLab } from '../../support/shop-system.ts';

/** Two customers who sign up, fill their carts and order at the same time. */
const CHECK = (entrance: string) => `
const ask = async (method, path, body, token) => {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: 'Bearer ' + token }) };
  const url = 'http://${entrance}' + path;
  const { response } = await bench.request({ method, url, headers, ...(body && { body: JSON.stringify(body) }) });
  return JSON.parse(response.body);
};
const buy = async (name) => {
  const account = { email: name + '@shop.example', password: 'correct horse', name };
  await ask('POST', '/users', account);
  const { token } = await ask('POST', '/sessions', account);
  await ask('PUT', '/cart/items/' + bench.choose.integer(name, 1, 9), { quantity: 1 }, token);
  await ask('POST', '/orders', { address: '1 Stage Door' }, token);
  return (await ask('GET', '/orders', undefined, token)).orders.map(({ status }) => status);
};
const bought = await Promise.all([buy('clara'), buy('robert')]);
await bench.settle(30_000);
return pass(JSON.stringify([bought, (await bench.ledger('mailbox')).length]));
`;

test.each([
  { kind: 'monolith', entrance: 'shop' },
  { kind: 'services', entrance: 'gateway' },
] as const)('one seed of the $kind is one event log, strict as fleet', async ({ kind, entrance }) => {
  const { runtime, program, files } = await openSimulatedLab(kind);
  const check = { id: 'C1', slug: '01-buying', title: 'Buying', code: checkCode(CHECK(entrance)) };
  const run = (transport: 'strict' | 'fleet') =>
    runtime.runChecks({ ...program, checks: [check] }, { files, seed: 4711, transport, realLimitMs: 60_000 }, () => {});
  const reports = [await run('fleet'), await run('strict'), await run('fleet')].map(({ checks }) => checks[0]);
  await runtime.close();

  expect(reports.map((report) => report?.reason)).toEqual([undefined, undefined, undefined]);
  expect(reports[0]?.held).toBe('[[["paid"],["paid"]],2]');
  expect(new Set(reports.map((report) => report?.hash)).size).toBe(1);
});
