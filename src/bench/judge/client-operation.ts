/**
 * Between a check's requests and the bench's client: what is sent, and what an outcome means. One rule for every engine.
 * Pure.
 * @module
 */
import { encodeText } from '#platform/encode-text.ts';
import { parseJson } from '#platform/parse-json.ts';
import type { ClientRequest, ClientResult } from '#bench/kernel/bench-client.ts';
import { BenchUsageError } from './bench-usage-error.ts';
import { parseHttpAddress } from './http-address.ts';
import type { HttpRequest, Operation } from './operation.ts';

const decoder = new TextDecoder();

/** How long the bench's client waits for a complete answer unless the request says otherwise. */
export const DEFAULT_TIMEOUT_MS = 10_000;
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * @throws {BenchUsageError} `BENCH_URL_INVALID` or `BENCH_REQUEST_INVALID`.
 *
 * @example
 * toClientRequest({ method: 'GET', url: 'http://orders/health' }).target // '/health'
 */
export function toClientRequest(request: HttpRequest): ClientRequest {
  const { method, url, headers = {}, body, timeoutMs = DEFAULT_TIMEOUT_MS } = request;
  const address = parseHttpAddress(url);
  if (!address) {
    throw new BenchUsageError('BENCH_URL_INVALID', {
      message: `Cannot send a request to "${url}": it is not an absolute http address`,
      hint: 'Write the service name as host, such as "http://payment-service/api/payments".',
    });
  }
  const malformed = [method, ...Object.keys(headers)].find((token) => !TOKEN.test(token));
  if (malformed !== undefined || Object.values(headers).some((value) => /[\r\n]/.test(value))) {
    throw new BenchUsageError('BENCH_REQUEST_INVALID', {
      message: `Cannot send ${method} ${url}: a method or header is not valid in HTTP`,
      hint: 'Use token characters in names, and no line breaks in values.',
    });
  }
  return {
    ...address,
    method,
    headers: Object.entries(headers),
    timeoutMs,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? encodeText(body) : body }),
  };
}

/** An answer is `ok` whatever its status; only a connection that was never made is a definite failure. */
export function toOperation(id: string, request: HttpRequest, sentAtMs: number, result: ClientResult): Operation {
  const base = { id, request, sentAtMs, endedAtMs: result.atUs / 1_000 };
  if ('error' in result) {
    const { code } = result.error;
    const definite = code === 'ECONNREFUSED' || code === 'ENOTFOUND';
    // Node reports each way in which a connection breaks as ECONNRESET.
    const nodeCode = definite || code === 'ETIMEDOUT' ? code : 'ECONNRESET';
    return { ...base, outcome: definite ? 'fail' : 'unknown', error: { code: nodeCode, definite } };
  }
  const { status, headers, body } = result.response;
  const byName: Record<string, string> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    byName[key] = key in byName ? `${byName[key]}, ${value}` : value;
  }
  return { ...base, outcome: 'ok', response: { status, headers: byName, body: decoder.decode(body) } };
}

/** The request that reads a world service's ledger. */
export function ledgerRequest(world: string, port: number): ClientRequest {
  return { method: 'GET', host: world, port, target: '/ledger', headers: [], timeoutMs: DEFAULT_TIMEOUT_MS };
}

/**
 * The entries in the answer to {@link ledgerRequest}.
 *
 * @throws {BenchUsageError} `BENCH_LEDGER_UNREADABLE` when it is not a JSON list.
 */
export function ledgerEntries<Entry>(world: string, result: ClientResult): readonly Entry[] {
  const entries =
    'response' in result && result.response.status === 200
      ? parseJson(decoder.decode(result.response.body))
      : undefined;
  if (Array.isArray(entries)) return entries as readonly Entry[];
  const told = 'error' in result ? result.error.message : `status ${result.response.status}`;
  throw new BenchUsageError('BENCH_LEDGER_UNREADABLE', {
    message: `Cannot read the ledger of "${world}": GET /ledger gave ${told}, not a JSON list`,
    hint: 'Read ledgers of world services only, and while they run.',
  });
}
