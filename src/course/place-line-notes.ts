/**
 * Places the notes of a listing in the margin: each beside its line, or below the note before it where that is in the way.
 * Pure; runs at build time, so the heights are estimated from the length of the text.
 * @module
 */

/** Sizes of a note in the margin; the same numbers stand in src/styles/code.css. */
const NOTE = { charactersPerLine: 33, lineHeightPx: 18.5, gapPx: 6, codeLineHeightPx: 24 };

export interface PlacedNote {
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
  /** Distance of its top from the top of the first line of code, in pixels. */
  readonly topPx: number;
}

/**
 * Orders the notes by line and gives each its place.
 *
 * @param notes Text by line number.
 *
 * @example
 * placeLineNotes({ 3: 'A network call.' }) // [{ line: 3, text: 'A network call.', topPx: 48 }]
 */
export function placeLineNotes(notes: Readonly<Record<number, string>>): PlacedNote[] {
  let freeFromPx = 0;
  return Object.entries(notes)
    .map(([line, text]) => ({ line: Number(line), text }))
    .sort((left, right) => left.line - right.line)
    .map(({ line, text }) => {
      const topPx = Math.max((line - 1) * NOTE.codeLineHeightPx, freeFromPx);
      freeFromPx = topPx + Math.ceil(text.length / NOTE.charactersPerLine) * NOTE.lineHeightPx + NOTE.gapPx;
      return { line, text, topPx };
    });
}
