/**
 * Faults on whole HTTP requests: drops, repeats, delays them, or lets others overtake. A request is the chunk that begins
 * it and what follows on its connection up to the next one. Pure.
 * @module
 */
import { DelayLine } from './delay-line.ts';
import type { LinkItem } from './link-item.ts';
import type { LinkStage, StageContext } from './link-stage.ts';
import type { MessageFault } from './network-fault.ts';
import type { HeldRequest, Overtaking } from './overtaking.ts';

/** A second copy of a request, fed with the bytes of the first. */
export interface RepeatedRequest {
  add(bytes: Uint8Array): void;
}

export interface MessageStageOptions {
  readonly fault: MessageFault;
  readonly connectionId: string;
  readonly overtaking: Overtaking;
  /** Begins a second copy of the request that starts with this item. */
  readonly repeat: (first: LinkItem, number: number) => RepeatedRequest;
}

/** How long a request waits for one that overtakes it. */
const LONGEST_HOLD_US = 200_000;
const TWO_POW_32 = 0x1_0000_0000;
const DRAWS_PER_REQUEST = 4;

export class MessageStage implements LinkStage {
  readonly #context: StageContext;
  readonly #options: MessageStageOptions;
  readonly #line: DelayLine;
  #requestCount = 0;
  #isDropping = false;
  #copy: RepeatedRequest | undefined;
  #held: HeldRequest | undefined;

  constructor(context: StageContext, options: MessageStageOptions) {
    this.#context = context;
    this.#options = options;
    this.#line = new DelayLine(context);
  }

  push(item: LinkItem): void {
    const { fault } = this.#options;
    const isFirst = item.message?.isRequest === true;
    if (isFirst) this.#begin(item);
    if (item.kind !== 'data') {
      this.#line.push(item, this.#context.nowUs);
      return;
    }
    if (this.#isDropping) {
      this.#context.lose(item);
      return;
    }
    this.#copy?.add(item.bytes);
    if (isFirst && this.#isDrawn(fault.reorder, 2)) this.#hold(item);
    else this.#line.push(this.#overtaking(item), this.#context.nowUs + (fault.delay ?? 0) * 1_000);
  }

  release(): void {
    this.#forgetHeld();
    this.#line.flush();
  }

  discard(): readonly LinkItem[] {
    this.#forgetHeld();
    return this.#line.discard();
  }

  /** Draws what becomes of a request. */
  #begin(item: LinkItem): void {
    const { fault, repeat } = this.#options;
    this.#requestCount += 1;
    this.#isDropping = this.#isDrawn(fault.drop, 0);
    this.#copy = undefined;
    if (this.#isDropping) {
      this.#context.hit();
      return;
    }
    if (this.#isDrawn(fault.duplicate, 1)) this.#copy = repeat(item, this.#requestCount);
    const isDelayed = (fault.delay ?? 0) > 0;
    if (isDelayed) this.#context.tellHeld(item);
    if (this.#copy || isDelayed) this.#context.hit();
  }

  #hold(item: LinkItem): void {
    const { connectionId, overtaking } = this.#options;
    const isCounted = this.#copy !== undefined || (this.#options.fault.delay ?? 0) > 0;
    const waiting = this.#line.push(this.#overtaking(item), this.#context.nowUs + LONGEST_HOLD_US);
    const held: HeldRequest = {
      connectionId,
      letGo: () => {
        // One that gave up waiting has gone already and was not overtaken.
        if (waiting.exitUs <= this.#context.nowUs) return;
        if (!isCounted) this.#context.hit();
        this.#context.tellHeld(item);
        this.#context.addFact(`overtaken ${connectionId}`);
        waiting.exitUs = this.#context.nowUs;
        this.#line.drain();
      },
    };
    this.#forgetHeld();
    this.#held = held;
    overtaking.hold(held);
  }

  #forgetHeld(): void {
    if (this.#held) this.#options.overtaking.forget(this.#held);
    this.#held = undefined;
  }

  /** A request that arrives lets those go that wait for it. */
  #overtaking(item: LinkItem): LinkItem {
    const { fault, connectionId, overtaking } = this.#options;
    if (!item.message || !fault.reorder) return item;
    const { onArrival } = item;
    return {
      ...item,
      onArrival: () => {
        onArrival?.();
        overtaking.arrived(connectionId);
      },
    };
  }

  #isDrawn(share: number | undefined, place: number): boolean {
    if (!share) return false;
    return this.#context.draw(this.#requestCount * DRAWS_PER_REQUEST + place) / TWO_POW_32 < share;
  }
}
