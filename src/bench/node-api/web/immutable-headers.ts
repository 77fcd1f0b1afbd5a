/**
 * Headers that came from elsewhere: a program that changes them is told so, as in Node.
 * @module
 */
const refuse = (): never => {
  throw new TypeError('immutable');
};
const refusal = { value: refuse };
const refusals = { append: refusal, set: refusal, delete: refusal };

const immutable = new WeakSet<Headers>();

export const makeImmutable = (headers: Headers): Headers => {
  immutable.add(headers);
  return Object.defineProperties(headers, refusals);
};

export const isImmutable = (headers: Headers): boolean => immutable.has(headers);
