/** Calls another service. Every call has a time limit: whoever waits for a dead service is dead as well. */
import { Problem } from './problem.ts';

/** A service that is away is not asked again at once. */
const AWAY_MS = 25_000;

export class ServiceClient {
  readonly #name: string;
  readonly #url: string;
  readonly #timeoutMs: number;
  #awayUntilMs = 0;

  constructor(name: string, url: string, timeoutMs: number) {
    this.#name = name;
    this.#url = url;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * What it answered with a 2xx. Fields that nobody asked for may stand in it.
   *
   * @throws {Problem} 503 `service-unavailable` when no such answer came in time.
   */
  async call(method: string, path: string, body?: object): Promise<unknown> {
    if (Date.now() < this.#awayUntilMs) throw this.#unavailable();
    try {
      const answer = await fetch(`${this.#url}${path}`, {
        method,
        ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
      const answered: unknown = await answer.json();
      if (answer.ok) return answered;
      throw new Error(`${this.#name} answered ${answer.status}`);
    } catch (error) {
      this.#awayUntilMs = Date.now() + AWAY_MS;
      throw Object.assign(this.#unavailable(), { cause: error });
    }
  }

  #unavailable(): Problem {
    const sentence = `${this.#name} does not answer; try again later`;
    return new Problem(503, 'service-unavailable', sentence, { service: this.#name });
  }
}
