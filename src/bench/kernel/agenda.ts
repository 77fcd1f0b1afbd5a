/**
 * What is due and when. Ties in the same microsecond are drawn from who caused an entry and its count of effects, so that
 * no other process can shift them. Pure; kernel-private.
 * @module
 */
import { type Due, EventQueue } from './event-queue.ts';
import { hashNumbers } from './hash-numbers.ts';
import type { KernelProcess } from './kernel-process.ts';
import type { Handover } from './network-host.ts';

export interface AgendaEntry extends Due {
  readonly arrive: () => Handover | undefined;
  /** A timer that was cleared: dropped without moving time. */
  readonly isStale?: () => boolean;
}

/** So long an event may wait for another one to come along with. */
const LONGEST_WAIT_US = 20_000;
/** No entry of an effect has it. */
const WAIT_SALT = 9;

export class Agenda {
  readonly #seed: number;
  readonly #queue = new EventQueue<AgendaEntry>();
  #sequence = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** When the next thing is due, or `undefined` when nothing is. */
  nextAtUs(): number | undefined {
    while (this.#queue.peek()?.isStale?.()) this.#queue.pop();
    return this.#queue.peek()?.atUs;
  }

  /** Takes the next thing that is due. */
  pop(): AgendaEntry | undefined {
    return this.nextAtUs() === undefined ? undefined : this.#queue.pop();
  }

  /** Keeps an event for the next one that its process gets; it comes by itself when there is none for a while. */
  wait(handover: Handover, nowUs: number): void {
    const { waiting } = handover.process;
    waiting.push(handover);
    const arrive = () => {
      waiting.splice(waiting.indexOf(handover), 1);
      return handover;
    };
    this.schedule(handover.process, nowUs + LONGEST_WAIT_US, WAIT_SALT, arrive, () => !waiting.includes(handover));
  }

  /** `salt` separates several entries of one effect. */
  schedule(
    process: KernelProcess,
    atUs: number,
    salt: number,
    arrive: AgendaEntry['arrive'],
    isStale?: AgendaEntry['isStale'],
  ): void {
    this.#sequence += 1;
    const tie = hashNumbers(this.#seed, process.pid, process.effectCount, salt);
    this.#queue.push({ atUs, tie, sequence: this.#sequence, arrive, ...(isStale && { isStale }) });
  }
}
