/**
 * Where two long texts part, because a diff of them would fill the screen.
 * @module
 */

const AROUND = 120;

/** Both texts around the first place where they differ; undefined when they are the same. */
export function firstDifference(
  left: string,
  right: string,
): { readonly left: string; readonly right: string } | undefined {
  if (left === right) return undefined;
  let at = 0;
  while (left[at] === right[at]) at += 1;
  const around = (text: string) => text.slice(Math.max(at - AROUND, 0), at + AROUND);
  return { left: around(left), right: around(right) };
}
