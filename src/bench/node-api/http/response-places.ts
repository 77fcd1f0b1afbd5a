/**
 * Which line of the learner's made which `Response`: when a framework writes it out later, no frame of the learner's is
 * on the stack any more. Runs inside one process.
 * @module
 */
import type { EffectSource } from '#bench/kernel/protocol.ts';

interface MadeResponse {
  readonly response: object;
  readonly status: number;
  /** As given to the constructor. */
  readonly body: unknown;
  readonly source: EffectSource | undefined;
}

/** Streams that no event has sent yet; one that was never meant to be sent must not stay for ever. */
const heldStreamCount = 50;

/**
 * @example
 * places.made(response, ['{"ok":true}', { status: 201 }], position);
 * places.take(201, () => '{"ok":true}') // position
 */
export class ResponsePlaces {
  readonly #known = new WeakMap<object, MadeResponse>();
  #waiting: MadeResponse[] = [];

  /** Answers leave in the event that made them; only a streamed one may wait for its first bytes. */
  beginEvent(): void {
    if (this.#waiting.length === 0) return;
    this.#waiting = this.#waiting
      .filter(({ body }) => typeof body === 'object' && body !== null)
      .slice(-heldStreamCount);
  }

  /**
   * A `Response` made after another one, as by a middleware that adds a header, keeps the place of the first.
   *
   * @param values The constructor's own arguments.
   */
  made(response: object, values: readonly unknown[], position: () => EffectSource | undefined): void {
    const [body, init] = values;
    const model = typeof init === 'object' && init !== null ? this.#known.get(init) : undefined;
    const made: MadeResponse = model
      ? { ...model, response }
      : { response, status: statusOf(init), body, source: position() };
    this.#known.set(response, made);
    if (model) this.#waiting = this.#waiting.filter((waiting) => waiting.response !== model.response);
    this.#waiting.push(made);
  }

  /**
   * The place of the answer that leaves now. Among several of one status the body decides, then the latest.
   *
   * @param body Asked only when the status alone does not tell.
   */
  take(status: number, body: () => string): EffectSource | undefined {
    const alike = this.#waiting.filter((waiting) => waiting.status === status);
    const text = alike.length > 1 ? body() : undefined;
    const taken =
      (text === undefined ? undefined : alike.find((waiting) => waiting.body === text)) ??
      alike.at(-1) ??
      this.#waiting.at(-1);
    this.#waiting = this.#waiting.filter((waiting) => waiting !== taken);
    return taken?.source;
  }
}

function statusOf(init: unknown): number {
  const status: unknown = typeof init === 'object' && init !== null ? Reflect.get(init, 'status') : undefined;
  return typeof status === 'number' ? status : 200;
}
