/**
 * Gathers the confirms of a turn: numbers that follow each other are told at once with `multiple`, as far as everything before them
 * was told. Pure.
 * @module
 */
export type SendConfirm = (deliveryTag: number, multiple: boolean) => void;

/**
 * @example
 * gatherer.confirmed(1, false);
 * gatherer.confirmed(2, false);
 * gatherer.flush(); // send(2, true)
 */
export class ConfirmGatherer {
  readonly #send: SendConfirm;
  /** Everything up to here was told: confirmed or refused. */
  #toldUpTo = 0;
  /** What was told beyond that. */
  readonly #toldBeyond = new Set<number>();
  #held: number[] = [];

  constructor(send: SendConfirm) {
    this.#send = send;
  }

  confirmed(deliveryTag: number, multiple: boolean): void {
    if (!multiple) {
      this.#held.push(deliveryTag);
      return;
    }
    // It tells those that are held as well, where it comes behind them.
    this.#held = this.#held.filter((tag) => tag > deliveryTag);
    this.#send(deliveryTag, true);
    this.#told(deliveryTag, true);
  }

  /** Was told by other means: a refusal. */
  refused(deliveryTag: number, multiple: boolean): void {
    this.flush();
    this.#told(deliveryTag, multiple);
  }

  flush(): void {
    if (this.#held.length === 0) return;
    const held = this.#held.sort((left, right) => left - right);
    this.#held = [];
    let next = this.#toldUpTo + 1;
    let count = 0;
    while (held[count] === next) {
      count += 1;
      do next += 1;
      while (this.#toldBeyond.has(next));
    }
    const last = held[count - 1];
    if (last !== undefined) {
      this.#send(last, count > 1);
      this.#told(last, true);
    }
    for (const tag of held.slice(count)) {
      this.#send(tag, false);
      this.#told(tag, false);
    }
  }

  #told(deliveryTag: number, multiple: boolean): void {
    if (multiple) this.#toldUpTo = Math.max(this.#toldUpTo, deliveryTag);
    else this.#toldBeyond.add(deliveryTag);
    while (this.#toldBeyond.delete(this.#toldUpTo + 1)) this.#toldUpTo += 1;
    if (multiple) for (const tag of this.#toldBeyond) if (tag <= this.#toldUpTo) this.#toldBeyond.delete(tag);
  }
}
