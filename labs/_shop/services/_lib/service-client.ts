/** Calls another service. Every call has a time limit, and takes the id of the request along. */
import { Problem } from './problem.ts';

interface Request {
  readonly requestId: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Reply {
  /** Below 500; what is above is thrown. */
  readonly status: number;
  readonly body: unknown;
}

export class ServiceClient {
  readonly #name: string;
  readonly #url: string;
  readonly #timeoutMs: number;

  constructor(name: string, url: string, timeoutMs: number) {
    this.#name = name;
    this.#url = url;
    this.#timeoutMs = timeoutMs;
  }

  /** @throws {Problem} 503 `service-unavailable` when no answer came, or one that says the other cannot answer. */
  async call(method: string, path: string, { requestId, body, headers }: Request): Promise<Reply> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    try {
      const answer = await fetch(`${this.#url}${path}`, {
        method,
        headers: { ...json, ...headers, 'x-request-id': requestId },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
      const text = await answer.text();
      if (answer.status >= 500) throw new Error(`${this.#name} answered ${answer.status}`);
      return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
    } catch (error) {
      const details = { service: this.#name };
      throw Object.assign(
        new Problem(503, 'service-unavailable', `${this.#name} does not answer; try again later`, details),
        { cause: error },
      );
    }
  }
}
