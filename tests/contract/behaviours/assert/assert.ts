/** node:assert, after Node's test/parallel/test-assert*.js: kinds, codes and messages. */
import assert, { AssertionError } from 'node:assert';
import strict from 'node:assert/strict';
import { behaviour } from '../behaviour.ts';

const caught = (run: () => unknown): unknown => {
  try {
    run();
    return 'held';
  } catch (error) {
    return error;
  }
};

behaviour('assert: equal values pass, loosely and strictly', (saw) => {
  saw(caught(() => assert.equal(1, '1')));
  saw(caught(() => assert.deepEqual({ a: '1' }, { a: 1 })));
  saw(caught(() => strict.deepEqual([new Map([[1, { a: 1 }]])], [new Map([[1, { a: 1 }]])])));
  saw(caught(() => assert.notStrictEqual(1, '1')));
});

behaviour('assert.strictEqual: message of primitives', (saw) => {
  saw(caught(() => assert.strictEqual(1, 2)));
  saw(caught(() => assert.strictEqual('a', 'b')));
  saw(caught(() => assert.strictEqual(1, '1')));
  saw(caught(() => assert.strictEqual(Number.NaN, 0)));
  saw(caught(() => assert.strictEqual(undefined, null)));
});

behaviour('assert.deepStrictEqual: message shows the lines that differ', (saw) => {
  saw(caught(() => assert.deepStrictEqual({ a: 1, b: [1, 2] }, { a: 1, b: [1, 3] })));
  saw(caught(() => assert.deepStrictEqual([1, 2, 3], [1, 3])));
  saw(caught(() => assert.deepStrictEqual(new Set([1]), new Set([2]))));
  saw(caught(() => assert.deepStrictEqual({ a: 1 }, { a: '1' })));
});

behaviour('assert.strictEqual: message of objects and long text', (saw) => {
  saw(caught(() => assert.strictEqual('a\nb\nc', 'a\nx\nc')));
  saw(caught(() => assert.strictEqual([1], [1])));
  saw(caught(() => assert.notStrictEqual(1, 1)));
  saw(caught(() => assert.notDeepStrictEqual({ a: 1 }, { a: 1 })));
});

behaviour('assert.equal: message of loose comparisons', (saw) => {
  saw(caught(() => assert.equal(1, 2)));
  saw(caught(() => assert.notEqual(1, 1)));
  saw(caught(() => assert.deepEqual({ a: 1 }, { a: 2 })));
});

behaviour('assert: a message of its own, or an error, replaces the text', (saw) => {
  saw(caught(() => assert.strictEqual(1, 2, 'own words')));
  saw(caught(() => assert.strictEqual(1, 2, new RangeError('own error'))));
  saw(caught(() => assert.fail()));
  saw(caught(() => assert.fail('failed so')));
  saw(caught(() => assert.ok(false, 'not so')));
});

behaviour('assert.throws: classes, patterns, functions, objects', (saw) => {
  const fails = () => {
    throw Object.assign(new TypeError('wrong kind'), { code: 'E_KIND' });
  };
  saw(caught(() => assert.throws(fails, TypeError)));
  saw(caught(() => assert.throws(fails, /wrong/)));
  saw(caught(() => assert.throws(fails, { code: 'E_KIND', message: /kind/ })));
  saw(caught(() => assert.throws(fails, (error: Error) => error.message === 'wrong kind')));
  saw(caught(() => assert.throws(() => {})));
  saw(caught(() => assert.throws(() => {}, TypeError)));
  saw(caught(() => assert.throws(() => {}, 'should have thrown')));
  saw(caught(() => assert.throws(fails, /right/)));
  saw(caught(() => assert.throws(fails, RangeError)));
});

behaviour('assert.doesNotThrow, rejects and doesNotReject', async (saw) => {
  saw(
    caught(() =>
      assert.doesNotThrow(() => {
        throw new Error('thrown');
      }),
    ),
  );
  await assert.rejects(Promise.resolve(1)).catch(saw);
  await assert.rejects(Promise.reject(new Error('a')), /a/);
  await assert
    .doesNotReject(async () => {
      throw new Error('rejected');
    })
    .catch(saw);
  await assert.rejects(5 as never).catch(saw);
});

behaviour('assert.match, doesNotMatch and ifError', (saw) => {
  saw(caught(() => assert.match('abc', /x/)));
  saw(caught(() => assert.doesNotMatch('abc', /b/)));
  saw(caught(() => assert.match(5 as never, /b/)));
  saw(caught(() => assert.ifError(null)));
  saw(caught(() => assert.ifError(new Error('set'))));
  saw(caught(() => assert.ifError('text')));
});

behaviour('assert.partialDeepStrictEqual: the expected part must be there', (saw) => {
  saw(caught(() => assert.partialDeepStrictEqual({ a: 1, b: { c: 2, d: 3 } }, { b: { c: 2 } })));
  saw((caught(() => assert.partialDeepStrictEqual({ a: 1 }, { b: 1 })) as { code: string }).code);
});

behaviour('AssertionError: carries actual, expected, operator and whether its text was made', (saw) => {
  const error = caught(() => assert.strictEqual(1, 2)) as AssertionError;
  saw([error.name, error.code, error.actual, error.expected, error.operator, error.generatedMessage]);
  const own = new AssertionError({ actual: 1, expected: 2, operator: 'strictEqual' });
  saw(own);
  saw(error instanceof Error);
});

behaviour('assert.strict: is the strict module, and callable', (saw) => {
  saw([assert.strict.equal === strict.equal, typeof assert.strict, strict.strict === strict]);
  saw(caught(() => strict.equal(1, '1')));
  saw((caught(() => strict(0)) as { code: string }).code);
});
