import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { StorePaths } from '#bench/real/stores/store-paths.ts';

const FOLDER = '/tmp/run 1/2-orders';
const paths = new StorePaths({ folder: FOLDER, entry: 'orders/main.ts', programs: ['orders', 'products'] });

test.each([
  ['/data/orders.db', `${FOLDER}/data/orders.db`],
  ['/products/products.db', `${FOLDER}/products/products.db`],
  [`${FOLDER}/data/orders.db`, `${FOLDER}/data/orders.db`],
  ['data/orders.db', 'data/orders.db'],
  ['/etc/hosts', '/etc/hosts'],
  ['/database/orders.db', '/database/orders.db'],
])('StorePaths.onMachine() takes %s to %s', (given, real) => {
  expect(paths.onMachine(given)).toBe(real);
});

test('StorePaths.onMachine() keeps a URL a URL, with what stands behind its path', () => {
  expect(paths.onMachine(new URL('file:///data/orders.db?mode=ro'))).toEqual(
    new URL(`${pathToFileURL(`${FOLDER}/data/orders.db`).href}?mode=ro`),
  );
});

test.each([
  [`${FOLDER}/data/orders.db`, '/data/orders.db'],
  [`${FOLDER}/orders/../products/a.db`, '/products/a.db'],
  ['/data/orders.db', '/data/orders.db'],
  ['/tmp/elsewhere', undefined],
  [`${FOLDER}-other/data/orders.db`, undefined],
])('StorePaths.inLab() gives for %s the path %s', (given, path) => {
  expect(paths.inLab(given)).toBe(path);
});

test('StorePaths.isForeign() is true in the folder of another program alone', () => {
  const owned = ['/products/a.db', '/orders/a.db', '/data/a.db', '/etc/hosts'].map((path) => paths.isForeign(path));

  expect(owned).toEqual([true, false, false, false]);
});
