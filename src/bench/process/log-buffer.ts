/**
 * What a process prints, notes and tells in one event, bounded: an endless loop of prints cannot flood the kernel. Each write is
 * one effect.
 * @module
 */
import type { EffectSource, LogStream, OutputTarget, ProcessEffect } from '#bench/kernel/protocol.ts';
import { ToldRecords } from './told-records.ts';

/** Bytes (counted as UTF-16 units) that one event may print; what is more is counted and dropped. */
export const logLimitBytes = 64 * 1024;

/** Writes of one event; what is more is counted and dropped. */
const writeLimit = 10_000;

/** Notes of one event, and the UTF-16 units of each; what is more is dropped without a word, as Node drops them all. */
export const noteLimit = { count: 200, length: 200 };

/** Where a child's streams lead. */
type Outputs = Readonly<Record<LogStream, OutputTarget>>;

const encoder = new TextEncoder();

export class LogBuffer {
  readonly #outputs: Outputs | undefined;
  readonly #emit: (effect: ProcessEffect) => void;
  readonly #told: ToldRecords;
  #writtenBytes = 0;
  #writeCount = 0;
  #droppedBytes = 0;
  #noteCount = 0;

  /** @param tells Channels of `node:diagnostics_channel` on which the bench listens. */
  constructor(emit: (effect: ProcessEffect) => void, outputs?: Outputs, tells: readonly string[] = []) {
    this.#emit = emit;
    this.#told = new ToldRecords(emit, tells);
    this.#outputs = outputs;
  }

  beginEvent(): void {
    this.#writtenBytes = 0;
    this.#writeCount = 0;
    this.#droppedBytes = 0;
    this.#noteCount = 0;
    this.#told.beginEvent();
  }

  /** @param position Asked only for what is kept: reading the stack costs time. */
  write(stream: LogStream, text: string, position: () => EffectSource | undefined): void {
    if (text === '') return;
    const target = this.#outputs?.[stream] ?? 'log';
    if (target === 'ignore') return;
    if (target !== 'log') {
      this.#emit({ kind: 'pipe', pid: target.to, as: target.as, channel: stream, bytes: encoder.encode(text) });
      return;
    }
    const room = this.#writeCount < writeLimit ? logLimitBytes - this.#writtenBytes : 0;
    this.#writeCount += 1;
    const kept = text.slice(0, Math.max(room, 0));
    this.#droppedBytes += text.length - kept.length;
    this.#writtenBytes += kept.length;
    if (kept === '') return;
    const source = position();
    this.#emit({ kind: 'log', stream, text: kept, ...(source && { source }) });
  }

  /** A mark for the timeline; prints nothing. */
  note(text: string, position: () => EffectSource | undefined): void {
    if (this.#noteCount >= noteLimit.count) return;
    this.#noteCount += 1;
    const source = position();
    this.#emit({ kind: 'note', text: text.slice(0, noteLimit.length), ...(source && { source }) });
  }

  /** Says at the end of an event how much was dropped. */
  endEvent(): void {
    this.#told.endEvent();
    if (this.#droppedBytes === 0) return;
    this.#emit({ kind: 'log', stream: 'stderr', text: '', droppedBytes: this.#droppedBytes });
    this.#droppedBytes = 0;
  }
}
