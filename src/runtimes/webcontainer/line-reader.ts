/**
 * Cuts what a process prints into lines, whatever the chunks it comes in. Pure; runs anywhere.
 * @module
 */

/** A longer line is none of ours; what is printed without an end must not fill the memory. */
const LINE_LIMIT_CHARACTERS = 64 * 1_024 * 1_024;

/**
 * @example
 * const reader = new LineReader();
 * reader.push('a\nb') // ['a']
 * reader.push('c\n')  // ['bc']
 */
export class LineReader {
  #parts: string[] = [];
  #length = 0;

  /** The lines that are complete now, without their ends; a terminal's `\r` is part of the end. */
  push(text: string): readonly string[] {
    const [first = '', ...others] = text.split('\n');
    this.#keep(first);
    if (others.length === 0) return [];
    const lines = [this.#take()];
    const last = others.pop() ?? '';
    for (const line of others) lines.push(line);
    this.#keep(last);
    return lines.map((line) => line.replace(/\r$/, ''));
  }

  #keep(text: string): void {
    if (this.#length > LINE_LIMIT_CHARACTERS) return;
    this.#parts.push(text);
    this.#length += text.length;
  }

  #take(): string {
    const line = this.#parts.join('');
    this.#parts = [];
    this.#length = 0;
    return line;
  }
}
