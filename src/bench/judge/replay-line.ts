/**
 * The line by which a run can be repeated, in the page and in the terminal: `hello-payment/04 seed=4711 keep=1,7-8`. Pure.
 * @module
 */

export interface Replay {
  readonly lab: string;
  /** The check's number, the first two characters of its slug. */
  readonly number: string;
  readonly seed: number;
  /** Requests of the check's traffic that are sent, counted from 1, ascending; all when absent. */
  readonly keep?: readonly number[];
}

const LINE = /^\s*([a-z0-9-]+)\/(\d{2}) seed=(\d{1,10})(?: keep=(none|[\d,-]+))?\s*$/;
const RANGE = /^(\d{1,7})(?:-(\d{1,7}))?$/;
/** As many as one traffic plan may hold. */
const LARGEST_KEPT = 1_000_000;
const LARGEST_SEED = 2 ** 31 - 1;

/**
 * @example
 * formatReplay({ lab: 'hello-payment', number: '04', seed: 4711, keep: [1, 7, 8] }) // 'hello-payment/04 seed=4711 keep=1,7-8'
 */
export function formatReplay({ lab, number, seed, keep }: Replay): string {
  return `${lab}/${number} seed=${seed}${keep === undefined ? '' : ` keep=${keep.length === 0 ? 'none' : formatRanges(keep)}`}`;
}

/**
 * @returns `undefined` when the text is no such line.
 *
 * @example
 * parseReplay('hello-payment/04 seed=4711 keep=1,7-8')?.keep // [1, 7, 8]
 */
export function parseReplay(text: string): Replay | undefined {
  const [, lab, number, digits, ranges] = LINE.exec(text) ?? [];
  const seed = Number(digits);
  if (lab === undefined || number === undefined || seed > LARGEST_SEED) return undefined;
  if (ranges === undefined) return { lab, number, seed };
  const keep = ranges === 'none' ? [] : parseRanges(ranges);
  return keep && { lab, number, seed, keep };
}

function formatRanges(numbers: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range && number === range.last + 1) range.last = number;
    else ranges.push({ first: number, last: number });
  }
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

function parseRanges(text: string): readonly number[] | undefined {
  const numbers: number[] = [];
  for (const part of text.split(',')) {
    const [, from, to = from] = RANGE.exec(part) ?? [];
    const [first, last] = [Number(from), Number(to)];
    const isAscending = first > (numbers.at(-1) ?? 0) && last >= first;
    if (!isAscending || last > LARGEST_KEPT) return undefined;
    for (let number = first; number <= last; number += 1) numbers.push(number);
  }
  return numbers;
}
