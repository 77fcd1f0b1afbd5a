/**
 * Logarithms and the inverse hyperbolic functions with the polynomials of fdlibm (Sun Microsystems, 1993), which are
 * also those of Node's V8. Pure.
 * @module
 */
import { highWord, withHighWord, withoutLowWord } from './double-words.ts';

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const L1 = 6.66666666666673513e-1;
const L2 = 3.999999999940941908e-1;
const L3 = 2.857142874366239149e-1;
const L4 = 2.222219843214978396e-1;
const L5 = 1.818357216161805012e-1;
const L6 = 1.531383769920937332e-1;
const L7 = 1.479819860511658591e-1;

/** log(1 + f) without f - f²/2, by the even and the odd terms apart. */
const series = (f: number): { s: number; r: number } => {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (L2 + w * (L4 + w * L6));
  const odd = z * (L1 + w * (L3 + w * (L5 + w * L7)));
  return { s, r: odd + even };
};

/** `x` as 2 to the power of `exponent` times a mantissa from √½ to √2; `hx`: the mantissa's own bits. */
const split = (given: number): { exponent: number; mantissa: number; hx: number } => {
  const x = given < 2 ** -1022 ? given * 2 ** 54 : given;
  const high = highWord(x);
  const hx = high & 0xfffff;
  const carry = (hx + 0x95f64) & 0x100000;
  const mantissa = withHighWord(x, hx | (carry ^ 0x3ff00000));
  return { exponent: (high >> 20) - 1023 + (carry >> 20) - (given < 2 ** -1022 ? 54 : 0), mantissa, hx };
};

/** What a logarithm is for arguments that have none; undefined for the others. */
const special = (x: number): number | undefined => {
  if (x === 0) return -Infinity;
  if (x < 0 || Number.isNaN(x)) return NaN;
  return x === Infinity ? x : undefined;
};

export const log = (x: number): number => {
  const known = special(x);
  if (known !== undefined) return known;
  const { exponent: k, mantissa, hx } = split(x);
  const f = mantissa - 1;
  if ((0xfffff & (2 + hx)) < 3) {
    if (f === 0) return k === 0 ? 0 : k * LN2_HIGH + k * LN2_LOW;
    const r = f * f * (0.5 - 0.3333333333333333 * f);
    return k === 0 ? f - r : k * LN2_HIGH - (r - k * LN2_LOW - f);
  }
  const { s, r } = series(f);
  if (((hx - 0x6147a) | (0x6b851 - hx)) > 0) {
    const half = 0.5 * f * f;
    return k === 0 ? f - (half - s * (half + r)) : k * LN2_HIGH - (half - (s * (half + r) + k * LN2_LOW) - f);
  }
  return k === 0 ? f - s * (f - r) : k * LN2_HIGH - (s * (f - r) - k * LN2_LOW - f);
};

export const log2 = (x: number): number => {
  const known = special(x);
  if (known !== undefined) return known;
  if (x === 1) return 0;
  const { exponent, mantissa } = split(x);
  const f = mantissa - 1;
  const half = 0.5 * f * f;
  const { s, r } = series(f);
  const high = withoutLowWord(f - half);
  const low = f - high - half + s * (half + r);
  const valueHigh = high * 1.44269504072144627571;
  const w = exponent + valueHigh;
  const valueLow =
    (low + high) * 1.67517131648865118353e-10 + low * 1.44269504072144627571 + (exponent - w + valueHigh);
  return valueLow + w;
};

export const log10 = (given: number): number => {
  const known = special(given);
  if (known !== undefined) return known;
  if (given === 1) return 0;
  const x = given < 2 ** -1022 ? given * 2 ** 54 : given;
  const high = highWord(x);
  const k = (high >> 20) - 1023 - (given < 2 ** -1022 ? 54 : 0);
  const carry = k < 0 ? 1 : 0;
  const mantissa = withHighWord(x, (high & 0xfffff) | ((0x3ff - carry) << 20));
  const y = k + carry;
  const z = y * 3.69423907715893078616e-13 + 4.34294481903251816668e-1 * log(mantissa);
  return z + y * 3.01029995663611771306e-1;
};

export const log1p = (x: number): number => {
  if (x === -1) return -Infinity;
  if (x < -1 || Number.isNaN(x)) return NaN;
  if (x === Infinity || Math.abs(x) < 2 ** -54) return x;
  if (Math.abs(x) < 2 ** -29) return x - x * x * 0.5;
  const hx = highWord(x);
  let k = 0;
  let f = x;
  let hu = 1;
  let c = 0;
  if (!(hx < 0x3fda827a && (hx > 0 || hx <= (0xbfd2bec4 | 0)))) {
    let u = x;
    if (hx < 0x43400000) {
      u = 1 + x;
      k = (highWord(u) >> 20) - 1023;
      c = (k > 0 ? 1 - (u - x) : x - (u - 1)) / u;
    } else k = (hx >> 20) - 1023;
    hu = highWord(u) & 0xfffff;
    if (hu < 0x6a09e) u = withHighWord(u, hu | 0x3ff00000);
    else {
      k += 1;
      u = withHighWord(u, hu | 0x3fe00000);
      hu = (0x100000 - hu) >> 2;
    }
    f = u - 1;
  }
  const half = 0.5 * f * f;
  if (hu === 0) {
    if (f === 0) return k === 0 ? 0 : k * LN2_HIGH + (c + k * LN2_LOW);
    const r = half * (1 - 0.6666666666666666 * f);
    return k === 0 ? f - r : k * LN2_HIGH - (r - (k * LN2_LOW + c) - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const r = z * (L1 + z * (L2 + z * (L3 + z * (L4 + z * (L5 + z * (L6 + z * L7))))));
  if (k === 0) return f - (half - s * (half + r));
  return k * LN2_HIGH - (half - (s * (half + r) + (k * LN2_LOW + c)) - f);
};

export const asinh = (x: number): number => {
  const size = Math.abs(x);
  if (!Number.isFinite(x) || size < 2 ** -28) return x;
  let w: number;
  if (size > 2 ** 28) w = log(size) + Math.LN2;
  else if (size > 2) w = log(2 * size + 1 / (Math.sqrt(x * x + 1) + size));
  else w = log1p(size + (x * x) / (1 + Math.sqrt(1 + x * x)));
  return x > 0 ? w : -w;
};

export const acosh = (x: number): number => {
  if (x < 1 || Number.isNaN(x)) return NaN;
  if (x > 2 ** 28) return x === Infinity ? x : log(x) + Math.LN2;
  if (x === 1) return 0;
  if (x > 2) return log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
  const t = x - 1;
  return log1p(t + Math.sqrt(2 * t + t * t));
};

export const atanh = (x: number): number => {
  const size = Math.abs(x);
  if (size > 1 || Number.isNaN(x)) return NaN;
  if (size === 1) return x * Infinity;
  if (size < 2 ** -28) return x;
  const t = size + size;
  const w = size < 0.5 ? 0.5 * log1p(t + (t * size) / (1 - size)) : 0.5 * log1p(t / (1 - size));
  return x >= 0 ? w : -w;
};
