/**
 * What a program publishes on channels of `node:diagnostics_channel` for which the bench is a listener: as JSON, bounded, in one event.
 * It costs the program no effect, so that a run is the same whoever listens. Runs in the process's Worker.
 * @module
 */
import type { ProcessEffect } from '#bench/kernel/protocol.ts';
import { diagnosticsChannelModule } from '#bench/node-api/diagnostics-channel.ts';

// Captured before any program could replace it.
const { stringify } = JSON;

/** Of one event; what is more is counted and dropped. */
const RECORD_LIMIT = 10_000;
const CHARACTER_LIMIT = 4 * 1024 * 1024;

export class ToldRecords {
  readonly #emit: (effect: ProcessEffect) => void;
  readonly #channels: readonly string[];
  #isListening = false;
  #recordCount = 0;
  #characterCount = 0;
  #droppedCount = 0;

  constructor(emit: (effect: ProcessEffect) => void, channels: readonly string[]) {
    this.#emit = emit;
    this.#channels = channels;
  }

  /** Listens from the first event on, before the program runs. */
  beginEvent(): void {
    this.#recordCount = 0;
    this.#characterCount = 0;
    this.#droppedCount = 0;
    if (this.#isListening) return;
    this.#isListening = true;
    for (const name of this.#channels) {
      diagnosticsChannelModule.subscribe(name, (message) => this.#tell(name, stringify(message)));
    }
  }

  #tell(channel: string, record: string): void {
    this.#recordCount += 1;
    this.#characterCount += record.length;
    if (this.#recordCount > RECORD_LIMIT || this.#characterCount > CHARACTER_LIMIT) this.#droppedCount += 1;
    else this.#emit({ kind: 'told', channel, record });
  }

  /** Says how many were dropped. */
  endEvent(): void {
    const [channel] = this.#channels;
    if (this.#droppedCount === 0 || channel === undefined) return;
    this.#emit({ kind: 'told', channel, record: stringify({ kind: 'not-told', count: this.#droppedCount }) });
    this.#droppedCount = 0;
  }
}
