/**
 * The globals that a simulated process sees instead of the host's: one set a process.
 * @module
 */
import { createConsole } from '#bench/node-api/console.ts';
import { Buffer } from '#bench/node-api/buffer.ts';
import { CryptoKey } from '#bench/node-api/crypto/subtle.ts';
import { webCrypto } from '#bench/node-api/crypto/web-crypto.ts';
import { fetch } from '#bench/node-api/fetch/fetch.ts';
import { MessageChannel } from '#bench/node-api/message-channel.ts';
import { performance } from '#bench/node-api/performance.ts';
import { processObject } from '#bench/node-api/process-object.ts';
import * as timers from '#bench/node-api/timers/timers.ts';
import { Request } from '#bench/node-api/web/request.ts';
import { Response } from '#bench/node-api/web/response.ts';
import { CompressionStream, DecompressionStream } from '#bench/node-api/web/compression-streams.ts';
import { IdleRegistry, StrongReference } from '#bench/node-api/weak-references.ts';
import { virtualDate } from './virtual-date.ts';

/** Globals of a worker or of Node that reach outside the process, or that Node does not have. */
export const removedGlobals = [
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'XMLHttpRequest',
  'importScripts',
  'indexedDB',
  'caches',
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
  'navigator',
  'location',
  'origin',
  'postMessage',
  'onmessage',
  'onmessageerror',
  'close',
  'name',
  'addEventListener',
  'removeEventListener',
  'dispatchEvent',
  'SharedArrayBuffer',
  'Atomics',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'createImageBitmap',
  'FontFace',
  'fonts',
  'Notification',
  'WebTransport',
  'RTCPeerConnection',
  'FileReaderSync',
  'webkitRequestFileSystem',
  'webkitRequestFileSystemSync',
  'webkitResolveLocalFileSystemURL',
  'webkitResolveLocalFileSystemSyncURL',
  'OffscreenCanvas',
  'ImageData',
  'scheduler',
  'trustedTypes',
  'crossOriginIsolated',
  'isSecureContext',
  'reportError',
  'FileReader',
  'Temporal',
  'localStorage',
  'sessionStorage',
  'Storage',
  'require',
  'module',
  'exports',
  'gc',
] as const;

// Read when this module loads, before the globals of the thread are replaced: the host's own.
const { Headers } = globalThis;

const makers: Readonly<Record<string, () => unknown>> = {
  ...Object.fromEntries(removedGlobals.map((name) => [name, () => undefined])),
  setTimeout: () => timers.setTimeout,
  setInterval: () => timers.setInterval,
  setImmediate: () => timers.setImmediate,
  clearTimeout: () => timers.clearTimeout,
  clearInterval: () => timers.clearInterval,
  clearImmediate: () => timers.clearImmediate,
  queueMicrotask: () => timers.queueMicrotask,
  Date: () => virtualDate,
  performance: () => performance,
  process: processObject,
  console: createConsole,
  crypto: () => webCrypto,
  fetch: () => fetch,
  Buffer: () => Buffer,
  MessageChannel: () => MessageChannel,
  Response: () => Response,
  Request: () => Request,
  Headers: () => Headers,
  CompressionStream: () => CompressionStream,
  DecompressionStream: () => DecompressionStream,
  CryptoKey: () => CryptoKey,
  WeakRef: () => StrongReference,
  FinalizationRegistry: () => IdleRegistry,
};

export const virtualGlobals: readonly string[] = Object.keys(makers);

/** Made while the process that it is for is the current one. */
export const createGlobalTable = (): Record<string, unknown> =>
  Object.fromEntries(Object.entries(makers).map(([name, make]) => [name, make()]));
