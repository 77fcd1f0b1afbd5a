/**
 * Makes the language's own objects read-only in a thread that several processes and the kernel share (fleet): a program
 * that changes `Array.prototype` then fails by itself instead of changing its neighbours or its judge. In a Worker of its
 * own (strict) a program may change them.
 *
 * A frozen property also keeps inheriting objects from having their own by assignment (`error.name = …`), which much
 * ordinary code does. Where that is usual the property becomes an accessor that lets everyone but its owner assign.
 * @module
 */

/** `Error` itself is left out: programs set its `stackTraceLimit`, and libraries its `prepareStackTrace`. */
const NAMES =
  `Object Function Array String Number Boolean Symbol BigInt RegExp Map Set WeakMap WeakSet Promise Proxy ArrayBuffer DataView
  Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array
  BigUint64Array EvalError RangeError ReferenceError SyntaxError TypeError URIError AggregateError JSON Reflect`.split(
    /\s+/,
  );

const { defineProperty, freeze, getOwnPropertyDescriptor, getPrototypeOf } = Object;
const { ownKeys } = Reflect;
const { TypeError } = globalThis;

/** What is reached through syntax only. */
const hiddenPrototypes = (): readonly object[] => [
  getPrototypeOf([][Symbol.iterator]()) as object,
  getPrototypeOf(new Map()[Symbol.iterator]()) as object,
  getPrototypeOf(new Set()[Symbol.iterator]()) as object,
  getPrototypeOf(''[Symbol.iterator]()) as object,
  getPrototypeOf(getPrototypeOf([][Symbol.iterator]())) as object,
  getPrototypeOf(async () => {}) as object,
  getPrototypeOf(function* () {}) as object,
  getPrototypeOf(async function* () {}) as object,
  getPrototypeOf(Uint8Array) as object,
  (getPrototypeOf(Uint8Array) as { readonly prototype: object }).prototype,
];

/** Prototypes whose properties objects and classes of ordinary programs replace for themselves. */
const overridable = (): readonly object[] => [
  Object.prototype,
  Function.prototype,
  ...[Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, AggregateError].map(
    (one) => one.prototype as object,
  ),
];

let isFrozen = false;

/** Once a thread; later calls do nothing. */
export function freezeIntrinsics(): void {
  if (isFrozen) return;
  isFrozen = true;
  for (const prototype of overridable()) letOthersAssign(prototype);
  freeze(Error.prototype);
  for (const object of hiddenPrototypes()) freeze(object);
  for (const name of NAMES) {
    const intrinsic = Reflect.get(globalThis, name) as { readonly prototype?: object };
    if (intrinsic.prototype) freeze(intrinsic.prototype);
    freeze(intrinsic);
  }
}

function letOthersAssign(owner: object): void {
  for (const key of ownKeys(owner)) {
    const descriptor = getOwnPropertyDescriptor(owner, key);
    if (!descriptor?.configurable || !('value' in descriptor) || typeof key === 'symbol') continue;
    const value: unknown = descriptor.value;
    defineProperty(owner, key, {
      configurable: false,
      enumerable: descriptor.enumerable ?? false,
      get: () => value,
      set(this: object, replacement: unknown) {
        if (this === owner) throw new TypeError(`Cannot assign to read only property '${String(key)}' of object`);
        defineProperty(this, key, { value: replacement, writable: true, enumerable: true, configurable: true });
      },
    });
  }
}
