class Order {
  id = 7;
  #secret = 1;
  get total() {
    return this.#secret;
  }
}
console.log({ a: 1, 'b-c': 'text', nested: { deep: { deeper: { deepest: 1 } } } }, [1, 'two', null, undefined, [3]]);
console.log(
  new Order(),
  new (class extends Map<string, number> {})([['a', 1]]),
  new Set([1, 'x']),
  Symbol('s'),
  12n,
  -0,
);
console.log([1.5, 2.25, 100], new Uint8Array(3), Buffer.from('hi'), new Date(0), /re/g, null, undefined, true);
console.log(
  '%s is %d years and %i, %f, %j %o %O %%',
  'Bob',
  42.5,
  42.9,
  '1.5',
  { a: 1 },
  [1],
  { b: { c: {} } },
  'extra',
  5,
);
console.log(Array.from({ length: 120 }, (_, index) => index));
console.log(
  Array.from({ length: 8 }, (_, index) => 'item ' + index),
  ['a', , 'c'],
);
console.log(
  function named() {},
  () => {},
  class A {},
  class B extends Order {},
  async () => {},
  function* gen() {},
);
const circular: Record<string, unknown> = { name: 'loop' };
circular['self'] = circular;
console.log(circular, Object.create(null), {
  get a() {
    return 1;
  },
  set b(_value: number) {},
});
console.log(
  [
    ['a', 1],
    ['b', 2],
  ],
  { f() {}, s: Symbol.iterator, [Symbol('key')]: 1 },
  ["it's", 'say "x"', 'new\nline'],
);
console.log(new URLSearchParams('a=1&b=2'), [undefined, null], [[[[1]]]], { a: [{ b: { c: 1 } }] });
console.log({
  description: 'a long line of text that takes some room',
  other: 'another long line of text to break it',
  n: 1,
});
console.table([{ a: 1, b: 'x' }, { a: 2 }]);
console.error('to stderr');
