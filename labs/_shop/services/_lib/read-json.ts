/** Reads the JSON object that a request carries. */
import type { IncomingMessage } from 'node:http';
import { Problem } from './problem.ts';

const LIMIT_BYTES = 16_384;

export async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  if (request.method === 'GET' || request.method === 'DELETE') return {};
  const text = (await readBytes(request)).toString('utf8');
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new Problem(415, 'not-json', 'Send Content-Type: application/json');
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>;
    }
  } catch {
    throw new Problem(400, 'malformed-json', 'The body is not JSON');
  }
  throw new Problem(400, 'malformed-json', 'The body is not a JSON object');
}

/** What is too long is read to its end all the same, so that the connection can be used again. */
export async function readBytes(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes <= LIMIT_BYTES) chunks.push(chunk);
  }
  if (sizeBytes <= LIMIT_BYTES) return Buffer.concat(chunks);
  throw new Problem(413, 'too-large', `The body is longer than ${LIMIT_BYTES} bytes`);
}
