/**
 * ln(x) from additions, multiplications and divisions alone. `Math.log` differs in the last bit between JavaScript
 * engines, and a run must not depend on the engine. Pure.
 * @module
 */

const LN_2 = 0.6931471805599453;

/**
 * Natural logarithm of a positive finite number, to about 1e-15.
 *
 * @example
 * naturalLogarithm(0.5) // -0.6931471805599453
 */
export function naturalLogarithm(value: number): number {
  let mantissa = value;
  let exponent = 0;
  while (mantissa > 1.5) {
    mantissa /= 2;
    exponent += 1;
  }
  while (mantissa < 0.75) {
    mantissa *= 2;
    exponent -= 1;
  }
  // ln m = 2 artanh((m - 1) / (m + 1)), a series that shrinks by at least 25 a term here.
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  let sum = 0;
  for (let term = 27; term >= 1; term -= 2) sum = sum * square + 1 / term;
  return 2 * ratio * sum + exponent * LN_2;
}
