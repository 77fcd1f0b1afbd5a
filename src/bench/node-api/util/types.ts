/**
 * `util.types`: what kind of built-in object a value is.
 * @module
 */
const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);
const isTag = (tag: string) => (value: unknown) => typeof value === 'object' && value !== null && tagOf(value) === tag;
const typedArrays = [
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
];
const others = ['ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Map', 'Set', 'WeakMap', 'WeakSet'];

export const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  ...Object.fromEntries([...typedArrays, ...others].map((name) => [`is${name}`, isTag(name)])),
  isAnyArrayBuffer: (value) => isTag('ArrayBuffer')(value) || isTag('SharedArrayBuffer')(value),
  isArrayBufferView: (value) => ArrayBuffer.isView(value),
  isTypedArray: (value) => ArrayBuffer.isView(value) && !(value instanceof DataView),
  isDate: (value) => value instanceof Date,
  isRegExp: (value) => value instanceof RegExp,
  isPromise: (value) => value instanceof Promise,
  isNativeError: (value) => value instanceof Error,
  isAsyncFunction: (value) => typeof value === 'function' && tagOf(value).startsWith('Async'),
  isGeneratorFunction: (value) => typeof value === 'function' && /Generator/.test(tagOf(value)),
  isGeneratorObject: isTag('Generator'),
  isMapIterator: isTag('Map Iterator'),
  isSetIterator: isTag('Set Iterator'),
  isSymbolObject: isTag('Symbol'),
  isNumberObject: isTag('Number'),
  isStringObject: isTag('String'),
  isBooleanObject: isTag('Boolean'),
  isBigIntObject: isTag('BigInt'),
  isBoxedPrimitive: (value) =>
    typeof value === 'object' &&
    value !== null &&
    ['Number', 'String', 'Boolean', 'BigInt', 'Symbol'].includes(tagOf(value)),
  isModuleNamespaceObject: isTag('Module'),
  isArgumentsObject: isTag('Arguments'),
  // A host cannot tell a proxy from what it stands for.
  isProxy: () => false,
  isExternal: () => false,
  isCryptoKey: isTag('CryptoKey'),
  isKeyObject: () => false,
};
