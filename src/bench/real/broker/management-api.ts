/**
 * RabbitMQ's management interface, as far as a run needs it: what stands in one virtual host, and taking it away. Node only.
 * @module
 */
import { type Guard, isPlainObject, listOf } from '#platform/shape.ts';
import type { BrokerAddress } from './broker-choice.ts';

const LISTS = ['queues', 'exchanges', 'bindings', 'consumers'] as const;
/** What can be listed. */
export type ManagedList = (typeof LISTS)[number];

type Entry = Readonly<Record<string, unknown>>;

const ANSWER_LIMIT_MS = 10_000;
const MOST_ENTRIES = 100_000;
const isEntries: Guard<readonly Entry[]> = listOf(isPlainObject, MOST_ENTRIES);
/** RabbitMQ leaves them out of a queue that it has not counted yet. */
const UNCOUNTED = { messages: 0, messages_ready: 0, messages_unacknowledged: 0, consumers: 0 };

/** It did not answer as it should. */
export class ManagementError extends Error {
  override readonly name = 'ManagementError';
  /** `undefined` when there was no answer. */
  readonly status: number | undefined;

  constructor(message: string, status?: number, cause?: unknown) {
    super(message, { cause });
    this.status = status;
  }
}

export class ManagementApi {
  readonly #address: BrokerAddress;

  /**
   * @example
   * await new ManagementApi(address).list('queues') // [{ name: 'mails', messages_ready: 0, … }]
   */
  constructor(address: BrokerAddress) {
    this.#address = address;
  }

  /**
   * Of the virtual host alone; RabbitMQ lists those of all when it is not told.
   *
   * @throws {ManagementError} when it does not answer, or not with a list.
   */
  async list(what: ManagedList): Promise<readonly Entry[]> {
    const entries = await this.#ask('GET', `${what}/${this.#virtualHost}`);
    if (!isEntries(entries)) throw new ManagementError(`The management interface answered "${what}" with no list`);
    return what === 'queues' ? entries.map((queue) => ({ ...UNCOUNTED, ...queue })) : entries;
  }

  /** @throws {ManagementError} when it does not answer. */
  overview(): Promise<unknown> {
    return this.#ask('GET', 'overview');
  }

  /**
   * Queues and exchanges that somebody made, as `queues/mails`; not those that every virtual host has.
   *
   * @throws {ManagementError} when it does not answer.
   */
  async contents(): Promise<readonly string[]> {
    const named = async (what: 'queues' | 'exchanges') => (await this.list(what)).map(({ name }) => String(name));
    const queues = await named('queues');
    const exchanges = (await named('exchanges')).filter((name) => name !== '' && !name.startsWith('amq.'));
    return [...queues.map((name) => `queues/${name}`), ...exchanges.map((name) => `exchanges/${name}`)];
  }

  /**
   * Takes away everything that somebody made in the virtual host.
   *
   * @throws {ManagementError} when it does not answer, or does not allow it.
   */
  async clear(): Promise<void> {
    for (const path of await this.contents()) {
      const [what, name] = [path.slice(0, path.indexOf('/')), path.slice(path.indexOf('/') + 1)];
      try {
        await this.#ask('DELETE', `${what}/${this.#virtualHost}/${encodeURIComponent(name)}`);
      } catch (error) {
        // It went with its connection meanwhile.
        if (!(error instanceof ManagementError && error.status === 404)) throw error;
      }
    }
  }

  get #virtualHost(): string {
    return encodeURIComponent(this.#address.virtualHost);
  }

  async #ask(method: 'GET' | 'DELETE', path: string): Promise<unknown> {
    const { managementUrl, user, password } = this.#address;
    const url = `${managementUrl}/api/${path}`;
    const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    let response: Response;
    try {
      response = await fetch(url, { method, headers: { authorization }, signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
      const body = await response.text();
      if (response.ok) return body === '' ? undefined : JSON.parse(body);
    } catch (error) {
      throw new ManagementError(`The management interface at ${url} does not answer`, undefined, error);
    }
    throw new ManagementError(
      `The management interface answered ${method} ${url} with ${response.status}`,
      response.status,
    );
  }
}

/**
 * The list that a path such as `/api/queues` asks for.
 *
 * @example
 * managedListAt('/api/queues') // 'queues'
 */
export const managedListAt = (path: string): ManagedList | undefined => LISTS.find((what) => path === `/api/${what}`);
