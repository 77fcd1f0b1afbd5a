/**
 * C2 of the lab: what it takes and what it refuses.
 */
import { expect, test } from 'vitest';
import { edited, useSplitLabs } from '../../support/split-lab.ts';

const SLUG = '02-processes';
const { services, monolith } = useSplitLabs(SLUG);

test('the reference services pass', async () => {
  const result = await services.judge();
  expect(result).toMatchObject({ verdict: 'pass' });
});

test('the monolith is one process', async () => {
  const result = await monolith.judge();
  expect(result).toMatchObject({ verdict: 'fail', message: { id: 'too-few-processes' } });
});

const GATEWAY = 'gateway/create-forwarder.ts';
const BROKEN = [
  {
    name: 'an entrance that asks the catalogue first, whatever it is asked for',
    id: 'one-process-takes-all',
    variant: edited(
      GATEWAY,
      '    const owner = ownerOf(path);',
      '    const owner = ownerOf(path); await fetch(urls.products);',
    ),
  },
  {
    name: 'a cart service that ends when the catalogue is away',
    id: 'ended-with-it',
    variant: edited('carts/catalogue.ts', "log.error('names", "process.exit(1); log.error('names"),
  },
  {
    name: 'a cart service that asks the catalogue before it listens',
    id: 'start-needs-others',
    variant: edited('carts/main.ts', 'const catalogue', 'await fetch(`${productsUrl}/health`);\nconst catalogue'),
  },
  {
    name: 'carts in memory',
    id: 'lost-in-restart',
    variant: edited(
      '_lib/open-database.ts',
      'new DatabaseSync(file',
      "new DatabaseSync(file.includes('carts') ? ':memory:' : file",
    ),
  },
  {
    name: 'stock that is filled again at the second start',
    id: 'did-not-come-back',
    variant: edited('inventory/inventory.ts', 'insert or ignore into stock', 'insert into stock'),
  },
];

test.each(BROKEN)('$name fails as $id', async ({ variant, id }) => {
  const result = await services.judge(variant);
  expect(result, JSON.stringify([result.message, result.reason])).toMatchObject({ verdict: 'fail', message: { id } });
});
