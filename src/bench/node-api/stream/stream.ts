/**
 * `node:stream`: readable-stream, which is Node's own code, with the bridges to web streams that it lacks.
 * @module
 */
import streams from 'readable-stream';
import { fromWeb, toWeb } from './web-bridge.ts';

Object.defineProperties(streams.Readable, {
  toWeb: { value: toWeb, writable: true, configurable: true },
  fromWeb: { value: fromWeb, writable: true, configurable: true },
});

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
