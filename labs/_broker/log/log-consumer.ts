/**
 * Reads records, alone or as a member of a group. Part of the client; runs in services.
 *
 * What was read is not what was done: `commit` says how far the group has come, and who takes over begins there.
 * @module
 */
import type { LogRecord } from './log-record.ts';
import { LogError, type LogRequest, type SendRequest } from './log-request.ts';

export interface ConsumerOptions {
  readonly topics: readonly string[];
  /** Members of a group share the partitions. Without one, all of them are read and nothing can be committed. */
  readonly group?: string;
  /** Where to begin when nothing was committed, or what was is gone. `none` throws. Default `earliest`. */
  readonly autoOffsetReset?: 'earliest' | 'latest' | 'none';
  /** The group takes a member that is not heard of for so long as gone. Default 10 000. */
  readonly sessionTimeoutMs?: number;
  /** How long the others wait for a member to join again. Default 30 000. */
  readonly rebalanceTimeoutMs?: number;
  /** Default 10 000. */
  readonly timeoutMs?: number;
}

interface Place {
  readonly topic: string;
  readonly partition: number;
}

export interface ConsumedRecord extends LogRecord, Place {}

interface FetchedPartition extends Place {
  readonly startOffset: number;
  readonly highWatermark: number;
  readonly records?: readonly LogRecord[];
  readonly error?: { readonly code: string; readonly detail: string };
}

const keyOf = ({ topic, partition }: Place): string => `${topic}/${partition}`;
/** What says that this member has to join again. */
const JOIN_AGAIN = new Set(['unknown-member', 'stale-generation', 'rebalance-in-progress']);

export class LogConsumer {
  readonly #request: SendRequest;
  readonly #options: Required<Omit<ConsumerOptions, 'group'>>;
  readonly #group: string | undefined;
  #memberId: string | undefined;
  #generation = 0;
  #isJoined = false;
  #assignment: readonly Place[] = [];
  /** Offset of the next record to read, by partition. */
  readonly #positions = new Map<string, number>();
  #heartbeat: NodeJS.Timeout | undefined;
  #polling: AbortController | undefined;

  constructor(request: SendRequest, { group, ...options }: ConsumerOptions) {
    this.#request = request;
    this.#group = group;
    const standard = { sessionTimeoutMs: 10_000, rebalanceTimeoutMs: 30_000, timeoutMs: 10_000 };
    this.#options = { autoOffsetReset: 'earliest', ...standard, ...options };
  }

  /** What this consumer reads now. */
  get assignment(): readonly Place[] {
    return this.#assignment;
  }

  /**
   * Gives the next records; none when none came within `maxWaitMs`, or when the group was divided anew meanwhile.
   *
   * @throws {LogError}
   */
  async poll({ maxWaitMs = 1000, maxRecords = 500 } = {}): Promise<readonly ConsumedRecord[]> {
    if (!(await this.#hasJoined())) return [];
    const partitions = this.#assignment.map((place) => ({ ...place, offset: this.#positions.get(keyOf(place)) ?? 0 }));
    if (partitions.length === 0) return this.#waitUnassigned(maxWaitMs);
    const polling = new AbortController();
    this.#polling = polling;
    const timeoutMs = maxWaitMs + this.#options.timeoutMs;
    const body = { partitions, maxWaitMs, maxRecords };
    try {
      const request: LogRequest = { method: 'POST', path: '/fetch', body, timeoutMs, signal: polling.signal };
      const answer = (await this.#request(request)) as { partitions: readonly FetchedPartition[] };
      // Meanwhile the partitions may have become another's.
      if (!this.#isJoined) return [];
      const records: ConsumedRecord[] = [];
      for (const fetched of answer.partitions) records.push(...(await this.#take(fetched)));
      return records;
    } catch (error) {
      if (polling.signal.aborted) return [];
      throw error;
    }
  }

  /**
   * Makes the group go on behind everything that `poll` has given. Resolves when that is on the service's disk.
   *
   * @throws {LogError} `stale-generation`, `rebalance-in-progress` or `unknown-member` when the partitions are another's by now.
   */
  async commit(): Promise<void> {
    if (this.#group === undefined) throw new LogError('no-group', 0, 'Only a member of a group can commit');
    const offsets = this.#assignment.map((place) => ({ ...place, offset: this.#positions.get(keyOf(place)) ?? 0 }));
    if (offsets.length > 0)
      await this.#ask('offsets', { memberId: this.#memberId, generation: this.#generation, offsets });
  }

  /** The next `poll` reads from there: an offset, or the first record of a time. */
  async seek(place: Place, to: number | { readonly timeMs: number } | 'earliest' | 'latest'): Promise<void> {
    const at = typeof to === 'object' ? to.timeMs : to;
    const offset = typeof to === 'number' ? to : await this.#offsetAt(place, String(at));
    this.#positions.set(keyOf(place), offset);
  }

  /** Leaves the group, so that the others need not wait for the session to end. */
  async close(): Promise<void> {
    clearInterval(this.#heartbeat);
    const memberId = this.#memberId;
    this.#giveUp();
    this.#memberId = undefined;
    if (memberId !== undefined) await this.#ask('leave', { memberId });
  }

  /** False when the group has changed again meanwhile: the next poll tries again. */
  async #hasJoined(): Promise<boolean> {
    try {
      if (!this.#isJoined) await this.#join();
      return true;
    } catch (error) {
      if (error instanceof LogError && JOIN_AGAIN.has(error.code)) return false;
      throw error;
    }
  }

  async #join(): Promise<void> {
    const { topics, sessionTimeoutMs, rebalanceTimeoutMs } = this.#options;
    if (this.#group === undefined) {
      const all = await Promise.all(topics.map((topic) => this.#get(`/topics/${encodeURIComponent(topic)}`)));
      this.#assignment = (all as { name: string; partitions: readonly Place[] }[]).flatMap(({ name, partitions }) =>
        partitions.map(({ partition }) => ({ topic: name, partition })),
      );
    } else {
      const wanted = {
        topics,
        sessionTimeoutMs,
        rebalanceTimeoutMs,
        ...(this.#memberId && { memberId: this.#memberId }),
      };
      const timeoutMs = rebalanceTimeoutMs + this.#options.timeoutMs;
      const joined = (await this.#ask('join', wanted, timeoutMs)) as {
        memberId: string;
        generation: number;
        assignment: readonly Place[];
      };
      this.#memberId = joined.memberId;
      this.#generation = joined.generation;
      this.#assignment = joined.assignment;
      clearInterval(this.#heartbeat);
      this.#heartbeat = setInterval(() => void this.#beat(), sessionTimeoutMs / 3);
    }
    await this.#findPositions();
    this.#isJoined = true;
  }

  /** From what the group has committed; what was given and not committed is read again, by whoever reads now. */
  async #findPositions(): Promise<void> {
    const kept = this.#group === undefined ? new Map(this.#positions) : await this.#committed(this.#group);
    this.#positions.clear();
    for (const place of this.#assignment)
      this.#positions.set(keyOf(place), kept.get(keyOf(place)) ?? (await this.#reset(place)));
  }

  async #committed(group: string): Promise<Map<string, number>> {
    const answer = await this.#get(`/groups/${encodeURIComponent(group)}`);
    const { offsets } = answer as { offsets: readonly (Place & { offset: number })[] };
    return new Map(offsets.map((committed) => [keyOf(committed), committed.offset]));
  }

  #reset(place: Place): Promise<number> {
    const { autoOffsetReset } = this.#options;
    if (autoOffsetReset === 'none')
      throw new LogError('no-offset', 0, `${keyOf(place)}: no offset to begin at, and autoOffsetReset is "none"`);
    return this.#offsetAt(place, autoOffsetReset);
  }

  async #offsetAt({ topic, partition }: Place, at: string): Promise<number> {
    const answer = await this.#get(`/topics/${encodeURIComponent(topic)}/partitions/${partition}/offset?at=${at}`);
    return (answer as { offset: number }).offset;
  }

  async #take({ topic, partition, records = [], error }: FetchedPartition): Promise<readonly ConsumedRecord[]> {
    const place = { topic, partition };
    // Retention has taken what was to be read next.
    if (error) this.#positions.set(keyOf(place), await this.#reset(place));
    const last = records.at(-1);
    if (last) this.#positions.set(keyOf(place), last.offset + 1);
    return records.map((record) => ({ ...record, ...place }));
  }

  async #beat(): Promise<void> {
    const { timeoutMs } = this.#options;
    // What goes wrong is seen by the next poll or commit.
    await this.#ask('heartbeat', { memberId: this.#memberId, generation: this.#generation }, timeoutMs).catch(() => {});
  }

  async #ask(what: string, body: object, timeoutMs = this.#options.timeoutMs): Promise<unknown> {
    const path = `/groups/${encodeURIComponent(this.#group ?? '')}/${what}`;
    try {
      return await this.#request({ method: 'POST', path, body, timeoutMs });
    } catch (error) {
      if (error instanceof LogError && JOIN_AGAIN.has(error.code)) {
        if (error.code === 'unknown-member') this.#memberId = undefined;
        this.#giveUp();
      }
      throw error;
    }
  }

  #get(path: string): Promise<unknown> {
    return this.#request({ method: 'GET', path, timeoutMs: this.#options.timeoutMs });
  }

  /** The next poll joins again. */
  #giveUp(): void {
    this.#isJoined = false;
    this.#polling?.abort();
  }

  /** There are more members than partitions: wait for a share. */
  #waitUnassigned(maxWaitMs: number): Promise<readonly ConsumedRecord[]> {
    const polling = new AbortController();
    this.#polling = polling;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve([]), maxWaitMs);
      polling.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve([]);
      });
    });
  }
}
