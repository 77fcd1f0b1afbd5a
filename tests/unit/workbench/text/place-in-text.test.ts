import { expect, test } from 'vitest';
import { placeInText } from '#workbench/text/place-in-text.ts';

test.each([
  [
    'could not be read: Unexpected token (payment-service/main.ts:21:7).',
    { file: 'payment-service/main.ts', line: 21, column: 7 },
  ],
  ['at main.mts:3', { file: 'main.mts', line: 3, column: 1 }],
  ['stopped after 1 s of computing', undefined],
  ['answered 12:30', undefined],
])('placeInText() reads %j', (text, place) => {
  expect(placeInText(text)).toEqual(place);
});
