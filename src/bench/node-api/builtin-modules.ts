/**
 * The built-in modules of Node that a simulated process may import.
 * @module
 */
import { assertModule, assertStrict } from './assert.ts';
import { asyncHooksModule } from './async-hooks.ts';
import { bufferModule } from './buffer.ts';
import { childProcessModule } from './child-process/child-process-module.ts';
import { createConsole } from './console.ts';
import { cryptoModule } from './crypto/crypto.ts';
import { diagnosticsChannelModule } from './diagnostics-channel.ts';
import type { LoadedParts } from './engine-parts.ts';
import { eventsModule } from './events.ts';
import { fsModule, fsPromises } from './fs/fs.ts';
import { httpModule } from './http/http.ts';
import { clusterModule, dnsModule, ttyModule, v8Module, workerThreadsModule } from './machine-modules.ts';
import { unusableModule } from './missing-module.ts';
import { moduleModule } from './module.ts';
import { netModule } from './net/net.ts';
import { osModule } from './os.ts';
import { pathModule } from './path.ts';
import { performanceHooks } from './performance.ts';
import { singleton } from './process-context.ts';
import { processObject } from './process-object.ts';
import { querystringModule } from './querystring.ts';
import { MICROPYTHON, micropythonModule } from './micropython-module.ts';
import { sqliteModule } from './sqlite-module.ts';
import { streamModule, streamPromises, webStreams } from './stream/stream.ts';
import { stringDecoderModule } from './string-decoder.ts';
import * as timers from './timers/timers.ts';
import { urlModule } from './url.ts';
import { types } from './util/types.ts';
import { utilModule } from './util/util.ts';
import { zlibModule } from './zlib/zlib.ts';

const streamConsumers = {
  text: async (stream: AsyncIterable<Uint8Array | string>) => (await collect(stream)).toString(),
  json: async (stream: AsyncIterable<Uint8Array | string>) => JSON.parse((await collect(stream)).toString()) as unknown,
  buffer: (stream: AsyncIterable<Uint8Array | string>) => collect(stream),
  arrayBuffer: async (stream: AsyncIterable<Uint8Array | string>) => new Uint8Array(await collect(stream)).buffer,
};

const collect = async (stream: AsyncIterable<Uint8Array | string>) => {
  const { Buffer } = bufferModule;
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(typeof part === 'string' ? Buffer.from(part) : part);
  return Buffer.concat(parts);
};

const {
  timersPromises,
  Timeout: _Timeout,
  Immediate: _Immediate,
  queueMicrotask: _queueMicrotask,
  ...timerFunctions
} = timers;

const makers: Readonly<Record<string, () => object>> = {
  assert: () => assertModule,
  'assert/strict': () => assertStrict,
  async_hooks: () => asyncHooksModule,
  buffer: () => bufferModule,
  child_process: () => childProcessModule,
  cluster: () => clusterModule,
  console: () => createConsole(),
  crypto: () => cryptoModule,
  diagnostics_channel: () => diagnosticsChannelModule,
  dns: () => dnsModule,
  events: () => eventsModule,
  fs: () => fsModule,
  'fs/promises': () => fsPromises,
  http: () => httpModule(),
  // Loaded by @hono/node-server for features that no lab uses.
  http2: () => unusableModule('http2', ['Http2ServerRequest', 'Http2ServerResponse']),
  https: () => unusableModule('https', ['Agent', 'Server']),
  [MICROPYTHON]: () => micropythonModule(),
  module: () => moduleModule({ names: builtinNames, isNodeBuiltin, load: builtinModule }),
  net: () => netModule,
  os: () => osModule,
  path: () => pathModule,
  'path/posix': () => pathModule,
  perf_hooks: () => performanceHooks,
  process: () => processObject(),
  querystring: () => querystringModule,
  sqlite: () => sqliteModule(),
  stream: () => streamModule,
  'stream/consumers': () => streamConsumers,
  'stream/promises': () => streamPromises,
  'stream/web': () => webStreams,
  string_decoder: () => stringDecoderModule,
  timers: () => ({ ...timerFunctions, promises: timersPromises }),
  'timers/promises': () => timersPromises,
  tls: () => unusableModule('tls', ['TLSSocket', 'Server']),
  tty: () => ttyModule,
  url: () => urlModule,
  util: () => utilModule,
  'util/types': () => types,
  v8: () => v8Module,
  worker_threads: () => workerThreadsModule,
  zlib: () => zlibModule(),
};

/** What every lab may import; without those that come as a part of their own. */
export const builtinNames: readonly string[] = Object.keys(makers).filter(
  (name) => name !== 'sqlite' && name !== MICROPYTHON,
);

/** Those that a process may import because its lab has brought them along. */
export const partNames = ({ sqlite, micropython }: LoadedParts): readonly string[] => [
  ...(sqlite ? ['sqlite'] : []),
  ...(micropython ? [MICROPYTHON] : []),
];

/** Names that Node has and the engine has not. */
export const isNodeBuiltin = (name: string): boolean => nodeBuiltins.has(name);
const nodeBuiltins = new Set([
  ...builtinNames,
  ...'cluster constants dgram diagnostics_channel dns dns/promises domain inspector module punycode readline readline/promises repl sea sys test trace_events tty v8 vm wasi worker_threads zlib'.split(
    ' ',
  ),
]);

/**
 * @param name Without `node:`.
 * @returns A namespace as `import` sees it, the same for every import of one process.
 */
export const builtinModule = (name: string): Record<string, unknown> | undefined => {
  const make = makers[name];
  if (!make) return undefined;
  return singleton(`module:${name}`, () => {
    const value = make();
    const namespace = Object.create(null) as Record<string, unknown>;
    const names = new Set(Object.keys(value));
    // `process` inherits the methods that a program imports by name.
    if (name === 'process')
      for (const inherited of ['on', 'once', 'off', 'emit', 'exit', 'cwd', 'nextTick', 'uptime', 'stdout', 'stderr'])
        names.add(inherited);
    for (const key of names) {
      const member = (value as Record<string, unknown>)[key];
      const isMethod = name === 'process' && typeof member === 'function' && !Object.hasOwn(value, key);
      namespace[key] = isMethod ? (member as () => unknown).bind(value) : member;
    }
    namespace['default'] = value;
    return Object.defineProperty(namespace, Symbol.toStringTag, { value: 'Module' });
  });
};
