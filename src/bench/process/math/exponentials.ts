/**
 * `exp`, `expm1` and the hyperbolic functions with the polynomials of fdlibm (Sun Microsystems, 1993), which are also
 * those of Node's V8. Other builds of V8 take the platform's own and differ in the last bit. Pure.
 * @module
 */
import { highWord, powerOfTwo, withHighWord } from './double-words.ts';

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const INVERSE_LN2 = 1.442695040888963387;
const OVERFLOW = 7.09782712893383973096e2;
const UNDERFLOW = -7.4513321910194110842e2;

/** Times 2 to the power of `exponent`, which may be 1024. */
const scaled = (value: number, exponent: number): number => {
  if (exponent === 1024) return value * 2 * 2 ** 1023;
  return exponent >= -1021 ? value * powerOfTwo(exponent) : value * powerOfTwo(exponent + 1000) * 2 ** -1000;
};

/** `x` as `exponent` times ln 2 and a rest below half of it. */
const reduced = (x: number, absoluteHigh: number): { exponent: number; high: number; low: number } => {
  const sign = x < 0 ? -1 : 1;
  if (absoluteHigh < 0x3ff0a2b2) return { exponent: sign, high: x - sign * LN2_HIGH, low: sign * LN2_LOW };
  const exponent = Math.trunc(INVERSE_LN2 * x + sign * 0.5);
  return { exponent, high: x - exponent * LN2_HIGH, low: exponent * LN2_LOW };
};

export const exp = (given: number): number => {
  const absoluteHigh = highWord(given) & 0x7fffffff;
  if (Number.isNaN(given)) return given;
  if (given > OVERFLOW) return Infinity;
  if (given < UNDERFLOW) return 0;
  if (absoluteHigh < 0x3e300000) return 1 + given;
  let x = given;
  let rest = { exponent: 0, high: 0, low: 0 };
  if (absoluteHigh > 0x3fd62e42) {
    if (given === 1) return Math.E;
    rest = reduced(given, absoluteHigh);
    x = rest.high - rest.low;
  }
  const t = x * x;
  const c =
    x -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  if (rest.exponent === 0) return 1 - ((x * c) / (c - 2) - x);
  return scaled(1 - (rest.low - (x * c) / (2 - c) - rest.high), rest.exponent);
};

export const expm1 = (given: number): number => {
  const absoluteHigh = highWord(given) & 0x7fffffff;
  if (Number.isNaN(given) || given === 0) return given;
  if (given > OVERFLOW) return Infinity;
  if (absoluteHigh >= 0x4043687a && given < 0) return -1;
  if (absoluteHigh < 0x3c900000) return given;
  let x = given;
  let exponent = 0;
  let c = 0;
  if (absoluteHigh > 0x3fd62e42) {
    const rest = reduced(given, absoluteHigh);
    ({ exponent } = rest);
    x = rest.high - rest.low;
    c = rest.high - x - rest.low;
  }
  const halfX = 0.5 * x;
  const hxs = x * halfX;
  const r1 =
    1 +
    hxs *
      (-3.33333333333331316428e-2 +
        hxs *
          (1.58730158725481460165e-3 +
            hxs * (-7.93650757867487942473e-5 + hxs * (4.00821782732936239552e-6 + hxs * -2.01099218183624371326e-7))));
  const t = 3 - r1 * halfX;
  let e = hxs * ((r1 - t) / (6 - x * t));
  if (exponent === 0) return x - (x * e - hxs);
  e = x * (e - c) - c - hxs;
  if (exponent === -1) return 0.5 * (x - e) - 0.5;
  if (exponent === 1) return x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e);
  if (exponent <= -2 || exponent > 56) return scaled(1 - (e - x), exponent) - 1;
  if (exponent < 20) return scaled(withHighWord(0, 0x3ff00000 - (0x200000 >> exponent)) - (e - x), exponent);
  return scaled(x - (e + powerOfTwo(-exponent)) + 1, exponent);
};

const LARGEST_SQUARE = 7.10475860073943863426e2;

export const sinh = (x: number): number => {
  const size = Math.abs(x);
  if (!Number.isFinite(x)) return x;
  const half = x < 0 ? -0.5 : 0.5;
  if (size < 22) {
    if (size < 2 ** -28) return x;
    const t = expm1(size);
    return size < 1 ? half * (2 * t - (t * t) / (t + 1)) : half * (t + t / (t + 1));
  }
  if (size < 709.7822265625) return half * exp(size);
  if (size <= LARGEST_SQUARE) {
    const w = exp(0.5 * size);
    return half * w * w;
  }
  return x * Infinity;
};

export const cosh = (x: number): number => {
  const size = Math.abs(x);
  if (size < 22) {
    if (size < 0.5 * Math.LN2) {
      const t = expm1(size);
      const w = 1 + t;
      return size < 2 ** -55 ? w : 1 + (t * t) / (w + w);
    }
    const t = exp(size);
    return 0.5 * t + 0.5 / t;
  }
  if (size < 709.7822265625) return 0.5 * exp(size);
  if (size <= LARGEST_SQUARE) {
    const w = exp(0.5 * size);
    return 0.5 * w * w;
  }
  return size * Infinity;
};

export const tanh = (x: number): number => {
  if (Number.isNaN(x) || Math.abs(x) < 2 ** -28) return x;
  const size = Math.abs(x);
  let z = 1;
  if (size < 22) {
    const t = expm1(size >= 1 ? 2 * size : -2 * size);
    z = size >= 1 ? 1 - 2 / (t + 2) : -t / (t + 2);
  }
  return x < 0 ? -z : z;
};
