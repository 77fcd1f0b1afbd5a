/**
 * One request to the log service. Part of the client; runs in services.
 * @module
 */

/** The service refused, or could not be reached (`code: 'unreachable'`, status 0). */
export class LogError extends Error {
  /** As the service gives it; it never changes. */
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'LogError';
    this.code = code;
    this.status = status;
  }

  /** Whether the same request may succeed later. */
  get mayWorkLater(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

export interface LogRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export type SendRequest = (request: LogRequest) => Promise<unknown>;

/** @throws {LogError} */
export async function sendRequest(
  url: string,
  { method, path, body, timeoutMs, signal }: LogRequest,
): Promise<unknown> {
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(`${url}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      signal: signal ? AbortSignal.any([limit, signal]) : limit,
    });
    const text = await response.text();
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    if (response.ok) return answer;
    const { code = 'unknown', detail = text } = (answer ?? {}) as { code?: string; detail?: string };
    throw new LogError(code, response.status, detail);
  } catch (error) {
    if (error instanceof LogError || signal?.aborted) throw error;
    const why = limit.aborted ? `did not answer within ${timeoutMs} ms` : 'could not be reached';
    throw new LogError('unreachable', 0, `The log at ${url} ${why}`, { cause: error });
  }
}
