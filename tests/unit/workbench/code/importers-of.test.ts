import { expect, test } from 'vitest';
import { importersOf } from '#workbench/code/importers-of.ts';

test.each([
  ["import { send } from '../mail/send.ts';", 'shop/main.ts'],
  ['import "../mail/send.ts";', 'shop/main.ts'],
  ["export * from './send.ts';", 'mail/index.ts'],
  ["const mail = await import('../mail/send.ts');", 'shop/main.ts'],
  ["const mail = require('./send.ts');", 'mail/index.js'],
  ["readFileSync(new URL('./mail/send.ts', import.meta.url))", 'main.ts'],
  ["import {\n  one,\n  two,\n} from './mail/send.ts';", 'main.ts'],
])('importersOf() finds %j', (text, file) => {
  expect(importersOf('mail/send.ts', { [file]: text, 'mail/send.ts': '' })).toEqual([file]);
});

test.each([
  ["import { send } from './send.ts';", 'shop/main.ts', 'a file of that name elsewhere'],
  ["import { send } from 'mail/send.ts';", 'main.ts', 'a package'],
  ["const path = './mail/send.ts';", 'main.ts', 'a text that is no import'],
  ["import { send } from './mail/send.ts.txt';", 'main.ts', 'a longer path'],
])('importersOf() leaves out %j in %s: %s', (text, file) => {
  expect(importersOf('mail/send.ts', { [file]: text, 'mail/send.ts': '' })).toEqual([]);
});

test('importersOf() does not name the file itself', () => {
  expect(importersOf('a.ts', { 'a.ts': "import './a.ts'" })).toEqual([]);
});
