import { expect, test } from 'vitest';
import {
  isCount,
  isFlag,
  isIsoInstant,
  isShare,
  listOf,
  objectOf,
  oneOf,
  optional,
  textUpTo,
} from '#platform/shape.ts';

const isPoint = objectOf<{ x: number; label?: string | undefined }>({ x: isCount, label: optional(textUpTo(3)) });

test.each([
  ['an object with its fields', { x: 1 }, true],
  ['an optional field of the shape', { x: 1, label: 'abc' }, true],
  ['unknown fields', { x: 1, y: 'kept' }, true],
  ['a field of another shape', { x: 1, label: 'abcd' }, false],
  ['a missing field', { label: 'abc' }, false],
  ['a field that only its prototype has', Object.create({ x: 1 }), false],
  ['an array', [1], false],
  ['null', null, false],
])('objectOf() judges %s', (_what, value, isRight) => {
  expect(isPoint(value)).toBe(isRight);
});

test.each([
  [isIsoInstant, '2026-11-20T14:02:00.000Z', true],
  [isIsoInstant, '2026-11-20', false],
  [isIsoInstant, '2026-13-40T99:99:99.999Z', false],
  [isCount, 0, true],
  [isCount, -1, false],
  [isCount, 1.5, false],
  [isCount, Number.NaN, false],
  [isShare, 0.5, true],
  [isShare, 1.01, false],
  [isFlag, false, true],
  [isFlag, 0, false],
  [oneOf(['a', 'b']), 'b', true],
  [oneOf(['a', 'b']), 'c', false],
  [listOf(isCount, 2), [1, 2], true],
  [listOf(isCount, 2), [1, 2, 3], false],
  [listOf(isCount, 2), [1, 'two'], false],
] as const)('guard %o judges %j', (guard, value, isRight) => {
  expect(guard(value)).toBe(isRight);
});
