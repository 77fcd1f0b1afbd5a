/**
 * Makes the host's locale en-US, its time zone UTC and its "now" the process's own wherever `Intl` would ask the host,
 * once a thread: a run must not depend on where its reader lives.
 * @module
 */
import { virtualDate } from './virtual-date.ts';

const LOCALE = 'en-US';

type Fn = (this: unknown, ...values: unknown[]) => unknown;

const define = (owner: object, name: string, value: Fn): void => {
  Object.defineProperty(value, 'name', { value: name });
  Object.defineProperty(owner, name, { value, writable: true, configurable: true });
};

const withLocale = ([locales = LOCALE, ...rest]: readonly unknown[]): unknown[] => [locales, ...rest];

/** Dates are told in UTC unless the program names a zone. */
const withZone = (values: readonly unknown[]): unknown[] => {
  const [locales, options = {}] = withLocale(values);
  const zoned = Object.create(Object(options) as object) as { timeZone?: string };
  zoned.timeZone ??= 'UTC';
  return [locales, zoned];
};

const constructors = ['Collator', 'DisplayNames', 'DurationFormat', 'ListFormat', 'NumberFormat', 'PluralRules'];

const replaceConstructor = (name: string, settle: (values: readonly unknown[]) => unknown[]): void => {
  const original = Reflect.get(Intl, name) as (new (...values: unknown[]) => object) | undefined;
  if (typeof original !== 'function') return;
  const replaced: unknown = new Proxy(original, {
    apply: (target, receiver, values) => Reflect.apply(target, receiver, settle(values)) as unknown,
    construct: (target, values, newTarget: unknown) =>
      Reflect.construct(target, settle(values), newTarget === replaced ? target : (newTarget as typeof target)),
  });
  Object.defineProperty(original.prototype as object, 'constructor', {
    value: replaced,
    writable: true,
    configurable: true,
  });
  Object.defineProperty(Intl, name, { value: replaced, writable: true, configurable: true });
};

const replaceMethods = (owner: object, names: readonly string[], settle: (values: readonly unknown[]) => unknown[]) => {
  for (const name of names) {
    const original = Reflect.get(owner, name) as Fn | undefined;
    if (typeof original !== 'function') continue;
    define(owner, name, function (...values) {
      return Reflect.apply(original, this, settle(values));
    });
  }
};

const now = (date: unknown): unknown => (date === undefined ? virtualDate.now() : date);

export const settleHostLocale = (): void => {
  for (const name of [...constructors, 'RelativeTimeFormat', 'Segmenter']) replaceConstructor(name, withLocale);
  replaceConstructor('DateTimeFormat', withZone);
  const dates = Intl.DateTimeFormat.prototype;
  const format = Object.getOwnPropertyDescriptor(dates, 'format')?.get as (this: object) => (date: unknown) => string;
  const bound = new WeakMap<object, (date?: unknown) => string>();
  Object.defineProperty(dates, 'format', {
    configurable: true,
    get(this: object) {
      const known = bound.get(this);
      if (known) return known;
      const original = format.call(this);
      const made = (date?: unknown) => original(now(date));
      bound.set(this, made);
      return made;
    },
  });
  replaceMethods(dates, ['formatToParts'], ([date]) => [now(date)]);
  for (const owner of [Number.prototype, BigInt.prototype, Array.prototype]) {
    replaceMethods(owner, ['toLocaleString'], withLocale);
  }
  replaceMethods(String.prototype, ['toLocaleLowerCase', 'toLocaleUpperCase'], withLocale);
  replaceMethods(String.prototype, ['localeCompare'], ([other, ...rest]) => [other, ...withLocale(rest)]);
};
