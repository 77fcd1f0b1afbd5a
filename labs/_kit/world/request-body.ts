/**
 * Reads the JSON object that was sent to a world service, strictly. Runs in the simulation and in real Node.
 * @module
 */
import type { IncomingMessage } from 'node:http';

export type ReadBody =
  | { readonly text: string; readonly value: Readonly<Record<string, unknown>> }
  | { readonly refusal: { readonly status: number; readonly error: string } };

const BODY_LIMIT_BYTES = 16_384;

/** The whole body is read whatever is wrong with it, so that the connection can be used again. */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  const text = await readText(request);
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    return refused(415, 'send Content-Type: application/json');
  }
  if (text === undefined) return refused(413, `the body is longer than ${BODY_LIMIT_BYTES} bytes`);
  const parsed = parseJson(text);
  if (parsed === undefined) return refused(400, 'the body is not JSON');
  if (typeof parsed.value !== 'object' || parsed.value === null) return refused(422, 'the body is not a JSON object');
  return { text, value: parsed.value as Readonly<Record<string, unknown>> };
}

const refused = (status: number, error: string): ReadBody => ({ refusal: { status, error } });

/** The body as text, or `undefined` when it is longer than a world service reads. */
async function readText(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes <= BODY_LIMIT_BYTES) chunks.push(chunk);
  }
  return sizeBytes > BODY_LIMIT_BYTES ? undefined : Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
