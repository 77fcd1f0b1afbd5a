/**
 * `sin`, `cos` and `tan` with the polynomials of fdlibm (Sun Microsystems, 1993). Pure.
 * @module
 */
import { fromWords, highWord, withoutLowWord } from './double-words.ts';

interface Reduced {
  /** Quarter turns taken off. */
  readonly quarters: number;
  readonly high: number;
  readonly low: number;
}

const parts = [
  [1.57079632673412561417, 6.07710050650619224932e-11],
  [6.0771005063039659766e-11, 2.02226624879595063154e-21],
  [2.0222662487111664558e-21, 8.47842766036889956997e-32],
] as const;

/** π/2 in binary to 1152 places behind the point: enough for every double. */
const halfPi = (() => {
  const places = 1152n;
  const one = 1n << (places + 32n);
  const arctan = (inverse: bigint) => {
    let term = one / inverse;
    let sum = term;
    for (let n = 3n, sign = -1n; term !== 0n; n += 2n, sign = -sign) {
      term /= inverse * inverse;
      sum += (sign * term) / n;
    }
    return sum;
  };
  // Machin: π/4 = 4 arctan(1/5) - arctan(1/239)
  return { value: () => (2n * (4n * arctan(5n) - arctan(239n))) >> 32n, places };
})();
let halfPiDigits: bigint | undefined;

const exponentOf = (value: number): number => (highWord(value) >> 20) & 0x7ff;

/** For arguments beyond 2²⁰ quarter turns: exact, in whole numbers. */
const reducedExactly = (x: number): Reduced => {
  halfPiDigits ??= halfPi.value();
  const exponent = exponentOf(x) - 1075;
  const mantissa = BigInt(Math.abs(x) / 2 ** exponent);
  const scaled = mantissa << (halfPi.places + BigInt(exponent));
  let quarters = scaled / halfPiDigits;
  let rest = scaled - quarters * halfPiDigits;
  if (rest * 2n > halfPiDigits) {
    quarters += 1n;
    rest -= halfPiDigits;
  }
  // Two doubles hold the first 106 bits of the rest.
  const size = rest < 0n ? -rest : rest;
  const dropped = BigInt(Math.max(size.toString(2).length - 106, 0));
  const digits = size >> dropped;
  const scale = 2 ** Number(dropped - halfPi.places);
  const top = Number(digits);
  const high = top * scale;
  const low = Number(digits - BigInt(top)) * scale;
  const sign = (rest < 0n ? -1 : 1) * (x < 0 ? -1 : 1);
  return { quarters: Number(quarters & 3n) * (x < 0 ? -1 : 1), high: sign * high, low: sign * low };
};

const reduce = (x: number): Reduced => {
  const size = Math.abs(x);
  if ((highWord(size) & 0x7fffffff) > 0x413921fb) return reducedExactly(x);
  const quarters = Math.trunc(size * 6.36619772367581382433e-1 + 0.5);
  let rest = size - quarters * parts[0][0];
  let lost = quarters * parts[0][1];
  let high = rest - lost;
  const wanted = exponentOf(size);
  for (const [stage, bits] of [
    [1, 16],
    [2, 49],
  ] as const) {
    if (wanted - exponentOf(high) <= bits) break;
    const before = rest;
    const taken = quarters * parts[stage][0];
    rest = before - taken;
    lost = quarters * parts[stage][1] - (before - rest - taken);
    high = rest - lost;
  }
  const low = rest - high - lost;
  return x < 0 ? { quarters: -quarters, high: -high, low: -low } : { quarters, high, low };
};

const kernelSin = (x: number, y: number): number => {
  if (Math.abs(x) < 2 ** -27) return x;
  const z = x * x;
  const v = z * x;
  const r =
    8.33333333332248946124e-3 +
    z *
      (-1.98412698298579493134e-4 +
        z * (2.75573137070700676789e-6 + z * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10)));
  if (y === 0) return x + v * (-1.66666666666666324348e-1 + z * r);
  return x - (z * (0.5 * y - v * r) - y - v * -1.66666666666666324348e-1);
};

const kernelCos = (x: number, y: number): number => {
  const high = highWord(x) & 0x7fffffff;
  if (high < 0x3e400000) return 1;
  const z = x * x;
  const r =
    z *
    (4.16666666666666019037e-2 +
      z *
        (-1.38888888888741095749e-3 +
          z *
            (2.48015872894767294178e-5 +
              z * (-2.75573143513906633035e-7 + z * (2.0875723212981748279e-9 + z * -1.13596475577881948265e-11)))));
  if (high < 0x3fd33333) return 1 - (0.5 * z - (z * r - x * y));
  const q = high > 0x3fe90000 ? 0.28125 : fromWords(high - 0x200000, 0);
  return 1 - q - (0.5 * z - q - (z * r - x * y));
};

const tangentEven = [
  1.33333333333201242699e-1, 2.18694882948595424599e-2, 3.59207910759131235356e-3, 5.88041240820264096874e-4,
  7.817944429395570923e-5, -1.85586374855275456654e-5,
] as const;
const tangentOdd = [
  5.39682539762260521377e-2, 8.86323982359930005737e-3, 1.45620945432529025516e-3, 2.46463134818469906812e-4,
  7.14072491382608190305e-5, 2.59073051863633712884e-5,
] as const;
const polynomial = (terms: readonly number[], w: number) => terms.reduceRight((sum, term) => term + w * sum, 0);

/** @param isInverse Gives -1/tan instead. */
const kernelTan = (given: number, givenLow: number, isInverse: boolean): number => {
  let x = given;
  let y = givenLow;
  const high = highWord(given);
  const size = high & 0x7fffffff;
  if (size < 0x3e300000) return isInverse && x !== 0 ? -1 / x : x;
  const isLarge = size >= 0x3fe59428;
  if (isLarge) {
    const z = 7.85398163397448278999e-1 - (high < 0 ? -x : x);
    x = z + (3.06161699786838301793e-17 - (high < 0 ? -y : y));
    y = 0;
  }
  const z = x * x;
  const w = z * z;
  let r = polynomial(tangentEven, w);
  const v = z * polynomial(tangentOdd, w);
  const s = z * x;
  r = y + z * (s * (r + v) + y);
  r += 3.33333333333334091986e-1 * s;
  const sum = x + r;
  if (isLarge) {
    const one = isInverse ? -1 : 1;
    return (high < 0 ? -1 : 1) * (one - 2 * (x - ((sum * sum) / (sum + one) - r)));
  }
  if (!isInverse) return sum;
  const top = withoutLowWord(sum);
  const inverse = -1 / sum;
  const t = withoutLowWord(inverse);
  return t + inverse * (1 + t * top + t * (r - (top - x)));
};

const isSmall = (x: number): boolean => (highWord(x) & 0x7fffffff) <= 0x3fe921fb;

const turned = (x: number, plus: number): number => {
  if (!Number.isFinite(x)) return NaN;
  const { quarters, high, low } = reduce(x);
  switch ((quarters + plus) & 3) {
    case 0:
      return kernelSin(high, low);
    case 1:
      return kernelCos(high, low);
    case 2:
      return -kernelSin(high, low);
    default:
      return -kernelCos(high, low);
  }
};

export const sin = (x: number): number => (isSmall(x) ? kernelSin(x, 0) : turned(x, 0));

export const cos = (x: number): number => (isSmall(x) ? kernelCos(x, 0) : turned(x, 1));

export const tan = (x: number): number => {
  if (isSmall(x)) return kernelTan(x, 0, false);
  if (!Number.isFinite(x)) return NaN;
  const { quarters, high, low } = reduce(x);
  return kernelTan(high, low, (quarters & 1) === 1);
};
