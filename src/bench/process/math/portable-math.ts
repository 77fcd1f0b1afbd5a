/**
 * The functions of `Math` whose last bit depends on how the host was built: Chromium and Node differ in up to a fifth of
 * the arguments. `sqrt`, `pow` and `hypot` agree everywhere and stay the host's. Pure.
 *
 * The results are those of Node 24 bit for bit, but for `sin`, `cos` and `tan` beyond a million, where one argument in a
 * hundred thousand is closer to the true value here.
 * @module
 */
import { acos, asin, atan, atan2, cbrt } from './arcs.ts';
import { cosh, exp, expm1, sinh, tanh } from './exponentials.ts';
import { acosh, asinh, atanh, log, log10, log1p, log2 } from './logarithms.ts';
import { cos, sin, tan } from './trigonometry.ts';

type MathFunction = (...values: number[]) => number;

export const portableMath: Readonly<Record<string, MathFunction>> = {
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atan2: atan2 as MathFunction,
  atanh,
  cbrt,
  cos,
  cosh,
  exp,
  expm1,
  log,
  log10,
  log1p,
  log2,
  sin,
  sinh,
  tan,
  tanh,
};
