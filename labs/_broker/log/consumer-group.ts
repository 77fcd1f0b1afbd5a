/**
 * The members of one consumer group, and who reads what. Runs in the log service.
 *
 * Whenever somebody comes or goes, all members join again: each is told so by its next heartbeat, and `join` answers all at once
 * with a new generation. So no partition has two readers that both may commit: an older generation is refused.
 * @module
 */
import { randomUUID } from 'node:crypto';
import { assignPartitions, type TopicPartition } from './assign-partitions.ts';
import type { CommittedOffset, GroupJournal } from './group-journal.ts';
import { LogProblem } from './log-problem.ts';

export interface JoinRequest {
  /** Of a member that joins again. */
  readonly memberId: string | undefined;
  readonly topics: readonly string[];
  /** A member that is not heard of for so long is out. */
  readonly sessionTimeoutMs: number;
  /** How long the others wait for a member that has to join again. */
  readonly rebalanceTimeoutMs: number;
}

interface JoinAnswer {
  readonly memberId: string;
  readonly generation: number;
  readonly assignment: readonly TopicPartition[];
}

interface Member extends Omit<JoinRequest, 'memberId'> {
  readonly id: string;
  assignment: readonly TopicPartition[];
  /** While it waits for the others. */
  joining: { readonly resolve: (answer: JoinAnswer) => void; readonly reject: (error: unknown) => void } | undefined;
  session: NodeJS.Timeout | undefined;
}

const MEMBER_LIMIT = 100;

export class ConsumerGroup {
  readonly name: string;
  readonly #journal: GroupJournal;
  readonly #partitionCount: (topic: string) => number;
  readonly #members = new Map<string, Member>();
  #state: 'stable' | 'rebalancing' = 'stable';
  #deadline: NodeJS.Timeout | undefined;

  constructor(name: string, journal: GroupJournal, partitionCount: (topic: string) => number) {
    this.name = name;
    this.#journal = journal;
    this.#partitionCount = partitionCount;
  }

  /** Resolves when all members have joined, or those that have not are out. `signal`: the caller is gone. */
  join(request: JoinRequest, signal: AbortSignal): Promise<JoinAnswer> {
    const { memberId, ...wanted } = request;
    if (memberId === undefined && this.#members.size === MEMBER_LIMIT)
      throw new LogProblem(409, 'too-many-members', `"${this.name}" has ${MEMBER_LIMIT} members`);
    const known = memberId === undefined ? undefined : this.#member(memberId);
    const id = known?.id ?? `member-${randomUUID()}`;
    return new Promise((resolve, reject) => {
      const member: Member = { id, ...wanted, assignment: [], joining: { resolve, reject }, session: undefined };
      this.#end(known, () => new LogProblem(409, 'joined-again', 'This member has asked again meanwhile'));
      this.#members.set(id, member);
      signal.addEventListener('abort', () => {
        if (this.#members.get(id) === member && member.joining) this.#remove(member);
      });
      this.#rebalance();
    });
  }

  /** @throws {LogProblem} 404 `unknown-member`, 409 `stale-generation`, 409 `rebalance-in-progress` */
  heartbeat(memberId: string, generation: number): void {
    const member = this.#fence(memberId, generation);
    this.#await(member);
    if (this.#state === 'rebalancing')
      throw new LogProblem(409, 'rebalance-in-progress', 'The group is being divided anew: join again', { generation });
  }

  /** @throws {LogProblem} 404 `unknown-member` */
  leave(memberId: string): void {
    this.#remove(this.#member(memberId));
  }

  /**
   * Keeps how far the group has read; resolves when that is on the disk. Without a member only while the group has none.
   *
   * @throws {LogProblem} 404 `unknown-member`, 409 `stale-generation`, `not-assigned`, `group-in-use`
   */
  async commit(
    offsets: readonly CommittedOffset[],
    by: { readonly memberId: string; readonly generation: number } | undefined,
  ): Promise<void> {
    if (by) {
      const { assignment } = this.#fence(by.memberId, by.generation);
      for (const { topic, partition } of offsets)
        if (!assignment.some((own) => own.topic === topic && own.partition === partition))
          throw new LogProblem(409, 'not-assigned', `${topic}/${partition} is not this member's to commit`, {
            assignment,
          });
    } else if (this.#members.size > 0)
      throw new LogProblem(409, 'group-in-use', 'While a group has members, they commit: send memberId and generation');
    await this.#journal.append({ group: this.name, offsets });
  }

  describe(): object {
    const members = [...this.#members.values()].map(({ id, topics, assignment }) => ({
      memberId: id,
      topics,
      assignment,
    }));
    const state = this.#members.size === 0 ? 'empty' : this.#state;
    const generation = this.#journal.generation(this.name);
    return { group: this.name, state, generation, members, offsets: this.#journal.offsets(this.name) };
  }

  /** Ends every wait. */
  close(): void {
    clearTimeout(this.#deadline);
    for (const member of this.#members.values())
      this.#end(member, () => new LogProblem(503, 'stopping', 'The log service is being stopped'));
    this.#members.clear();
  }

  #member(memberId: string): Member {
    const member = this.#members.get(memberId);
    if (member) return member;
    throw new LogProblem(
      404,
      'unknown-member',
      `"${this.name}" has no such member (any more): join without a memberId`,
    );
  }

  #fence(memberId: string, generation: number): Member {
    const member = this.#member(memberId);
    const current = this.#journal.generation(this.name);
    if (generation === current) return member;
    const sentence = `Generation ${generation} is over, this is ${current}: join again`;
    throw new LogProblem(409, 'stale-generation', sentence, { generation: current });
  }

  /** From now on it has its session's time to be heard of. */
  #await(member: Member): void {
    clearTimeout(member.session);
    member.session = setTimeout(() => this.#remove(member), member.sessionTimeoutMs);
  }

  #end(member: Member | undefined, why: () => LogProblem): void {
    clearTimeout(member?.session);
    member?.joining?.reject(why());
  }

  #remove(member: Member): void {
    if (this.#members.get(member.id) !== member) return;
    this.#members.delete(member.id);
    this.#end(member, () => new LogProblem(404, 'unknown-member', 'The member was taken out of its group'));
    this.#rebalance();
  }

  #rebalance(): void {
    const members = [...this.#members.values()];
    if (members.length === 0) this.#state = 'stable';
    else this.#state = 'rebalancing';
    clearTimeout(this.#deadline);
    if (members.every(({ joining }) => joining)) {
      void this.#complete(members);
      return;
    }
    const limitMs = Math.max(...members.map(({ rebalanceTimeoutMs }) => rebalanceTimeoutMs));
    this.#deadline = setTimeout(() => {
      for (const member of members) if (!member.joining) this.#members.delete(member.id);
      for (const member of members) if (!member.joining) clearTimeout(member.session);
      this.#rebalance();
    }, limitMs);
  }

  /** All are here: a generation begins. It is on the disk before anybody hears of it. */
  async #complete(members: readonly Member[]): Promise<void> {
    if (members.length === 0) return;
    const generation = this.#journal.generation(this.name) + 1;
    try {
      await this.#journal.append({ group: this.name, generation });
    } catch (error) {
      for (const member of members) {
        this.#members.delete(member.id);
        member.joining?.reject(error);
      }
      return;
    }
    // Somebody came or went meanwhile: that has begun the next round.
    if ([...this.#members.values()].some((member, index) => member !== members[index])) return;
    if (this.#members.size !== members.length) return;
    this.#state = 'stable';
    const counts = new Map(
      members.flatMap(({ topics }) => topics.map((topic) => [topic, this.#partitionCount(topic)])),
    );
    const assigned = assignPartitions(members, counts);
    for (const [index, member] of members.entries()) {
      member.assignment = assigned[index] ?? [];
      this.#await(member);
      member.joining?.resolve({ memberId: member.id, generation, assignment: member.assignment });
      member.joining = undefined;
    }
  }
}
