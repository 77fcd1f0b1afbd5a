/**
 * Toxiproxy's `timeout`: drops all bytes, and closes the connection when none came for `timeout` milliseconds. With 0 it
 * never closes by itself. Removing it closes the connection, because a stream with a hole cannot go on. Pure.
 * @module
 */
import type { LinkItem } from './link-item.ts';
import type { LinkStage, StageContext } from './link-stage.ts';

export class TimeoutToxic implements LinkStage {
  readonly #context: StageContext;
  readonly #timeoutUs: number;
  #closeAtUs = Infinity;
  #isClosed = false;

  constructor(context: StageContext, { timeout }: { readonly timeout: number }) {
    this.#context = context;
    this.#timeoutUs = Math.round(timeout * 1_000);
    this.#expectClose();
  }

  push(item: LinkItem): void {
    if (item.kind !== 'data') {
      this.#isClosed = true;
      this.#context.pass(item);
      return;
    }
    this.#context.hitConnection();
    this.#context.lose(item);
    this.#expectClose();
  }

  release(): void {
    if (!this.#isClosed) this.#context.cut('close');
    this.#isClosed = true;
  }

  discard(): readonly LinkItem[] {
    this.#isClosed = true;
    return [];
  }

  #expectClose(): void {
    if (this.#timeoutUs === 0 || this.#isClosed) return;
    const closeAtUs = this.#context.nowUs + this.#timeoutUs;
    this.#closeAtUs = closeAtUs;
    const isStale = () => this.#isClosed || this.#closeAtUs !== closeAtUs;
    const close = () => {
      this.#isClosed = true;
      this.#context.hitConnection();
      this.#context.cut('close');
    };
    this.#context.at(closeAtUs, close, isStale);
  }
}
