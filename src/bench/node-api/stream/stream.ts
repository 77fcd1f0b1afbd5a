/**
 * `node:stream`: readable-stream, which is Node's own code, with the bridges to web streams that it lacks.
 * @module
 */
import streams from 'readable-stream';
import { duplexFromWeb, duplexToWeb, fromWeb, toWeb, writableFromWeb, writableToWeb } from './web-bridge.ts';

const bridge = (owner: object, to: unknown, from: unknown): void =>
  void Object.defineProperties(owner, {
    toWeb: { value: to, writable: true, configurable: true },
    fromWeb: { value: from, writable: true, configurable: true },
  });

bridge(streams.Readable, toWeb, fromWeb);
bridge(streams.Writable, writableToWeb, writableFromWeb);
bridge(streams.Duplex, duplexToWeb, duplexFromWeb);

// Node's `Stream` is itself the module, and the classes are its properties.
export const streamModule = streams as unknown as typeof import('node:stream');
export const { Readable, Writable, Duplex, Transform, PassThrough, Stream, pipeline, finished } = streamModule;
export const streamPromises = streamModule.promises;
export const webStreams = {
  ReadableStream,
  WritableStream,
  TransformStream,
  ByteLengthQueuingStrategy,
  CountQueuingStrategy,
  ReadableStreamDefaultReader,
  TextDecoderStream,
  TextEncoderStream,
};
