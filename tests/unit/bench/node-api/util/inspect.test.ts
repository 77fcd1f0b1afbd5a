import { format as nodeFormat, inspect as nodeInspect } from 'node:util';
import { expect, test } from 'vitest';
import { format } from '#bench/node-api/util/format.ts';
import { inspect } from '#bench/node-api/util/inspect.ts';

class Point {
  x = 1;
  readonly #hidden = 2;
  get sum() {
    return this.x + this.#hidden;
  }
}
class Tagged {
  get [Symbol.toStringTag]() {
    return 'Tag';
  }
}
const circular: Record<string, unknown> = { name: 'a' };
circular['self'] = { inner: circular };
const errorWithoutStack = Object.assign(new Error('plain'), { stack: undefined, code: 'E' });
const listed = (length: number, item: (index: number) => unknown) => Array.from({ length }, (_, index) => item(index));

const values: [string, unknown][] = [
  ['primitives', [1, -0, 1n, 'a', true, null, undefined, Symbol('s'), NaN]],
  [
    'strings with quotes',
    ["it's", 'say "x"', `both ' and "`, 'all \' " `', 'line\nbreak', 'tab\t', '\u0001', '\ud800', 'emoji 🎉'],
  ],
  ['nested objects', { a: { b: { c: { d: 1 } } } }],
  ['keys', { 'a-b': 1, 2: 2, _c: 3, é: 4, [Symbol('k')]: 5 }],
  ['long object', { description: 'x'.repeat(40), other: 'y'.repeat(40), n: [1, 2, 3] }],
  ['numbers', listed(30, (index) => index * 7)],
  ['more than a hundred', listed(130, (index) => index)],
  ['words', listed(20, (index) => `word${index % 3}`)],
  ['mixed list', [1, 'two', { three: 3 }, [4, [5, [6, [7]]]]]],
  // oxlint-disable-next-line no-sparse-arrays -- holes are what is shown
  ['holes', [1, , , 2, ,]],
  ['array with keys', Object.assign([1, 2], { extra: true })],
  ['typed arrays', [new Uint8Array([1, 2]), new Float64Array(2), new Uint8Array(0)]],
  [
    'maps and sets',
    [
      new Map<unknown, unknown>([
        ['a', { b: 1 }],
        [{ k: 1 }, 2],
      ]),
      new Set([1, 'a']),
      new Map(),
      new Set(),
    ],
  ],
  ['classes', [new Point(), new Tagged(), Point, class {}, class extends Point {}]],
  ['functions', [() => 1, function named() {}, async () => {}, function* gen() {}, Object.assign(() => 1, { a: 1 })]],
  [
    'accessors',
    {
      get a() {
        return 1;
      },
      set b(_value: number) {},
      get c() {
        return 1;
      },
      set c(_value: number) {},
    },
  ],
  ['null prototype', Object.assign(Object.create(null) as object, { a: 1 })],
  ['circular', circular],
  ['dates and patterns', [new Date(0), new Date(NaN), /a"b/gi]],
  ['boxed', [new Number(1), new String('ab'), new Boolean(false), Object(Symbol('s')), Object(1n)]],
  ['error with keys', errorWithoutStack],
  ['buffers', [new ArrayBuffer(3)]],
  ['search params', [new URLSearchParams('a=1&b=2')]],
  ['long strings in a list', ['a'.repeat(100), 'b'.repeat(100)]],
  ['deep map', new Map([['a', new Map([['b', new Map([['c', new Map()]])]])]])],
  ['object of arrays', { rows: listed(3, (row) => listed(10, (cell) => row * cell)) }],
];

// By name: the runner cannot carry every value from thread to thread.
test.each(values.map(([name]) => name))('inspect() shows %s as Node does', (name) => {
  const value = values.find(([one]) => one === name)?.[1];

  expect(inspect(value)).toBe(nodeInspect(value));
});

test.each([
  { depth: 0 },
  { depth: null },
  { compact: false },
  { breakLength: 40 },
  { maxArrayLength: 2 },
  { sorted: true },
  { maxStringLength: 5 },
])('inspect() obeys %j as Node does', (options) => {
  const value = { z: 'a long text', list: [1, 2, 3, 4], nested: { more: { and: { more: 1 } } } };

  expect(inspect(value, options)).toBe(nodeInspect(value, options));
});

test.each([
  [['%s %d %i %f %j %o %O %%', 'a', 1.5, 1.5, '1.5', { a: 1 }, [1], { b: 2 }]],
  [['%s', { a: { b: { c: 1 } } }]],
  [['%s', new Error('failed').message, 'more', { a: 1 }]],
  [['%d', '42', 'x']],
  [['100%', 'a']],
  [['%x', 1]],
  [[{ a: 1 }, 'text', 5]],
  [['%c styled', 'color: red']],
  [[]],
])('format() words %j as Node does', (parameters: unknown[]) => {
  expect(format(...parameters)).toBe(nodeFormat(...parameters));
});

test('format() words big integers, symbols and minus zero as Node does', () => {
  const parameters = ['%s %s %s %d', 1n, Symbol('s'), -0, 2n];

  expect(format(...parameters)).toBe(nodeFormat(...parameters));
});
