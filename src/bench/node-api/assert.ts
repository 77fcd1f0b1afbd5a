/**
 * `node:assert` and `node:assert/strict`.
 * @module
 */
import { AssertionError, type AssertionOptions } from './assertion-error.ts';
import { coded, invalidArgType } from './errors.ts';
import { inspect } from './util/inspect.ts';
import { holdsPartly } from './util/holds-partly.ts';
import { isDeepLooseEqual, isDeepStrictEqual } from './util/is-deep-equal.ts';

type Message = string | Error | undefined;
type Matcher =
  | RegExp
  | Error
  | (new (...values: never[]) => Error)
  | ((error: unknown) => boolean)
  | Readonly<Record<string, unknown>>;

const requireTrue = (isTrue: boolean, message: Message, options: AssertionOptions, said: string): void => {
  if (isTrue) return;
  if (message instanceof Error) throw message;
  // Node adds the values to the program's own words, for this one comparison.
  const own =
    options.operator === 'strictEqual' && message !== undefined
      ? `${message}\n\n${said.split('\n\n')[1] ?? ''}`
      : message;
  throw new AssertionError({ ...options, message: own ?? said, isGenerated: message === undefined });
};

const compared = (title: string, actual: unknown, expected: unknown, sign = '!=='): string =>
  `${title}\n\n${inspect(actual)} ${sign} ${inspect(expected)}\n`;

const matches = (error: unknown, matcher: Matcher | undefined): boolean => {
  if (matcher === undefined) return true;
  if (matcher instanceof RegExp) return matcher.test(String(error));
  if (typeof matcher === 'function') {
    if (matcher.prototype !== undefined && error instanceof (matcher as new () => Error)) return true;
    if (Object.prototype.isPrototypeOf.call(Error, matcher)) return false;
    return (matcher as (error: unknown) => boolean)(error) === true;
  }
  const keys = matcher instanceof Error ? ['name', 'message', ...Object.keys(matcher)] : Object.keys(matcher);
  return keys.every((key) => {
    const wanted = Reflect.get(matcher, key) as unknown;
    const actual = Reflect.get(error as object, key) as unknown;
    return wanted instanceof RegExp && typeof actual === 'string'
      ? wanted.test(actual)
      : isDeepStrictEqual(actual, wanted);
  });
};

const thrown = (run: () => unknown): { readonly error: unknown } | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    return { error };
  }
};

const requireThrown = (
  caught: { readonly error: unknown } | undefined,
  matcher: Matcher | string | undefined,
  message: Message,
  kind: string,
): void => {
  const given = typeof matcher === 'string' ? matcher : message;
  const wanted = typeof matcher === 'function' && matcher.name !== '' ? ` (${matcher.name})` : '';
  if (!caught)
    throw new AssertionError({
      message: `Missing expected ${kind}${wanted}${typeof given === 'string' ? `: ${given}` : '.'}`,
      operator: 'throws',
    });
  if (typeof matcher === 'string' || matches(caught.error, matcher)) return;
  if (given instanceof Error) throw given;
  if (matcher instanceof RegExp && given === undefined) {
    throw new AssertionError({
      message: `The input did not match the regular expression ${inspect(matcher)}. Input:\n\n${inspect(String(caught.error))}\n`,
      actual: caught.error,
      expected: matcher,
      operator: 'throws',
    });
  }
  if (
    typeof matcher === 'function' &&
    (matcher === Error || Object.prototype.isPrototypeOf.call(Error, matcher)) &&
    caught.error instanceof Error
  ) {
    const { name, message: words } = caught.error;
    throw new AssertionError({
      message: `The error is expected to be an instance of "${matcher.name}". Received "${name}"\n\nError message:\n\n${words}`,
      actual: caught.error,
      expected: matcher,
      operator: 'throws',
    });
  }
  if (typeof matcher === 'function') throw caught.error;
  throw new AssertionError({
    message:
      typeof given === 'string'
        ? given
        : compared('The error does not match what was expected:', caught.error, matcher),
    actual: caught.error,
    expected: matcher,
    operator: 'throws',
  });
};

const settled = async (
  promise: Promise<unknown> | (() => Promise<unknown>),
): Promise<{ readonly error: unknown } | undefined> => {
  if (typeof promise !== 'function' && typeof (promise as { then?: unknown } | undefined)?.then !== 'function') {
    throw invalidArgType('promiseFn', 'of type function or an instance of Promise', promise);
  }
  try {
    await (typeof promise === 'function' ? promise() : promise);
    return undefined;
  } catch (error) {
    return { error };
  }
};

const ok = (value?: unknown, message?: Message): void => {
  requireTrue(
    Boolean(value),
    message,
    { actual: value, expected: true, operator: '==' },
    `The expression evaluated to a falsy value:\n\n  assert(${inspect(value)})\n`,
  );
};

const strict = {
  ok,
  equal: (actual: unknown, expected: unknown, message?: Message) =>
    requireTrue(
      Object.is(actual, expected),
      message,
      { actual, expected, operator: 'strictEqual' },
      compared('Expected values to be strictly equal:', actual, expected),
    ),
  notEqual: (actual: unknown, expected: unknown, message?: Message) =>
    requireTrue(
      !Object.is(actual, expected),
      message,
      { actual, expected, operator: 'notStrictEqual' },
      `Expected "actual" to be strictly unequal to: ${inspect(expected)}`,
    ),
  deepEqual: (actual: unknown, expected: unknown, message?: Message) =>
    requireTrue(
      isDeepStrictEqual(actual, expected),
      message,
      { actual, expected, operator: 'deepStrictEqual' },
      compared('Expected values to be strictly deep-equal:', actual, expected),
    ),
  notDeepEqual: (actual: unknown, expected: unknown, message?: Message) =>
    requireTrue(
      !isDeepStrictEqual(actual, expected),
      message,
      { actual, expected, operator: 'notDeepStrictEqual' },
      `Expected "actual" not to be strictly deep-equal to: ${inspect(expected)}`,
    ),
  fail: (message: Message = 'Failed'): never => {
    if (message instanceof Error) throw message;
    throw new AssertionError({ message, operator: 'fail' });
  },
  throws: (run: () => unknown, matcher?: Matcher | string, message?: Message) =>
    requireThrown(thrown(run), matcher, message, 'exception'),
  doesNotThrow: (run: () => unknown): void => {
    const caught = thrown(run);
    if (caught)
      throw new AssertionError({
        message: `Got unwanted exception.\nActual message: "${(caught.error as Error | undefined)?.message ?? ''}"`,
        actual: caught.error,
        operator: 'doesNotThrow',
      });
  },
  rejects: async (
    promise: Promise<unknown> | (() => Promise<unknown>),
    matcher?: Matcher | string,
    message?: Message,
  ): Promise<void> => requireThrown(await settled(promise), matcher, message, 'rejection'),
  doesNotReject: async (promise: Promise<unknown> | (() => Promise<unknown>)): Promise<void> => {
    const caught = await settled(promise);
    if (caught)
      throw new AssertionError({
        message: `Got unwanted rejection.\nActual message: "${(caught.error as Error | undefined)?.message ?? ''}"`,
        actual: caught.error,
        operator: 'doesNotReject',
      });
  },
  match: (text: string, pattern: RegExp, message?: Message) =>
    requireTrue(
      typeof text === 'string' && pattern.test(text),
      message,
      { actual: text, expected: pattern, operator: 'match' },
      typeof text === 'string'
        ? `The input did not match the regular expression ${inspect(pattern)}. Input:\n\n${inspect(text)}\n`
        : invalidArgType('string', 'of type string', text).message,
    ),
  doesNotMatch: (text: string, pattern: RegExp, message?: Message) =>
    requireTrue(
      !pattern.test(text),
      message,
      { actual: text, expected: pattern, operator: 'doesNotMatch' },
      `The input was expected to not match the regular expression ${inspect(pattern)}. Input:\n\n${inspect(text)}\n`,
    ),
  ifError: (value: unknown): void => {
    if (value === null || value === undefined) return;
    throw coded(
      new AssertionError({
        message: `ifError got unwanted exception: ${value instanceof Error ? value.message : inspect(value)}`,
        actual: value,
        operator: 'ifError',
      }),
      'ERR_ASSERTION',
    );
  },
};

const partialDeepStrictEqual = (actual: unknown, expected: unknown, message?: Message): void =>
  requireTrue(
    holdsPartly(actual, expected),
    message,
    { actual, expected, operator: 'partialDeepStrictEqual' },
    compared('Expected values to be partially and strictly deep-equal:', actual, expected),
  );

const named = {
  partialDeepStrictEqual,
  strictEqual: strict.equal,
  notStrictEqual: strict.notEqual,
  deepStrictEqual: strict.deepEqual,
  notDeepStrictEqual: strict.notDeepEqual,
};

const loose = {
  equal: (actual: unknown, expected: unknown, message?: Message) =>
    requireTrue(
      // oxlint-disable-next-line eqeqeq -- `assert.equal` is loose equality
      actual == expected || (Number.isNaN(actual) && Number.isNaN(expected)),
      message,
      { actual, expected, operator: '==' },
      `${inspect(actual)} == ${inspect(expected)}`,
    ),
  notEqual: (actual: unknown, expected: unknown, message?: Message) =>
    requireTrue(
      // oxlint-disable-next-line eqeqeq -- `assert.notEqual` is loose inequality
      actual != expected,
      message,
      { actual, expected, operator: '!=' },
      `${inspect(actual)} != ${inspect(expected)}`,
    ),
  deepEqual: (actual: unknown, expected: unknown, message?: Message) =>
    requireTrue(
      isDeepLooseEqual(actual, expected),
      message,
      { actual, expected, operator: 'deepEqual' },
      compared('Expected values to be loosely deep-equal:', actual, expected, 'should loosely deep-equal'),
    ),
  notDeepEqual: (actual: unknown, expected: unknown, message?: Message) =>
    requireTrue(
      !isDeepLooseEqual(actual, expected),
      message,
      { actual, expected, operator: 'notDeepEqual' },
      `Expected "actual" not to be loosely deep-equal to: ${inspect(expected)}`,
    ),
};

const callable = (members: object) =>
  Object.assign((value?: unknown, message?: Message) => ok(value, message), members);

export const assertStrict = callable({ ...strict, ...named, AssertionError });
export const assertModule = callable({ ...strict, ...named, ...loose, AssertionError, strict: assertStrict });
Object.assign(assertStrict, { strict: assertStrict });
