/**
 * `util.format`: the text of one `console.log` call.
 * @module
 */
import { inspect, type InspectOptions } from './inspect.ts';

const hasOwnText = (value: object): boolean => {
  const { toString } = value;
  if (
    typeof toString !== 'function' ||
    toString === Object.prototype.toString ||
    (value instanceof Error && toString === Error.prototype.toString)
  ) {
    return value instanceof Error;
  }
  return toString !== Array.prototype.toString && !(value instanceof Date && false);
};

const asString = (value: unknown): string => {
  if (typeof value === 'bigint') return `${value}n`;
  if (Object.is(value, -0)) return '-0';
  if (typeof value !== 'object' || value === null) return String(value);
  return hasOwnText(value) && !(value instanceof Date) ? String(value) : inspect(value, { depth: 0, compact: 3 });
};

const asNumber = (value: unknown, read: (text: string) => number): string => {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'symbol' || typeof value === 'object')
    return formatNumber(typeof value === 'symbol' ? NaN : read(String(value)));
  return formatNumber(read(value as string));
};
const formatNumber = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

const asJson = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? 'undefined';
  } catch (error) {
    if (error instanceof TypeError && /circular/i.test(error.message)) return '[Circular]';
    throw error;
  }
};

/**
 * @example
 * format('%s has %d', 'cart', 3, { a: 1 }); // 'cart has 3 { a: 1 }'
 */
export const format = (...values: unknown[]): string => formatWithOptions({}, ...values);

export const formatWithOptions = (options: InspectOptions, ...values: unknown[]): string => {
  const [first, ...rest] = values;
  if (values.length === 1) return typeof first === 'string' ? first : inspect(first, options);
  let used = 0;
  let text = '';
  if (typeof first === 'string') {
    text = first.replace(/%[%cdfijoOs]/g, (directive) => {
      if (directive === '%%') return '%';
      if (used >= rest.length) return directive;
      const value = rest[used];
      used += 1;
      return direct(directive, value, options);
    });
  } else used = -1;
  const others = used === -1 ? values : rest.slice(used);
  const shown = others.map((value) => (typeof value === 'string' ? value : inspect(value, options)));
  return typeof first === 'string' ? [text, ...shown].join(' ') : shown.join(' ');
};

const direct = (directive: string, value: unknown, options: InspectOptions): string => {
  switch (directive) {
    case '%s':
      return asString(value);
    case '%d':
      return asNumber(value, Number);
    case '%i':
      return asNumber(value, (text) => Number.parseInt(text, 10));
    case '%f':
      return typeof value === 'symbol' ? 'NaN' : formatNumber(Number.parseFloat(String(value)));
    case '%j':
      return asJson(value);
    case '%o':
      return inspect(value, { ...options, showHidden: true, depth: 4 });
    case '%O':
      return inspect(value, options);
    default:
      return '';
  }
};
