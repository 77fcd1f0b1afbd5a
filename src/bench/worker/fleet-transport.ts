/**
 * All processes in this thread: several times faster, without isolation. A run that fails here is run again strict
 * before anyone is told. Runs in the bench's Worker.
 * @module
 */
import type { Delivery, ProcessTransport } from '#bench/kernel/process-transport.ts';
import { EFFECT_LIMIT } from '#bench/kernel/effect-limit.ts';
import type { ProcessEvent, ProcessSpec } from '#bench/kernel/protocol.ts';
import { compileFiles } from '#bench/process/module/compile-files.ts';
import type { ProcessHost } from '#bench/process/process-host.ts';
import type { EngineParts } from '#platform/engine-part.ts';
import { TOO_MUCH } from './parse-delivery.ts';

export class FleetTransport implements ProcessTransport {
  readonly #host: ProcessHost;
  readonly #parts: EngineParts;
  readonly #beat: () => void;

  /** @param beat Says that the thread goes on, while it does the engine's own work and not a program's. */
  constructor(host: ProcessHost, parts: EngineParts = {}, beat: () => void = () => {}) {
    this.#host = host;
    this.#parts = parts;
    this.#beat = beat;
  }

  create(spec: ProcessSpec): void {
    // What a fleet run finds is shown by a strict run only, and looking for places is a tenth of its time.
    this.#host.create({ ...spec, tellsPlaces: false }, compileFiles(spec.files, this.#beat), this.#parts);
  }

  async deliver(pid: number, events: readonly ProcessEvent[]): Promise<Delivery> {
    try {
      const effects = await this.#host.deliver(pid, events);
      return effects.some(({ length }) => length > EFFECT_LIMIT) ? { stopped: TOO_MUCH, bySelf: true } : { effects };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { stopped: `the engine failed: ${message}`, bySelf: false };
    }
  }

  destroy(pid: number): void {
    this.#host.destroy(pid);
  }
}
