/**
 * `Date` on the virtual clock, in UTC wherever the page runs: a run must not depend on the learner's time zone.
 * @module
 */
import { processOrNone, wallClockMs } from '#bench/node-api/process-context.ts';

const NativeDate = Date;
const nativeNow = Date.now;

const nowMs = (): number => {
  const process = processOrNone();
  return process ? wallClockMs(process) : nativeNow();
};

/** An ISO date with a time and no zone means local time: here that is UTC. */
const localIso = /^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/;
const hasZone = /(?:Z|GMT|UTC|[+-]\d\d:?\d\d)\s*(?:\([^)]*\))?$/i;

const parseUtc = (text: string): number => {
  if (localIso.test(text)) return NativeDate.parse(`${text}Z`);
  if (/^[+-]?\d{4,6}(?:-\d\d(?:-\d\d)?)?$/.test(text) || hasZone.test(text)) return NativeDate.parse(text);
  const utc = NativeDate.parse(`${text} UTC`);
  return Number.isNaN(utc) ? NativeDate.parse(text) : utc;
};

const timeOf = (values: readonly unknown[]): unknown => {
  if (values.length === 0) return nowMs();
  if (values.length > 1) return NativeDate.UTC(...(values as [number, number]));
  const [value] = values;
  if (typeof value === 'string') return parseUtc(value);
  return value instanceof NativeDate ? value.getTime() : value;
};

function VirtualDate(this: unknown, ...values: unknown[]): unknown {
  if (!new.target) return new (VirtualDate as unknown as DateConstructor)().toString();
  return Reflect.construct(NativeDate, [timeOf(values)], new.target);
}

const prototype = Object.create(NativeDate.prototype) as Date;
const define = (name: string, value: unknown) =>
  Object.defineProperty(prototype, name, { value, writable: true, configurable: true });

for (const name of ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds']) {
  for (const verb of ['get', 'set']) {
    const utc = Reflect.get(NativeDate.prototype, `${verb}UTC${name}`) as
      ((...values: unknown[]) => unknown) | undefined;
    if (utc)
      define(
        verb + name,
        {
          [verb + name](this: Date, ...values: unknown[]) {
            return utc.apply(this, values);
          },
        }[verb + name],
      );
  }
}
const isValid = (date: Date) => !Number.isNaN(date.getTime());
define('getTimezoneOffset', function getTimezoneOffset(this: Date) {
  return isValid(this) ? 0 : NaN;
});
define('toDateString', function toDateString(this: Date) {
  // "Fri, 20 Nov 2026 12:00:00 GMT" holds the same parts in another order.
  if (!isValid(this)) return 'Invalid Date';
  const [weekday = '', day, month, year] = this.toUTCString().split(' ');
  return `${weekday.replace(',', '')} ${month} ${day} ${year}`;
});
define('toTimeString', function toTimeString(this: Date) {
  return isValid(this) ? `${this.toISOString().slice(-13, -5)} GMT+0000 (Coordinated Universal Time)` : 'Invalid Date';
});
define('toString', function toString(this: Date) {
  return isValid(this) ? `${this.toDateString()} ${this.toTimeString()}` : 'Invalid Date';
});
for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'] as const) {
  const native = NativeDate.prototype[name] as (locales?: string, options?: Intl.DateTimeFormatOptions) => string;
  define(name, function toLocale(this: Date, locales = 'en-US', options: Intl.DateTimeFormatOptions = {}) {
    return native.call(this, locales, { timeZone: 'UTC', ...options });
  });
}
define(Symbol.toPrimitive as unknown as string, function toPrimitive(this: Date, hint: string) {
  return hint === 'number' ? this.getTime() : this.toString();
});
define('constructor', VirtualDate);

Object.defineProperties(VirtualDate, {
  name: { value: 'Date' },
  length: { value: 7 },
  prototype: { value: prototype, writable: false },
  now: { value: nowMs, writable: true, configurable: true },
  parse: { value: (text: string) => parseUtc(String(text)), writable: true, configurable: true },
  UTC: { value: NativeDate.UTC, writable: true, configurable: true },
  // Dates that natives make (structured clones) are dates too.
  [Symbol.hasInstance]: { value: (value: unknown) => value instanceof NativeDate },
});

export const virtualDate = VirtualDate as unknown as DateConstructor;
