/**
 * Edits to a text by offset that keep its lines and remember how far each column moved. Pure.
 * @module
 */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly reach: number;
}

/**
 * From `column` of a line of the new text on, the source's column is `sourceColumn`, and grows with it unless the text
 * there was put in (`isInserted`). Lines and columns count from 1.
 */
export type Anchor = readonly [line: number, column: number, sourceColumn: number, isInserted: boolean];

export class TextEdits {
  readonly #source: string;
  readonly #edits: Edit[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  /**
   * `text` must not hold a line break. `reach`: how many columns behind the text belong to its place too.
   */
  replace(start: number, end: number, text: string, reach = 0): void {
    this.#edits.push({ start, end, text, reach });
  }

  insert(at: number, text: string): void {
    this.replace(at, at, text);
  }

  /** Puts spaces in place of everything but line breaks. */
  blank(start: number, end: number): void {
    this.replace(start, end, this.#source.slice(start, end).replace(/[^\n]/g, ' '));
  }

  /**
   * @param headLength Length of the text that will stand before the first line.
   * @returns The edited text, and the anchors that take its columns back to the source.
   */
  apply(headLength: number): { code: string; anchors: Anchor[] } {
    const anchors: Anchor[] = [[1, headLength + 1, 1, false]];
    const pieces: string[] = [];
    let line = 1;
    let lineStart = 0;
    let shift = headLength;
    let taken = 0;
    const passTo = (offset: number): void => {
      let at = this.#source.indexOf('\n', taken);
      for (; at !== -1 && at < offset; at = this.#source.indexOf('\n', at + 1)) {
        line += 1;
        lineStart = at + 1;
        shift = 0;
      }
      taken = offset;
    };
    for (const edit of this.#edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
      pieces.push(this.#source.slice(taken, edit.start), edit.text);
      passTo(edit.start);
      const column = edit.start - lineStart + 1;
      const growth = edit.text.length - (edit.end - edit.start);
      if (growth !== 0) anchors.push([line, column + shift, column, true]);
      passTo(edit.end);
      if (growth === 0) continue;
      shift += growth;
      const behind = edit.end - lineStart + 1;
      anchors.push([line, behind + shift + edit.reach, behind + edit.reach, false]);
    }
    pieces.push(this.#source.slice(taken));
    return { code: pieces.join(''), anchors };
  }
}
