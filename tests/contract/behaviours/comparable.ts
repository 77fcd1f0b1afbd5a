/**
 * Turns any value into JSON that is equal where the values mean the same to a program. Runs in Node and in a simulated
 * process.
 * @module
 */
const DEPTH_LIMIT = 8;

/**
 * @example
 * comparable(new TypeError('no')); // { $error: 'TypeError', message: 'no' }
 * comparable(Buffer.from('a')); // { $buffer: '61' }
 */
export function comparable(value: unknown, depth = 0): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { $number: Object.is(value, -0) ? '-0' : String(value) };
    case 'undefined':
      return { $undefined: true };
    case 'bigint':
      return { $bigint: String(value) };
    case 'symbol':
      return { $symbol: String(value) };
    case 'function':
      return { $function: value.name };
    case 'object':
      return value === null ? null : comparableObject(value, depth);
  }
}

function comparableObject(value: object, depth: number): unknown {
  if (depth > DEPTH_LIMIT) return { $deep: true };
  const next = (inner: unknown) => comparable(inner, depth + 1);
  if (value instanceof Error) return comparableError(value, next);
  if (Buffer.isBuffer(value)) return { $buffer: value.toString('hex') };
  if (ArrayBuffer.isView(value)) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return { [`$${value.constructor.name}`]: bytes.toString('hex') };
  }
  if (value instanceof ArrayBuffer) return { $arrayBuffer: Buffer.from(value).toString('hex') };
  if (Array.isArray(value)) return value.map(next);
  if (value instanceof Map) return { $map: [...value].map(next) };
  if (value instanceof Set) return { $set: [...value].map(next) };
  if (value instanceof Date) return { $date: Number.isNaN(value.getTime()) ? 'invalid' : value.toISOString() };
  if (value instanceof RegExp) return { $regExp: String(value) };
  if (value instanceof Promise) return { $promise: true };
  if (value instanceof Headers) return { $headers: [...value] };
  if (value instanceof URL) return { $url: value.href };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, next(inner)]));
}

/** Stacks differ between engines by nature; what a program can branch on does not. */
function comparableError(error: Error, next: (inner: unknown) => unknown): unknown {
  const { name, message, code, cause, errors } = error as Error & { code?: unknown; errors?: unknown };
  return {
    $error: name,
    message,
    ...(code !== undefined && { code: next(code) }),
    ...(cause !== undefined && { cause: next(cause) }),
    ...(Array.isArray(errors) && { errors: errors.map(next) }),
  };
}
