/**
 * Toxiproxy's `slow_close`: bytes pass, the end of the connection arrives `delay` milliseconds late. Pure.
 * @module
 */
import { DelayLine } from './delay-line.ts';
import type { LinkItem } from './link-item.ts';
import type { LinkStage, StageContext } from './link-stage.ts';

export class SlowCloseToxic implements LinkStage {
  readonly #context: StageContext;
  readonly #line: DelayLine;
  readonly #delayUs: number;

  constructor(context: StageContext, { delay }: { readonly delay: number }) {
    this.#context = context;
    this.#line = new DelayLine(context);
    this.#delayUs = Math.round(delay * 1_000);
  }

  push(item: LinkItem): void {
    const isEnding = item.kind !== 'data' && this.#delayUs > 0;
    if (isEnding) this.#context.hitConnection();
    this.#line.push(item, this.#context.nowUs + (isEnding ? this.#delayUs : 0));
  }

  release(): void {
    this.#line.flush();
  }

  discard(): readonly LinkItem[] {
    return this.#line.discard();
  }
}
