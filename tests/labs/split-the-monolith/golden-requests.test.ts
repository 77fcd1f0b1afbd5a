/**
 * Records the golden requests from the monolith, and compares with the file. `npm run lab:record` (this test with
 * `--update`) writes it anew.
 */
import { expect, test } from 'vitest';
import { recordGolden } from '../../../labs/split-the-monolith/recorder/record-golden.ts';
import { GOLDEN_PLAN } from '../../../labs/split-the-monolith/recorder/golden-plan.ts';
import type { GoldenPhase } from '../../../labs/split-the-monolith/checks/golden-exchange.ts';
import { openSimulatedShop } from '../../support/shop-system.ts';

const FILE = '../../../labs/split-the-monolith/checks/golden-requests.json';

async function record(): Promise<readonly GoldenPhase[]> {
  const shop = await openSimulatedShop('monolith');
  try {
    return await recordGolden(GOLDEN_PLAN, async ({ method, url, headers, body }) => {
      const path = url.replace('http://shop', '');
      const answer = await shop.ask({ method, path, headers, body: body === undefined ? undefined : String(body) });
      return { status: answer.status, headers: Object.fromEntries(answer.headers), body: answer.text };
    });
  } finally {
    await shop.close();
  }
}

/** A line for each exchange, so that a change of one is a change of one line. */
function write(phases: readonly GoldenPhase[]): string {
  const list = (items: readonly string[]): string => items.join(',\n');
  const written = phases.map(({ title, lanes }) => {
    const lines = Object.entries(lanes).map(
      ([lane, exchanges]) => `"${lane}":[\n${list(exchanges.map((exchange) => JSON.stringify(exchange)))}]`,
    );
    return `{"title":"${title}","lanes":{\n${list(lines)}}}`;
  });
  return `[${list(written)}]\n`;
}

test('golden-requests.json holds what the monolith answers to the 400 requests of the plan', async () => {
  const phases = await record();
  const exchanges = phases.flatMap(({ lanes }) => Object.values(lanes).flat());

  expect(exchanges).toHaveLength(400);
  await expect(write(phases)).toMatchFileSnapshot(FILE);
});
