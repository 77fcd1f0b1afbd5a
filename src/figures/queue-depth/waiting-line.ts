/**
 * The messages that wait in the queue, in the order in which they came; both ends can be taken. Pure; runs at build time
 * and in the browser.
 * @module
 */
export class WaitingLine {
  private readonly messages: number[] = [];
  private head = 0;

  get length(): number {
    return this.messages.length - this.head;
  }

  /** The message that has waited longest; infinite when none waits. */
  get oldest(): number {
    return this.messages[this.head] ?? Number.POSITIVE_INFINITY;
  }

  add(message: number): void {
    this.messages.push(message);
  }

  /** Only while one waits. */
  takeOldest(): number {
    const message = this.oldest;
    this.head += 1;
    return message;
  }

  /** Only while one waits. */
  takeNewest(): number {
    return this.messages.pop() ?? Number.POSITIVE_INFINITY;
  }
}
