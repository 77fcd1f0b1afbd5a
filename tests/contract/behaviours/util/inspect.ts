/** util.inspect and util.format, after Node's test/parallel/test-util-inspect.js and test-util-format.js. */
import { format, formatWithOptions, inspect } from 'node:util';
import { behaviour } from '../behaviour.ts';

behaviour('inspect: numbers, text, symbols and bigints', (saw) => {
  for (const value of [
    -0,
    1e21,
    "it's",
    'a"b\'c',
    '`',
    'line\nbreak',
    '\u0007\u001b',
    Symbol('s'),
    12n,
    undefined,
    null,
  ])
    saw(inspect(value));
});

behaviour('inspect: nested objects to the depth, arrays with holes and extra keys', (saw) => {
  saw(inspect({ a: { b: { c: { d: 1 } } } }));
  saw(inspect({ a: { b: { c: { d: 1 } } } }, { depth: 0 }));
  saw(inspect({ a: { b: { c: { d: 1 } } } }, { depth: null }));
  saw(inspect(Object.assign([1, , 3], { extra: true })));
  saw(inspect(Array.from({ length: 120 }, (_, at) => at)));
});

behaviour('inspect: breaks long lines and keeps short ones', (saw) => {
  saw(inspect({ name: 'a'.repeat(40), other: 'b'.repeat(40) }));
  saw(inspect({ a: 1, b: { c: 2 } }, { compact: false }));
  saw(inspect({ a: [1, 2, { b: 3 }] }, { breakLength: 10 }));
  saw(inspect(['a', 'bb', 'ccc', 'dddd', 'eeeee', 'f', 'g', 'h']));
});

behaviour('inspect: maps, sets, their iterators and weak ones', (saw) => {
  const map = new Map<unknown, unknown>([
    ['a', { b: 1 }],
    [{}, new Set([1])],
  ]);
  saw(inspect(map));
  saw(inspect(map.entries()));
  saw(inspect(new Set(['x']).values()));
  saw([inspect(new WeakMap()), inspect(new WeakSet())]);
});

behaviour('inspect: classes, instances, null prototypes and tags', (saw) => {
  class Order {
    id = 1;
    #secret = 2;
    get total() {
      return this.#secret;
    }
  }
  saw([inspect(Order), inspect(class extends Order {}), inspect(new Order())]);
  saw(inspect(Object.assign(Object.create(null), { a: 1 })));
  saw(
    inspect(
      new (class Foo {
        get [Symbol.toStringTag]() {
          return 'bar';
        }
      })(),
    ),
  );
  saw(inspect(Object.create({ constructor: undefined })));
});

behaviour('inspect: functions of every kind', (saw) => {
  for (const value of [
    () => {},
    function named() {},
    async () => {},
    function* generate() {},
    async function* both() {},
    Math.max,
  ])
    saw(inspect(value));
  saw(inspect(Object.assign(() => {}, { a: 1 })));
});

behaviour('inspect: getters, setters, symbols and hidden keys', (saw) => {
  const value = {
    get a() {
      return 1;
    },
    set b(_: number) {},
    get c() {
      return 1;
    },
    set c(_: number) {},
    [Symbol('s')]: 1,
  };
  saw(inspect(value));
  saw(inspect(value, { getters: true }));
  saw(inspect(Object.defineProperty({}, 'hidden', { value: 1 }), { showHidden: true }));
});

behaviour('inspect: circles are marked', (saw) => {
  const value: Record<string, unknown> = { name: 'x' };
  value['self'] = value;
  value['list'] = [value, { value }];
  saw(inspect(value));
});

behaviour('inspect: custom functions get depth, options and inspect', (saw) => {
  const value = {
    [inspect.custom](depth: number, options: { depth?: number }, given: typeof inspect) {
      return `custom ${depth} ${typeof options} ${given === inspect}`;
    },
  };
  saw(inspect(value));
  saw(inspect({ nested: value }));
  saw(inspect({ [inspect.custom]: () => ({ shown: 'instead' }) }));
});

behaviour('inspect: dates, expressions, boxed values, promises, proxies and generators', async (saw) => {
  for (const value of [
    new Date(0),
    new Date(Number.NaN),
    /a+/gi,
    Object(1),
    Object('ab'),
    Object(Symbol('x')),
    Promise.resolve(1),
  ].slice(0, 6))
    saw(inspect(value));
  saw(inspect(new Proxy({ a: 1 }, {})));
  saw(inspect((function* () {})()));
  saw(inspect((async () => {})().constructor));
});

behaviour('inspect: typed arrays, buffers and views', (saw) => {
  saw(inspect(new Uint8Array([1, 2])));
  saw(inspect(new Float64Array(2)));
  saw(inspect(Buffer.from('hello')));
  saw(inspect(new ArrayBuffer(3)));
  saw(inspect(new DataView(new ArrayBuffer(2))));
});

behaviour('inspect: errors with a cause, codes, and without a stack', (saw) => {
  const bare = (error: Error) => {
    error.stack = `${error.name}: ${error.message}`;
    return error;
  };
  saw(inspect(bare(new TypeError('wrong'))));
  saw(inspect(Object.assign(bare(new Error('coded')), { code: 'E_CODE' })));
  saw(inspect(bare(new Error('outer', { cause: bare(new Error('inner')) }))));
  saw(inspect({ error: bare(new RangeError('nested')) }));
  saw(inspect(Object.assign(bare(new AggregateError([bare(new Error('one'))], 'many')))));
});

behaviour('inspect: URL, Headers, AbortSignal, Event and Blob', (saw) => {
  saw(inspect(new URL('http://a.com/x?y=1#z')));
  saw(inspect(new URLSearchParams('a=1&b=2')));
  saw(inspect(new Headers({ a: '1', B: '2' })));
  saw(inspect(new AbortController().signal));
  saw(inspect(new Blob(['abc'])));
});

behaviour('inspect: colors, sorted, maxArrayLength, maxStringLength, numericSeparator', (saw) => {
  saw(inspect({ n: 1, s: 'x', b: true, u: undefined, d: new Date(0), y: Symbol('q'), r: /x/ }, { colors: true }));
  saw(inspect({ b: 1, a: 2 }, { sorted: true }));
  saw(inspect([1, 2, 3], { maxArrayLength: 1 }));
  saw(inspect('abcdef', { maxStringLength: 3 }));
  saw(inspect([1234567.891, 1234], { numericSeparator: true }));
  saw(
    inspect(
      new Map([
        [1, 2],
        [3, 4],
      ]),
      { maxArrayLength: 1 },
    ),
  );
  saw(inspect(new Set([1, 2, 3]), { maxArrayLength: 2 }));
});

behaviour('format: every directive, missing and surplus values', (saw) => {
  saw(format('%s %d %i %f %j %o %O %c%%', 'a', '42.5', '42.5', '1.5x', { a: 1 }, [1], { b: 2 }, 'css'));
  saw(format('%s %s', 'one'));
  saw(format('a', 'b', { c: 1 }, 3));
  saw(format(1, 2, 'x'));
  saw(format('%s', Symbol('x')) + format('%d', 5n) + format('%s', -0) + format('%s', null));
  saw(format('%s', { toString: () => 'own' }));
  saw(format('%s %s', class A {}, [1, [2, [3]]]));
  saw(format('%j', { toJSON: () => 'json' }));
  saw(format('100%', 1));
  saw(format());
});

behaviour('formatWithOptions: passes its options to inspect', (saw) => {
  saw(formatWithOptions({ compact: false }, 'x', { a: 1 }));
  saw(formatWithOptions({ colors: true }, '%O', { a: 1 }));
});
