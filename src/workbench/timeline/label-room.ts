/**
 * Finds free places for the labels of a drawing, so that none covers another. Pure but for what it remembers.
 * @module
 */
export interface Box {
  /** Centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedLabel {
  /** Middle of the text. */
  readonly x: number;
  /** Base line of the text. */
  readonly y: number;
  readonly text: string;
}

const characterWidth = 6.7;
const labelHeight = 15;

/** About how wide a text of the drawing is, in units. */
export const textWidth = (text: string): number => text.length * characterWidth;

export class LabelRoom {
  readonly #top: number;
  readonly #left: number;
  readonly #right: number;
  readonly #taken: Box[];

  /** @param taken What no label may cover from the beginning, such as the heads. */
  constructor(edge: { readonly top: number; readonly left: number; readonly right: number }, taken: readonly Box[]) {
    this.#top = edge.top;
    this.#left = edge.left;
    this.#right = edge.right;
    this.#taken = [...taken];
  }

  /** Near where the label belongs; gives up rather than cover another (the list has it too). */
  place(text: string, x: number, y: number): PlacedLabel | undefined {
    const width = textWidth(text) + 6;
    // At an edge it moves in rather than being cut.
    const inside = Math.max(this.#left + width / 2, Math.min(x, this.#right - width / 2));
    for (const shift of [0, 1, -1, 2, -2]) {
      const box = { x: inside, y: y + shift * labelHeight, width, height: labelHeight };
      if (box.y < this.#top || this.#taken.some((other) => overlaps(box, other))) continue;
      this.#taken.push(box);
      return { x: inside, y: box.y + 4, text };
    }
    return undefined;
  }
}

function overlaps(one: Box, other: Box): boolean {
  return (
    Math.abs(one.x - other.x) * 2 < one.width + other.width && Math.abs(one.y - other.y) * 2 < one.height + other.height
  );
}
