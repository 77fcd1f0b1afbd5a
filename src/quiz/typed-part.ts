/**
 * Names a typed answer, so that feedback for a common mistake is found however it was typed. Pure.
 * @module
 */
import { normaliseText } from './normalise-text.ts';
import { readNumber } from './read-number.ts';

/**
 * @param answer What kind of answer the question takes.
 * @returns Numbers as digits, texts normalised; the same for "99,9 %" and "99.9".
 *
 * @example
 * typedPart('99,9 %', { kind: 'number', unit: '%' }); // '99.9'
 */
export function typedPart(text: string, answer: { readonly kind: string; readonly unit?: string | undefined }): string {
  const number = answer.kind === 'number' ? readNumber(text, answer.unit)[0] : undefined;
  return number === undefined ? normaliseText(text) : String(number);
}
