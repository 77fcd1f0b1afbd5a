/**
 * Toxiproxy's `limit_data`: lets `bytes` bytes of a connection pass and closes it with the last of them. Pure.
 * @module
 */
import type { LinkItem } from './link-item.ts';
import type { LinkStage, StageContext } from './link-stage.ts';
import { pieceOf } from './piece-of.ts';

export class LimitDataToxic implements LinkStage {
  readonly #context: StageContext;
  #remainingBytes: number;
  #isClosed = false;

  constructor(context: StageContext, { bytes }: { readonly bytes: number }) {
    this.#context = context;
    this.#remainingBytes = bytes;
  }

  push(item: LinkItem): void {
    if (item.kind !== 'data') {
      this.#context.pass(item);
      return;
    }
    if (this.#isClosed) {
      this.#context.lose(item);
      return;
    }
    const { length } = item.bytes;
    const passed = Math.min(length, this.#remainingBytes);
    this.#remainingBytes -= passed;
    if (passed > 0) this.#context.pass(pieceOf(item, 0, passed));
    if (passed < length) this.#context.lose(pieceOf(item, passed, length));
    if (this.#remainingBytes > 0) return;
    this.#isClosed = true;
    this.#context.hitConnection();
    this.#context.cut('close');
  }

  release(): void {}

  discard(): readonly LinkItem[] {
    this.#isClosed = true;
    return [];
  }
}
