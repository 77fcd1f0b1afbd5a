/**
 * What a real process prints, bounded: an endless loop of prints is read and counted, not kept. Pure.
 * @module
 */

/** UTF-16 units kept of one process; Node's own limit of a simulated event is a quarter of it. */
export const OUTPUT_LIMIT_CHARACTERS = 256 * 1_024;
const TAIL_CHARACTERS = 4_000;

/**
 * @example
 * const output = new BoundedOutput();
 * output.take('hello\n'); // 'hello\n'
 */
export class BoundedOutput {
  #keptCharacters = 0;
  #droppedCharacters = 0;
  #tail = '';

  /** The part that is kept. */
  take(text: string): string {
    this.#tail = (this.#tail + text).slice(-TAIL_CHARACTERS);
    const kept = text.slice(0, Math.max(OUTPUT_LIMIT_CHARACTERS - this.#keptCharacters, 0));
    this.#keptCharacters += kept.length;
    this.#droppedCharacters += text.length - kept.length;
    return kept;
  }

  /** The last that was printed, kept or not: a fatal error of Node stands there. */
  get tail(): string {
    return this.#tail;
  }

  /** How much was dropped in words, or `undefined` when all was kept. */
  describeDropped(): string | undefined {
    if (this.#droppedCharacters === 0) return undefined;
    return `${this.#droppedCharacters} more characters were printed and not kept; the first ${OUTPUT_LIMIT_CHARACTERS} are.`;
  }
}
