/**
 * The documents for people stay true: every path they name exists, and decisions are numbered once.
 * @module
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** A lab's own files are named relative to the lab. */
const PLACES = ['', 'labs/hello-payment/'];
const DATED = /\*\*Date:\*\* \d{4}-\d{2}-\d{2}[\s\S]*\*\*Status:\*\*/;
const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'];

/** Paths in backticks and in links: with a slash or a file's ending, without placeholders or wildcards. */
function pathsNamedIn(document: string): string[] {
  const text = readFileSync(document, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
  const quoted = [...text.matchAll(/`([\w@.-]+(?:\/[\w@.-]*)+|[\w.-]+\.(?:ts|mjs|json|md|yaml))`/g)].map(
    (match) => match[1],
  );
  const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)\)/g)].map((match) => match[1]);
  return [...quoted, ...linked].filter((path): path is string => path !== undefined && !path.startsWith('@'));
}

test.each(DOCUMENTS)('%s names only paths that exist', (document) => {
  const missing = pathsNamedIn(document).filter((path) => !PLACES.some((place) => existsSync(`${place}${path}`)));

  expect(missing).toEqual([]);
});

test('ARCHITECTURE.md is checked for at least thirty paths', () => {
  expect(pathsNamedIn('ARCHITECTURE.md').length).toBeGreaterThanOrEqual(30);
});

test('ARCHITECTURE.md stays within two screens', () => {
  expect(readFileSync('ARCHITECTURE.md', 'utf8').split('\n').length).toBeLessThanOrEqual(110);
});

test('decisions have unique numbers, a date and a status', () => {
  const names = readdirSync('.github/decisions');
  const numbers = names.map((name) => name.slice(0, 4));
  const texts = names.map((name) => readFileSync(`.github/decisions/${name}`, 'utf8'));

  expect(new Set(numbers).size).toBe(names.length);
  expect(texts.filter((text) => !DATED.test(text))).toEqual([]);
});
