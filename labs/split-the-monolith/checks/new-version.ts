/**
 * The next version of a service whose code nobody here knows: the same program, with one field more in every object that it
 * answers as JSON and the fields in another order, and with a start that takes a moment.
 * @module
 */
import type { Deployment } from '../../_kit/bench.ts';

/** The field that is new. */
export const NEW_FIELD = 'editionOfTheAnswer';
const MODULE = 'next-version.mjs';
const START_MS = 400;
const GRACE_MS = 5_000;

/**
 * Evaluated in the service's process before its entry. An answer in JSON is held until its end, because its length is not known
 * before. An object whose values are all of one kind may be a dictionary, to which a field more would be an entry more.
 */
const CODE = `
import { ServerResponse } from 'node:http';

const kindOf = (value) => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value);

function renewed(value) {
  if (Array.isArray(value)) return value.map(renewed);
  if (kindOf(value) !== 'object') return value;
  const fields = Object.entries(value).map(([name, inner]) => [name, renewed(inner)]).reverse();
  const kinds = new Set(Object.values(value).map(kindOf));
  const isRecord = kinds.size > 1 || kinds.has('list');
  return Object.fromEntries(isRecord ? [['${NEW_FIELD}', 2], ...fields] : fields);
}

function renewedText(bytes) {
  try {
    return Buffer.from(JSON.stringify(renewed(JSON.parse(bytes.toString('utf8')))));
  } catch {
    return bytes;
  }
}

// Processes may share one thread, and with it the classes of node:http: what changes is this one alone, and only once.
const NEW = Symbol.for('next version');
const prototype = ServerResponse.prototype;
if (prototype[NEW] === undefined) changeAnswers();
prototype[NEW].add(process);

function changeAnswers() {
  const { writeHead, write, end, flushHeaders } = prototype;
  // What goes out calls the methods of before, which call each other.
  const sent = new WeakSet();
  const isNew = (response) => prototype[NEW].has(process) && !sent.has(response);
  const isJson = (response) => isNew(response) && /json/i.test(String(response.getHeader('content-type') ?? ''));
  const held = new WeakMap();
  const hold = (response, chunk, encoding) => {
    const chunks = held.get(response) ?? [];
    held.set(response, chunks);
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8') : Buffer.from(chunk));
  };
  Object.defineProperty(prototype, NEW, { value: new WeakSet() });
  prototype.writeHead = function (status, ...rest) {
    if (!isNew(this)) return writeHead.call(this, status, ...rest);
    const headers = rest.find((part) => typeof part === 'object' && part !== null) ?? {};
    const message = rest.find((part) => typeof part === 'string');
    this.statusCode = status;
    if (message !== undefined) this.statusMessage = message;
    const flat = Array.isArray(headers) ? headers.flat() : Object.entries(headers).flat(1);
    for (let at = 0; at < flat.length; at += 2) if (flat[at + 1] !== undefined) this.setHeader(String(flat[at]), flat[at + 1]);
    return this;
  };
  prototype.flushHeaders = function () {
    if (isJson(this)) return;
    sent.add(this);
    flushHeaders.call(this);
  };
  prototype.write = function (chunk, ...rest) {
    if (!isJson(this)) {
      sent.add(this);
      return write.call(this, chunk, ...rest);
    }
    hold(this, chunk, rest[0]);
    const done = rest.find((part) => typeof part === 'function');
    if (done) queueMicrotask(() => done());
    return true;
  };
  prototype.end = function (...given) {
    const isHeld = isJson(this);
    sent.add(this);
    if (!isHeld) return end.apply(this, given);
    const done = given.find((part) => typeof part === 'function');
    if (given.length > 0 && typeof given[0] !== 'function' && given[0] != null) hold(this, given[0], given[1]);
    const body = renewedText(Buffer.concat(held.get(this) ?? []));
    this.removeHeader('transfer-encoding');
    this.setHeader('content-length', body.length);
    return done ? end.call(this, body, done) : end.call(this, body);
  };
}

await new Promise((resolve) => setTimeout(resolve, ${START_MS}));
`;

/**
 * @example
 * await bench.deploy('products', NEW_VERSION)
 */
export const NEW_VERSION: Deployment = {
  files: { [MODULE]: CODE },
  imports: [MODULE],
  graceMs: GRACE_MS,
};
