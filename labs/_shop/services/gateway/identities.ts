/**
 * Whose token it is. The user service says so; its answer holds for some seconds, and longer while it cannot be asked, so that
 * nobody is signed out because one service is away.
 */
import { Problem } from '../_lib/problem.ts';
import type { User } from '../_lib/signed-in.ts';

const FRESH_MS = 5_000;
const STALE_MS = 10 * 60_000;
const MOST_KEPT = 10_000;

interface Known {
  readonly user: User;
  readonly askedAtMs: number;
}

export class Identities {
  readonly #usersUrl: string;
  readonly #timeoutMs: number;
  readonly #known = new Map<string, Known>();

  constructor(usersUrl: string, timeoutMs: number) {
    this.#usersUrl = usersUrl;
    this.#timeoutMs = timeoutMs;
  }

  /** @throws {Problem} 503 `service-unavailable` when the user service cannot be asked about a token that is new here. */
  async find(authorization: string, requestId: string): Promise<User | undefined> {
    const known = this.#known.get(authorization);
    const ageMs = known ? performance.now() - known.askedAtMs : Infinity;
    if (known && ageMs < FRESH_MS) return known.user;
    try {
      const answer = await fetch(`${this.#usersUrl}/internal/session`, {
        headers: { authorization, 'x-request-id': requestId },
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
      const body: unknown = await answer.json();
      if (answer.status >= 500) throw new Error(`users answered ${answer.status}`);
      this.forget(authorization);
      if (answer.status !== 200) return undefined;
      this.#keep(authorization, body as User);
      return body as User;
    } catch {
      if (known && ageMs < STALE_MS) return known.user;
      throw new Problem(503, 'service-unavailable', 'users does not answer; try again later', { service: 'users' });
    }
  }

  /** Of a session that was closed. */
  forget(authorization: string): void {
    this.#known.delete(authorization);
  }

  #keep(authorization: string, user: User): void {
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size >= MOST_KEPT) this.#known.delete(oldest);
    this.#known.set(authorization, { user, askedAtMs: performance.now() });
  }
}
