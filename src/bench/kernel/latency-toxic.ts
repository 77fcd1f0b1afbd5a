/**
 * Toxiproxy's `latency`: each chunk waits `latency` ± `jitter` milliseconds from when it was sent, in order. The end of a
 * connection waits for the bytes before it and no longer. Pure.
 * @module
 */
import { DelayLine } from './delay-line.ts';
import type { LinkItem } from './link-item.ts';
import type { LinkStage, StageContext } from './link-stage.ts';

export class LatencyToxic implements LinkStage {
  readonly #context: StageContext;
  readonly #line: DelayLine;
  readonly #latencyMs: number;
  readonly #jitterMs: number;
  #chunkCount = 0;

  constructor(context: StageContext, attributes: { readonly latency: number; readonly jitter?: number }) {
    this.#context = context;
    this.#line = new DelayLine(context);
    this.#latencyMs = attributes.latency;
    this.#jitterMs = attributes.jitter ?? 0;
  }

  push(item: LinkItem): void {
    if (item.kind !== 'data') {
      this.#line.push(item, this.#context.nowUs);
      return;
    }
    const exitUs = item.sentAtUs + this.#delayUs();
    if (exitUs > this.#context.nowUs) {
      this.#context.hitConnection();
      this.#context.tellHeld(item);
    }
    this.#line.push(item, exitUs);
  }

  release(): void {
    this.#line.flush();
  }

  discard(): readonly LinkItem[] {
    return this.#line.discard();
  }

  /** Whole milliseconds, from `latency - jitter` up to but not including `latency + jitter`. */
  #delayUs(): number {
    this.#chunkCount += 1;
    const spanMs = Math.floor(this.#jitterMs * 2);
    const jitterMs = spanMs === 0 ? 0 : (this.#context.draw(this.#chunkCount) % spanMs) - this.#jitterMs;
    return Math.max(0, Math.round((this.#latencyMs + jitterMs) * 1_000));
  }
}
