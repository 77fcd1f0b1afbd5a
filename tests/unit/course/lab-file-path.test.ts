import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FILE_COUNT_LIMIT, isLabFilePath, isTooLong, problemOfNewPath, problemOfPath } from '#course/lab-file-path.ts';

test.each([
  'main.ts',
  'products/main.ts',
  'shop/db/1_users.sql',
  'services.json',
  'a-b/@c/d.e.mjs',
  'x/.y/z.txt',
  'a.py',
])('problemOfPath() takes %s', (path) => {
  expect(problemOfPath(path)).toBeUndefined();
});

test.each([
  ['', 'Write a path'],
  ['/products/main.ts', 'without the first slash: products/main.ts.'],
  ['../main.ts', 'inside the lab without ".."'],
  ['a/../main.ts', 'inside the lab without ".."'],
  ['./main.ts', 'letters, digits and the signs'],
  ['a/./main.ts', 'letters, digits and the signs'],
  ['a//main.ts', 'letters, digits and the signs'],
  ['two words.ts', 'letters, digits and the signs'],
  ['ä.ts', 'letters, digits and the signs'],
  ['.ts', 'letters, digits and the signs'],
  ['products/', 'products/ is a folder. Write the file too: products/main.ts.'],
  ['main.sh', 'A file ends in .ts, .js, .mjs, .json, .py, .sql or .txt.'],
  [`${'a'.repeat(130)}.ts`, 'at most 120 characters, and this one has 133'],
])('problemOfPath() says what to write instead of %j', (path, sentence) => {
  expect(problemOfPath(path)).toContain(sentence);
});

/** The path that an address with this one leads to. */
function resolved(path: string): string {
  try {
    return new URL(path, 'http://lab/root/').pathname.slice('/root/'.length);
  } catch {
    return 'no address';
  }
}

test('isLabFilePath() takes no path that leads to another one', () => {
  const pieces = fc.array(fc.constantFrom('..', '.', '/', 'a', '\\', '\n', '\0', ' '), { maxLength: 6 });
  fc.assert(
    fc.property(pieces, (before) => {
      const path = `${before.join('')}b.ts`;
      const candidates = [path, path.replaceAll(/[^a-z./]|\.{1,2}\//g, '')];

      expect(candidates.filter(isLabFilePath).filter((one) => resolved(one) !== one)).toEqual([]);
    }),
  );
});

test.each([
  ['products/main.ts', 'products/main.ts is there already.'],
  ['Products/Main.ts', 'Products/Main.ts is there already, as products/main.ts.'],
  ['products/main.ts/pay.ts', 'products/main.ts is a file, so it cannot be a folder as well.'],
])('problemOfNewPath() refuses %s beside products/main.ts', (path, sentence) => {
  expect(problemOfNewPath(path, ['products/main.ts'])).toBe(sentence);
});

test('problemOfNewPath() refuses a file where a folder is', () => {
  expect(problemOfNewPath('shop.ts', ['shop.ts/main.ts'])).toBe('shop.ts is a folder already.');
});

test('problemOfNewPath() refuses the file after the last that a lab may have', () => {
  const taken = Array.from({ length: FILE_COUNT_LIMIT }, (_, index) => `file-${index}.ts`);

  expect(problemOfNewPath('one-more.ts', taken.slice(1))).toBeUndefined();
  expect(problemOfNewPath('one-more.ts', taken)).toBe('A lab has at most 100 files. Delete one first.');
});

test('isTooLong() counts bytes, not letters', () => {
  expect([isTooLong('a'.repeat(200_000)), isTooLong('ä'.repeat(100_000)), isTooLong('ä'.repeat(100_001))]).toEqual([
    false,
    false,
    true,
  ]);
});
