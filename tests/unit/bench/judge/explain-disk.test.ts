import { expect, test } from 'vitest';
import { explainDisk } from '#bench/judge/explain-disk.ts';
import type { DiskAccess } from '#bench/judge/operation.ts';

const programs = [
  { name: 'shop', entry: 'shop/main.ts' },
  { name: 'products', entry: 'products/main.ts' },
];
const at = { file: 'products/main.ts', line: 3, column: 18 };
const denied = (path: string, line = 3): DiskAccess => ({
  process: 'products',
  path,
  mode: 'denied',
  atMs: 2,
  source: { ...at, line },
});
const explain = (error: string, ...accesses: readonly DiskAccess[]) =>
  explainDisk('products', error, { programs, accesses }, at);

test.each(['Error: unable to open database file', "Error: EACCES: permission denied, open '/shop/data/shop.db'"])(
  'explainDisk() names the path and whose it is when %s',
  (error) => {
    expect(explain(error, denied('/shop/data/shop.db'))).toBe(
      ' "/shop/data/shop.db" belongs to shop: each service has a disk of its own, and asks the other one over HTTP for what that stores.',
    );
  },
);

test('explainDisk() says where own files go when the path is nobody’s', () => {
  expect(explain('Error: unable to open database file', denied('/etc/shop.db'))).toContain(
    '"/etc/shop.db" is not for products to write',
  );
});

test('explainDisk() speaks of the folder when nothing was refused at that line', () => {
  const words = explain('Error: unable to open database file', denied('/shop/data/shop.db', 90));

  expect(words).toContain('The folder of a database file has to be on the disk of products');
  expect(words).toContain('a path that another service uses leads to another file here');
});

test('explainDisk() says nothing of other errors', () => {
  expect(explain('TypeError: x is not a function', denied('/shop/data/shop.db'))).toBe('');
  expect(explain("Error: EACCES: permission denied, open '/x'")).toBe('');
});
