/**
 * Scores a typed answer: a short text or a number. Pure.
 * @module
 */
import { normaliseText } from './normalise-text.ts';
import { readNumber } from './read-number.ts';
import type { Answer } from './attempt.ts';
import type { Marking } from './marking.ts';

// Typed decimals are not exact in binary: 99.5 lies within 0.1 of 99.4 only with a little room.
const ROUNDING_ROOM = 1e-9;

/**
 * @param answer The text as typed.
 * @param accept Accepted texts; case, spacing and quotes do not matter.
 *
 * @example
 * scoreText(['Business  capability'], ['business capability']).isRight; // true
 */
export function scoreText(answer: Answer, accept: readonly string[]): Marking {
  const given = normaliseText(answer[0] ?? '');
  return verdict(accept.some((text) => normaliseText(text) === given));
}

/**
 * @param answer The text as typed, with or without the unit.
 * @param expected.tolerance Largest distance that still counts, in the same unit.
 *
 * @example
 * scoreNumber(['99,5 %'], { value: 99.5, tolerance: 0.01, unit: '%' }).isRight; // true
 */
export function scoreNumber(
  answer: Answer,
  expected: { readonly value: number; readonly tolerance: number; readonly unit?: string | undefined },
): Marking {
  const room = expected.tolerance + ROUNDING_ROOM * Math.max(1, Math.abs(expected.value));
  return verdict(readNumber(answer[0] ?? '', expected.unit).some((given) => Math.abs(given - expected.value) <= room));
}

function verdict(isRight: boolean): Marking {
  return { score: isRight ? 1 : 0, isRight, parts: {} };
}
