/**
 * Checks that kill a service of the shop at every touch of the outside, as text for the simulated engine.
 * @module
 */

/**
 * The body of a check that buys a product again and again, with kill -9 of a service one touch of the outside later each time, until
 * it comes too late. Reads everything through public routes and the bank's ledger; passes with the number of crashes as JSON.
 *
 * @param entrance Where the public routes are.
 */
export const crashPointsCheck = (entrance: string, service: string, productId: number): string => `
const ask = async (method, path, body, token, key) => {
  const headers = { 'content-type': 'application/json' };
  if (token) headers.authorization = 'Bearer ' + token;
  if (key) headers['idempotency-key'] = key;
  const operation = await bench.request({ method, url: 'http://${entrance}' + path, headers, ...(body && { body: JSON.stringify(body) }) });
  const answer = operation.response;
  return { status: answer?.status, body: answer?.body ? JSON.parse(answer.body) : undefined };
};
const account = { email: 'k@shop.example', password: 'correct horse', name: 'K' };
await ask('POST', '/users', account);
const { token } = (await ask('POST', '/sessions', account)).body;
const stock = async () => (await ask('GET', '/stock/${productId}')).body.available;
const first = await stock();
let crashes = 0;
let soldBefore = 0;
for (let k = 1; k < 80; k += 1) {
  await ask('PUT', '/cart/items/${productId}', { quantity: 1 }, token);
  const point = bench.crashAt('${service}', k);
  await ask('POST', '/orders', { address: '1 Stage Door' }, token, 'key-' + k);
  const hit = point.hit();
  point.disarm();
  if (hit) {
    crashes += 1;
    await bench.restart('${service}');
  }
  await bench.settle(60_000);
  const { orders } = (await ask('GET', '/orders?limit=100', undefined, token)).body;
  const ledger = await bench.ledger('bank');
  const paid = orders.filter((order) => order.status === 'paid').map((order) => String(order.id)).sort();
  const charged = ledger.map((entry) => entry.orderId).sort();
  const cart = (await ask('GET', '/cart', undefined, token)).body.lines;
  const sold = orders.filter((order) => order.status === 'paid').length;
  const where = ' after a crash ' + (hit ? 'when ' + hit.about : 'that did not come') + ', k=' + k;
  const because = (seen, expected, received) => fail('', { id: 'broken', seen: seen + where, expected, received, why: seen });
  if (JSON.stringify(paid) !== JSON.stringify(charged)) return because('charges', 'paid ' + paid, 'charged ' + charged);
  if (orders.some((order) => order.status === 'pending')) return because('pending', 'none', JSON.stringify(orders));
  if ((await stock()) !== first - sold) return because('stock', String(first - sold), String(await stock()));
  if (sold - soldBefore + cart.length !== 1) return because('cart', 'bought, or still in the cart', JSON.stringify({ cart, sold, soldBefore }));
  // The same key afterwards gives the customer one answer and one order at most.
  const again = await ask('POST', '/orders', { address: '1 Stage Door' }, token, 'key-' + k);
  if (![201, 402, 409].includes(again.status)) return because('retry', '201, 402 or 409', String(again.status));
  soldBefore = (await ask('GET', '/orders?limit=100', undefined, token)).body.orders.filter((order) => order.status === 'paid').length;
  if (!hit) break;
}
return pass(JSON.stringify({ crashes }));
`;

/**
 * The same for what comes after an answer: the mail of each paid order arrives, whenever a service is killed.
 */
export const mailCrashPointsCheck = (entrance: string, service: string): string => `
const ask = async (method, path, body, token) => {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer ' + token };
  const operation = await bench.request({ method, url: 'http://${entrance}' + path, headers, ...(body && { body: JSON.stringify(body) }) });
  const answer = operation.response;
  return { status: answer?.status, body: answer?.body ? JSON.parse(answer.body) : undefined };
};
const account = { email: 'k@shop.example', password: 'correct horse', name: 'K' };
await ask('POST', '/users', account);
const { token } = (await ask('POST', '/sessions', account)).body;
let crashes = 0;
for (let k = 1; k < 80; k += 1) {
  await ask('PUT', '/cart/items/9', { quantity: 1 }, token);
  const point = bench.crashAt('${service}', k);
  await ask('POST', '/orders', { address: '1 Stage Door' }, token);
  await bench.sleep(3_000);
  const hit = point.hit();
  point.disarm();
  if (hit) {
    crashes += 1;
    await bench.restart('${service}');
  }
  await bench.settle(60_000);
  const { orders } = (await ask('GET', '/orders?limit=100', undefined, token)).body;
  const mailed = new Set((await bench.ledger('mailbox')).map((entry) => entry.orderId));
  const without = orders.find((order) => order.status === 'paid' && !mailed.has(String(order.id)));
  if (without) {
    const seen = 'order ' + without.id + ' has no mail after a crash ' + (hit ? 'when ' + hit.about : 'that did not come') + ', k=' + k;
    return fail('', { id: 'broken', seen, expected: 'a mail', received: 'none', why: seen });
  }
  if (!hit) break;
}
return pass(JSON.stringify({ crashes }));
`;
