/**
 * The options of a `Request` that are words: method, redirect, mode and the like, with Node's errors.
 * @module
 */
const { URL } = globalThis;

export interface RequestOptions {
  readonly method: string;
  readonly redirect: string;
  readonly mode: string;
  readonly credentials: string;
  readonly cache: string;
  readonly referrer: string;
  readonly referrerPolicy: string;
  readonly integrity: string;
  readonly keepalive: boolean;
}

const DEFAULTS: RequestOptions = {
  method: 'GET',
  redirect: 'follow',
  mode: 'cors',
  credentials: 'same-origin',
  cache: 'default',
  referrer: 'about:client',
  referrerPolicy: '',
  integrity: '',
  keepalive: false,
};

const WORDS = {
  redirect: ['follow', 'manual', 'error'],
  mode: ['navigate', 'same-origin', 'no-cors', 'cors'],
  credentials: ['omit', 'same-origin', 'include'],
  cache: ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached'],
  referrerPolicy: [
    '',
    'no-referrer',
    'no-referrer-when-downgrade',
    'same-origin',
    'origin',
    'strict-origin',
    'origin-when-cross-origin',
    'strict-origin-when-cross-origin',
    'unsafe-url',
  ],
  duplex: ['half'],
} as const;

const STANDARD_METHODS = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']);
const FORBIDDEN_METHODS = new Set(['CONNECT', 'TRACE', 'TRACK']);
const NO_CORS_METHODS = new Set(['GET', 'HEAD', 'POST']);

const readMethod = (given: unknown): string => {
  const method = String(given);
  const upper = method.toUpperCase();
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
  if (FORBIDDEN_METHODS.has(upper)) throw new TypeError(`'${method}' HTTP method is unsupported.`);
  return STANDARD_METHODS.has(upper) ? upper : method;
};

const readWord = (init: object, name: keyof typeof WORDS, otherwise: string): string => {
  const given: unknown = Reflect.get(init, name);
  if (given === undefined) return otherwise;
  const word = String(given);
  const words: readonly string[] = WORDS[name];
  if (words.includes(word)) return word;
  throw new TypeError(`undefined: ${word} is not an accepted type. Expected one of ${words.join(', ')}.`);
};

const readReferrer = (given: unknown, otherwise: string): string => {
  if (given === undefined) return otherwise;
  const text = String(given);
  if (text === '' || text === 'about:client') return text;
  try {
    return new URL(text).href;
  } catch (cause) {
    throw new TypeError(`Referrer "${text}" is not a valid URL.`, { cause });
  }
};

/** @param model The options of the request that the new one is made from. */
export const readRequestOptions = (init: object, model: RequestOptions = DEFAULTS): RequestOptions => {
  const { method, referrer, integrity, keepalive } = init as Partial<Record<keyof RequestOptions, unknown>>;
  const options: RequestOptions = {
    method: method === undefined ? model.method : readMethod(method),
    redirect: readWord(init, 'redirect', model.redirect),
    mode: readWord(init, 'mode', model.mode),
    credentials: readWord(init, 'credentials', model.credentials),
    cache: readWord(init, 'cache', model.cache),
    referrer: readReferrer(referrer, model.referrer),
    referrerPolicy: readWord(init, 'referrerPolicy', model.referrerPolicy),
    integrity: integrity === undefined ? model.integrity : String(integrity),
    keepalive: keepalive === undefined ? model.keepalive : Boolean(keepalive),
  };
  readWord(init, 'duplex', 'half');
  if (options.mode === 'navigate') throw new TypeError('Request constructor: invalid request mode navigate.');
  if (options.cache === 'only-if-cached' && options.mode !== 'same-origin')
    throw new TypeError("'only-if-cached' can be set only with 'same-origin' mode");
  if (options.mode === 'no-cors' && !NO_CORS_METHODS.has(options.method))
    throw new TypeError(`'${options.method} is unsupported in no-cors mode.`);
  return options;
};
