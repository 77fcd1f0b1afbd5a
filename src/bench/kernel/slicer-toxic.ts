/**
 * Toxiproxy's `slicer`: cuts chunks into pieces of `average_size` ± `size_variation` bytes, each `delay` microseconds after
 * the one before it. Pure.
 * @module
 */
import { DelayLine } from './delay-line.ts';
import type { LinkItem } from './link-item.ts';
import type { LinkStage, StageContext } from './link-stage.ts';
import { pieceOf } from './piece-of.ts';

export interface SlicerAttributes {
  readonly average_size: number;
  readonly size_variation?: number;
  readonly delay?: number;
}

export class SlicerToxic implements LinkStage {
  readonly #context: StageContext;
  readonly #line: DelayLine;
  readonly #averageBytes: number;
  readonly #variationBytes: number;
  readonly #delayUs: number;
  #busyUntilUs = 0;
  #drawCount = 0;

  constructor(context: StageContext, attributes: SlicerAttributes) {
    this.#context = context;
    this.#line = new DelayLine(context);
    this.#averageBytes = attributes.average_size;
    this.#variationBytes = attributes.size_variation ?? 0;
    this.#delayUs = attributes.delay ?? 0;
  }

  push(item: LinkItem): void {
    if (item.kind !== 'data') {
      this.#line.push(item, Math.max(this.#context.nowUs, this.#busyUntilUs));
      return;
    }
    const cuts = [...this.#cutsBetween(0, item.bytes.length), item.bytes.length];
    if (cuts.length > 1 || this.#delayUs > 0) this.#context.hitConnection();
    let from = 0;
    for (const to of cuts) {
      const exitUs = Math.max(this.#context.nowUs, this.#busyUntilUs);
      this.#busyUntilUs = exitUs + this.#delayUs;
      this.#line.push(pieceOf(item, from, to), exitUs);
      from = to;
    }
  }

  release(): void {
    this.#line.flush();
  }

  discard(): readonly LinkItem[] {
    return this.#line.discard();
  }

  /** Halves, a little off the middle, until each part is about the average. */
  #cutsBetween(from: number, to: number): readonly number[] {
    if (to - from - this.#averageBytes <= this.#variationBytes) return [];
    const middle = from + Math.floor((to - from) / 2) + this.#variation();
    return [...this.#cutsBetween(from, middle), middle, ...this.#cutsBetween(middle, to)];
  }

  /** From `-size_variation` up to but not including `size_variation`. */
  #variation(): number {
    if (this.#variationBytes === 0) return 0;
    this.#drawCount += 1;
    return (this.#context.draw(this.#drawCount) % (this.#variationBytes * 2)) - this.#variationBytes;
  }
}
