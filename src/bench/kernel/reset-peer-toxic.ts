/**
 * Toxiproxy's `reset_peer`: the first bytes are dropped, and `timeout` milliseconds later both sides see a reset. Pure.
 * @module
 */
import type { LinkItem } from './link-item.ts';
import type { LinkStage, StageContext } from './link-stage.ts';

export class ResetPeerToxic implements LinkStage {
  readonly #context: StageContext;
  readonly #timeoutUs: number;
  #isArmed = false;
  #isOver = false;

  constructor(context: StageContext, { timeout }: { readonly timeout: number }) {
    this.#context = context;
    this.#timeoutUs = Math.round(timeout * 1_000);
  }

  push(item: LinkItem): void {
    if (item.kind === 'reset') {
      this.#isOver = true;
      this.#context.pass(item);
      return;
    }
    this.#context.lose(item);
    if (this.#isArmed || this.#isOver) return;
    this.#isArmed = true;
    this.#context.hitConnection();
    const cut = () => {
      this.#isOver = true;
      this.#context.cut('reset');
    };
    if (this.#timeoutUs === 0) cut();
    else this.#context.at(this.#context.nowUs + this.#timeoutUs, cut, () => this.#isOver);
  }

  /** A reset that is on its way cannot be called back. */
  release(): void {}

  discard(): readonly LinkItem[] {
    this.#isOver = true;
    return [];
  }
}
