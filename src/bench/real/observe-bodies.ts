/**
 * Keeps the first bytes of what a real service answers, for the timeline. Runs inside the real process of a service, before its
 * program.
 * @module
 */
import { Buffer } from 'node:buffer';
import { OutgoingMessage, ServerResponse } from 'node:http';
import { watchMethod } from './stores/watched-call.ts';

const PREVIEW_CHARACTERS = 400;
/** What so many characters have at most. */
const PREVIEW_BYTES = PREVIEW_CHARACTERS * 4;

interface Kept {
  readonly chunks: Buffer[];
  size: number;
}

/**
 * @returns What a response began with so far; `undefined` when it had no body.
 *
 * @example
 * const previewOf = observeBodies();
 * response.once('finish', () => previewOf(response)); // '{"id":1}'
 */
export function observeBodies(): (response: ServerResponse) => string | undefined {
  const bodies = new WeakMap<object, Kept>();
  const keep = (response: object, chunk: unknown, encoding: unknown): void => {
    const kept = bodies.get(response) ?? { chunks: [], size: 0 };
    if (kept.size >= PREVIEW_BYTES) return;
    const bytes = bytesOf(chunk, encoding);
    if (!bytes) return;
    kept.chunks.push(bytes);
    kept.size += bytes.length;
    bodies.set(response, kept);
  };
  for (const name of ['write', 'end']) {
    watchMethod(OutgoingMessage.prototype, name, (args, through, self) => {
      if (self instanceof ServerResponse) keep(self, args[0], args[1]);
      return through(args);
    });
  }
  return (response) => {
    const kept = bodies.get(response);
    return kept && Buffer.concat(kept.chunks).toString('utf8').slice(0, PREVIEW_CHARACTERS);
  };
}

function bytesOf(chunk: unknown, encoding: unknown): Buffer | undefined {
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.subarray(0, PREVIEW_BYTES));
  if (typeof chunk !== 'string' || chunk === '') return undefined;
  const isNamed = typeof encoding === 'string' && Buffer.isEncoding(encoding);
  return Buffer.from(chunk.slice(0, PREVIEW_BYTES), isNamed ? encoding : 'utf8').subarray(0, PREVIEW_BYTES);
}
