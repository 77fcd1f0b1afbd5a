/** Calls another service. Every call has a time limit: whoever waits for a dead service is dead as well. */
import { Problem } from './problem.ts';

export class ServiceClient {
  readonly #name: string;
  readonly #url: string;

  constructor(name: string, url: string) {
    this.#name = name;
    this.#url = url;
  }

  /**
   * What it answered with a 2xx. Fields that nobody asked for may stand in it.
   *
   * @throws {Problem} 503 `service-unavailable` when no such answer came in time.
   */
  async call(method: string, path: string, body?: object): Promise<unknown> {
    try {
      const answer = await fetch(`${this.#url}${path}`, {
        method,
        ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      const answered: unknown = await answer.json();
      if (answer.ok) return answered;
      throw new Error(`${this.#name} answered ${answer.status}`);
    } catch (error) {
      const sentence = `${this.#name} does not answer; try again later`;
      const unavailable = new Problem(503, 'service-unavailable', sentence, { service: this.#name });
      throw Object.assign(unavailable, { cause: error });
    }
  }
}
