import { expect, test } from 'vitest';
import { parseJson } from '#platform/parse-json.ts';

test.each([
  ['[1, 2]', [1, 2]],
  ['null', null],
  ['[1, 2', undefined],
  ['', undefined],
])('parseJson() of %j gives the value, and undefined when it is no JSON', (text, value) => {
  expect(parseJson(text)).toEqual(value);
});
