import assert from 'node:assert';
import strict from 'node:assert/strict';
const fails = (run: () => unknown) => {
  try {
    run();
    console.log('held');
  } catch (error) {
    console.log((error as Error).name, (error as { code?: string }).code, (error as { operator?: string }).operator);
  }
};
fails(() => assert(1));
fails(() => assert(0));
fails(() => assert.equal('1', 1));
fails(() => strict.equal('1', 1));
fails(() => strict.deepEqual({ a: [1] }, { a: [1] }));
fails(() => strict.deepEqual({ a: 1 }, { a: '1' }));
fails(() => assert.deepEqual({ a: 1 }, { a: '1' }));
fails(() =>
  assert.throws(() => {
    throw new TypeError('x');
  }, TypeError),
);
fails(() => assert.throws(() => {}, /x/));
fails(() => assert.match('abc', /b/));
await assert.rejects(Promise.reject(new Error('no')), /no/);
