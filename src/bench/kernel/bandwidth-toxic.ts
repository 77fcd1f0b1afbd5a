/**
 * Toxiproxy's `bandwidth`: at most `rate` kilobytes (1,000 bytes) a second. What takes longer than 100 ms goes in pieces
 * of 100 ms. Pure.
 * @module
 */
import { DelayLine } from './delay-line.ts';
import type { LinkItem } from './link-item.ts';
import type { LinkStage, StageContext } from './link-stage.ts';
import { pieceOf } from './piece-of.ts';

const INTERVAL_MS = 100;

export class BandwidthToxic implements LinkStage {
  readonly #context: StageContext;
  readonly #line: DelayLine;
  readonly #bytesPerMs: number;
  /** When the bytes so far are through, in fractions of a microsecond: rounding once a chunk would change the rate. */
  #busyUntilUs = 0;

  constructor(context: StageContext, { rate }: { readonly rate: number }) {
    this.#context = context;
    this.#line = new DelayLine(context);
    this.#bytesPerMs = rate;
  }

  push(item: LinkItem): void {
    if (item.kind !== 'data') {
      this.#line.push(item, this.#line.busyUntilUs);
      return;
    }
    this.#context.hitConnection();
    this.#context.tellHeld(item);
    const pieceBytes = Math.max(1, Math.floor(this.#bytesPerMs * INTERVAL_MS));
    for (let from = 0; from === 0 || from < item.bytes.length; from += pieceBytes) {
      const piece = pieceOf(item, from, Math.min(item.bytes.length, from + pieceBytes));
      const startUs = Math.max(this.#context.nowUs, this.#busyUntilUs);
      this.#busyUntilUs = startUs + (piece.bytes.length / this.#bytesPerMs) * 1_000;
      this.#line.push(piece, Math.ceil(this.#busyUntilUs));
    }
  }

  release(): void {
    this.#line.flush();
  }

  discard(): readonly LinkItem[] {
    return this.#line.discard();
  }
}
