/**
 * Finds a place such as "payment-service/main.ts:21:7" in a sentence of the engine. Pure.
 * @module
 */
import type { SourcePosition } from '#bench/judge/report.ts';

/**
 * @returns The first place named in the text; without a column it is the start of the line.
 *
 * @example
 * placeInText('could not be read (main.ts:21:7)') // { file: 'main.ts', line: 21, column: 7 }
 */
export function placeInText(text: string): SourcePosition | undefined {
  const found = /([\w@./-]+\.[cm]?[jt]s):(\d+)(?::(\d+))?/.exec(text);
  if (!found?.[1]) return undefined;
  return { file: found[1], line: Number(found[2]), column: Number(found[3] ?? 1) };
}
