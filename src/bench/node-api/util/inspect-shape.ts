/**
 * What kind of thing a shown value is: its braces, the text before them, its own entries and which keys follow.
 * @module
 */
import { formatPrimitive, type Inspection } from './inspect-primitive.ts';
import { cleanStack } from './inspect-error.ts';
import { keyText } from './inspect-text.ts';

export interface Shape {
  /** What stands in when the value is nested too deep. */
  readonly name: string;
  readonly braces: readonly [string, string];
  /** What stands before the braces, or alone when nothing is inside them. */
  readonly base: string;
  readonly keys: readonly (string | symbol)[];
  /** Shows what the value holds beside its keys. */
  readonly entries?: (inspection: Inspection) => string[];
  /** How many entries there are, where that is known beforehand. */
  readonly size?: number;
  readonly list?: { readonly isNumeric: boolean; readonly hasMore: boolean };
}

// Where shared intrinsics are frozen, `constructor` is a getter; on iterators it is one everywhere, and not shown.
const iterators: unknown = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
const constructorName = (value: object): string | null => {
  for (let at: object | null = value; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const descriptor = Object.getOwnPropertyDescriptor(at, 'constructor');
    const own: unknown = descriptor?.get && at !== iterators ? Reflect.get(at, 'constructor') : descriptor?.value;
    if (typeof own === 'function' && own.name !== '') return own.name;
  }
  return null;
};

/** `Foo `, `[Object: null prototype] `, `Foo [tag] `, `Array(3) `. */
const prefixOf = (value: object, constructor: string | null, fallback: string, size = ''): string => {
  const tag = tagOf(value, constructor);
  const shownTag = tag === '' ? '' : `[${tag}] `;
  if (constructor === null) return `[${fallback}${size}: null prototype] ${shownTag}`;
  return `${constructor}${size} ${shownTag}`;
};

const tagOf = (value: object, constructor: string | null): string => {
  const tag = (value as Record<symbol, unknown>)[Symbol.toStringTag];
  return typeof tag === 'string' && tag !== '' && tag !== constructor ? tag : '';
};

const keysOf = (value: object, skipIndexes: boolean): (string | symbol)[] => {
  const names = Object.keys(value).filter((name) => !skipIndexes || !/^(?:0|[1-9]\d*)$/.test(name));
  const symbols = Object.getOwnPropertySymbols(value).filter((symbol) =>
    Object.prototype.propertyIsEnumerable.call(value, symbol),
  );
  return [...names, ...symbols];
};

const moreItems = (count: number): string => `... ${count} more item${count > 1 ? 's' : ''}`;
const listLimit = 100;

const listEntries =
  (values: ArrayLike<unknown>) =>
  (inspection: Inspection): string[] => {
    const limit = inspection.maxArrayLength ?? listLimit;
    const shown: string[] = [];
    let at = 0;
    while (at < values.length && shown.length < limit) {
      if (at in values) {
        shown.push(inspection.nested(values[at]));
        at += 1;
        continue;
      }
      const from = at;
      while (at < values.length && !(at in values)) at += 1;
      shown.push(`<${at - from} empty item${at - from > 1 ? 's' : ''}>`);
    }
    if (at < values.length) shown.push(moreItems(values.length - at));
    return shown;
  };

/** Numbers are aligned to the right, when every shown entry is one. */
const list = (values: ArrayLike<unknown>, limit: number): NonNullable<Shape['list']> => {
  const hasMore = values.length > limit;
  const shown = Math.min(values.length, hasMore ? limit + 1 : limit);
  let isNumeric = true;
  for (let at = 0; at < shown; at += 1) isNumeric &&= typeof values[at] === 'number' || typeof values[at] === 'bigint';
  return { isNumeric, hasMore };
};

const mapEntries =
  (map: ReadonlyMap<unknown, unknown>) =>
  (inspection: Inspection): string[] =>
    [...map].map(([key, value]) => `${inspection.nested(key)} => ${inspection.nested(value)}`);

const setEntries =
  (set: ReadonlySet<unknown>) =>
  (inspection: Inspection): string[] =>
    [...set].map((value) => inspection.nested(value));

const functionBase = (value: (...values: never[]) => unknown, constructor: string | null, tag: string): string => {
  const source = Function.prototype.toString.call(value);
  if (source.startsWith('class') && source.endsWith('}')) {
    const parent = (Object.getPrototypeOf(value) as { name?: string } | null)?.name;
    const name = value.name === '' ? '(anonymous)' : value.name;
    return `[class ${name}${constructor !== 'Function' && constructor !== null ? ` [${constructor}]` : ''}${parent ? ` extends ${parent}` : ''}]`;
  }
  const kind = constructor === null ? 'Function (null prototype)' : functionKind(value);
  const named = value.name === '' ? `${kind} (anonymous)` : `${kind}: ${value.name}`;
  return `[${named}]${tag === '' || tag === kind ? '' : ` [${tag}]`}`;
};

const functionKind = (value: object): string => {
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  return ['AsyncFunction', 'GeneratorFunction', 'AsyncGeneratorFunction'].includes(tag) ? tag : 'Function';
};

const errorBase = (error: Error, keys: (string | symbol)[]): string => {
  const stack =
    typeof error.stack === 'string' && error.stack !== ''
      ? cleanStack(error.stack)
      : `[${Error.prototype.toString.call(error)}]`;
  // What the stack already says is not said twice.
  for (const name of ['name', 'message', 'stack']) {
    const at = keys.indexOf(name);
    if (at !== -1 && stack.includes(String((error as unknown as Record<string, unknown>)[name]))) keys.splice(at, 1);
  }
  for (const name of ['cause', 'errors']) {
    const own = Object.getOwnPropertyDescriptor(error, name);
    if (own && own.enumerable === false && !keys.includes(name)) keys.push(name);
  }
  return stack.includes('\n') || stack.startsWith('[') ? stack : `[${stack}]`;
};

const boxed = new Map<string, (value: never) => unknown>([
  ['Number', (value: object) => Number.prototype.valueOf.call(value)],
  ['String', (value: object) => String.prototype.valueOf.call(value)],
  ['Boolean', (value: object) => Boolean.prototype.valueOf.call(value)],
  ['BigInt', (value: bigint) => BigInt.prototype.valueOf.call(value)],
  ['Symbol', (value: symbol) => Symbol.prototype.valueOf.call(value)],
]);

const object = (
  name: string,
  braces: readonly [string, string],
  keys: readonly (string | symbol)[],
  base = '',
): Shape => ({ name, braces, base, keys });

export const shapeOf = (value: object, inspection: Inspection): Shape => {
  const constructor = constructorName(value);
  const tag = tagOf(value, constructor);
  const name = constructor === null ? 'Object: null prototype' : `${constructor}${tag === '' ? '' : ` [${tag}]`}`;
  const limit = inspection.maxArrayLength ?? listLimit;

  if (Array.isArray(value)) {
    const prefix =
      constructor !== 'Array' || tag !== '' ? prefixOf(value, constructor, 'Array', `(${value.length})`) : '';
    const entries = listEntries(value);
    const own = inspection.showHidden ? ['length', ...keysOf(value, true)] : keysOf(value, true);
    return {
      name: constructor === 'Array' ? 'Array' : name,
      braces: [`${prefix}[`, ']'],
      base: '',
      keys: own,
      entries,
      size: inspection.showHidden ? value.length + 1 : value.length,
      list: list(value, limit),
    };
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const values = value as unknown as ArrayLike<unknown>;
    const prefix = prefixOf(value, constructor, 'TypedArray', `(${values.length})`).replace(/ \[\w+\] $/, ' ');
    return {
      name,
      braces: [`${prefix}[`, ']'],
      base: '',
      keys: keysOf(value, true),
      entries: listEntries(values),
      size: values.length,
      list: list(values, limit),
    };
  }
  const keys = keysOf(value, false);
  if (value instanceof Map) {
    return {
      ...object(name, [`${prefixOf(value, constructor, 'Map', `(${value.size})`)}{`, '}'], keys),
      entries: mapEntries(value),
      size: value.size,
    };
  }
  if (value instanceof Set) {
    return {
      ...object(name, [`${prefixOf(value, constructor, 'Set', `(${value.size})`)}{`, '}'], keys),
      entries: setEntries(value),
      size: value.size,
    };
  }
  if (typeof value === 'function') {
    const base = functionBase(
      value as () => unknown,
      constructor,
      tag === 'AsyncFunction' || tag.endsWith('GeneratorFunction') ? '' : tag,
    );
    return object(name, ['{', '}'], keys, base);
  }
  if (value instanceof RegExp) return object(name, ['{', '}'], keys, RegExp.prototype.toString.call(value));
  if (value instanceof Date) {
    const shown = Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
    return object(name, ['{', '}'], keys, shown);
  }
  if (value instanceof Error || Object.prototype.toString.call(value) === '[object Error]') {
    return object(name, ['{', '}'], keys, errorBase(value as Error, keys));
  }
  // A page cannot look into a promise.
  if (value instanceof Promise) {
    const braces = [`${prefixOf(value, constructor, 'Promise')}{`, '}'] as const;
    return { ...object(name, braces, keys), entries: () => ['<pending>'] };
  }
  if (value instanceof WeakSet || value instanceof WeakMap) {
    return {
      ...object(name, [`${prefixOf(value, constructor, 'WeakMap')}{`, '}'], keys),
      entries: () => ['<items unknown>'],
    };
  }
  if (value instanceof ArrayBuffer)
    return {
      ...object(name, [`${prefixOf(value, constructor, 'ArrayBuffer')}{`, '}'], keys),
      entries: () => bufferEntries(value),
    };
  if (value instanceof URL)
    return object(
      name,
      [`${prefixOf(value, constructor, 'URL')}{`, '}'],
      'href origin protocol username password host hostname port pathname search searchParams hash'.split(' '),
    );
  if (value instanceof URLSearchParams) return pairs(value, name, 'URLSearchParams');
  if (value instanceof Headers)
    return {
      ...object(name, [`${prefixOf(value, constructor, 'Headers')}{`, '}'], []),
      entries: (current) => [...value].map(([key, item]) => `${keyText(key)}: ${current.nested(item)}`),
    };
  for (const [kind, valueOf] of boxed) {
    if (Object.prototype.toString.call(value) !== `[object ${kind}]` || constructor === null) continue;
    const inner = boxedValue(valueOf, value);
    if (inner === undefined) continue;
    const own = kind === 'String' ? keysOf(value, true) : keys;
    return object(
      name,
      ['{', '}'],
      own,
      `[${kind}${constructor === kind ? '' : ` (${constructor})`}: ${formatPrimitive(inner)}]`,
    );
  }
  if (Object.prototype.toString.call(value) === '[object Arguments]') {
    const values = value as unknown as ArrayLike<unknown>;
    return {
      name,
      braces: ['[Arguments] [', ']'],
      base: '',
      keys: keysOf(value, true),
      entries: listEntries(values),
      size: values.length,
      list: list(values, limit),
    };
  }
  if (Object.prototype.toString.call(value) === '[object Module]')
    return object('Module', ['[Module: null prototype] {', '}'], keys);
  const prefix = constructor === 'Object' && tag === '' ? '' : prefixOf(value, constructor, 'Object');
  return object(name === 'Object' ? 'Object' : name, [`${prefix}{`, '}'], keys);
};

const boxedValue = (valueOf: (value: never) => unknown, value: object): unknown => {
  try {
    return valueOf(value as never);
  } catch {
    return undefined;
  }
};

const pairs = (value: URLSearchParams, name: string, kind: string): Shape => ({
  ...object(name, [`${kind} {`, '}'], []),
  entries: () => [...value].map(([key, item]) => `${formatPrimitive(key)} => ${formatPrimitive(item)}`),
});

const bufferEntries = (value: ArrayBuffer): string[] => {
  const bytes = [...new Uint8Array(value).subarray(0, 50)].map((byte) => byte.toString(16).padStart(2, '0'));
  return [
    `[Uint8Contents]: <${bytes.join(' ')}${value.byteLength > 50 ? ` ... ${value.byteLength - 50} more bytes` : ''}>`,
    `[byteLength]: ${value.byteLength}`,
  ];
};
