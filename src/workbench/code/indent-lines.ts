/**
 * What Tab and Shift+Tab do in the plain editor. Pure.
 * @module
 */
export interface IndentedText {
  readonly text: string;
  /** The selection afterwards, as offsets. */
  readonly from: number;
  readonly to: number;
}

const unit = '  ';

/**
 * Without a selection Tab adds two blanks at the caret; with one it moves every line that the selection touches.
 *
 * @param outwards Shift was held: takes up to two blanks away at the start of each line.
 *
 * @example
 * indentLines('a\nb', 0, 3, false) // { text: '  a\n  b', from: 2, to: 7 }
 */
export function indentLines(text: string, from: number, to: number, outwards: boolean): IndentedText {
  if (from === to && !outwards) {
    return { text: text.slice(0, from) + unit + text.slice(to), from: from + unit.length, to: to + unit.length };
  }
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const end = text.indexOf('\n', to) === -1 ? text.length : text.indexOf('\n', to);
  const lines = text.slice(start, end).split('\n');
  const moved = lines.map((line) => (outwards ? line.replace(/^ {1,2}/, '') : unit + line));
  const firstShift = (moved[0] ?? '').length - (lines[0] ?? '').length;
  const block = moved.join('\n');
  return {
    text: text.slice(0, start) + block + text.slice(end),
    from: Math.max(start, from + firstShift),
    to: Math.max(start, to + block.length - (end - start)),
  };
}
