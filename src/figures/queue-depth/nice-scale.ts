/**
 * The upper end of an axis: the first round number that is enough. Pure; runs at build time and in the browser.
 * @module
 */

/**
 * 1, 2, 4 or 8 times a power of ten, so that the half of it is round as well.
 *
 * @param least The axis is never shorter.
 *
 * @example
 * niceScale(57, 10) // 80
 */
export function niceScale(largest: number, least: number): number {
  const needed = Math.max(largest, least);
  const power = 10 ** Math.floor(Math.log10(needed));
  return [1, 2, 4, 8, 10].map((factor) => factor * power).find((end) => end >= needed) ?? 10 * power;
}
