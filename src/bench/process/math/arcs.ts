/**
 * `asin`, `acos`, `atan`, `atan2` with the polynomials of fdlibm (Sun Microsystems, 1993), and `cbrt` with that of
 * FreeBSD, which are also those of Node's V8. Pure.
 * @module
 */
import { fromWords, highWord, withoutLowWord } from './double-words.ts';

const HALF_PI_HIGH = 1.570796326794896558;
const HALF_PI_LOW = 6.12323399573676603587e-17;
const QUARTER_PI_HIGH = 7.85398163397448278999e-1;

const ratio = (t: number): number => {
  const p =
    t *
    (1.66666666666666657415e-1 +
      t *
        (-3.25565818622400915405e-1 +
          t *
            (2.01212532134862925881e-1 +
              t * (-4.00555345006794114027e-2 + t * (7.91534994289814532176e-4 + t * 3.4793310759602116757e-5)))));
  const q =
    1 +
    t *
      (-2.40339491173441421878 +
        t * (2.02094576023350569471 + t * (-6.8828397160545329303e-1 + t * 7.70381505559019352791e-2)));
  return p / q;
};

export const asin = (x: number): number => {
  const size = Math.abs(x);
  if (size > 1 || Number.isNaN(x)) return NaN;
  if (size === 1) return x * HALF_PI_HIGH + x * HALF_PI_LOW;
  if (size < 0.5) return size < 2 ** -27 ? x : x + x * ratio(x * x);
  const t = (1 - size) * 0.5;
  const s = Math.sqrt(t);
  let value: number;
  if ((highWord(size) & 0x7fffffff) >= 0x3fef3333) value = HALF_PI_HIGH - (2 * (s + s * ratio(t)) - HALF_PI_LOW);
  else {
    const w = withoutLowWord(s);
    const c = (t - w * w) / (s + w);
    const p = 2 * s * ratio(t) - (HALF_PI_LOW - 2 * c);
    value = QUARTER_PI_HIGH - (p - (QUARTER_PI_HIGH - 2 * w));
  }
  return x > 0 ? value : -value;
};

export const acos = (x: number): number => {
  const size = Math.abs(x);
  if (size > 1 || Number.isNaN(x)) return NaN;
  if (size === 1) return x > 0 ? 0 : Math.PI + 2 * HALF_PI_LOW;
  if (size < 0.5) {
    if (size <= 2 ** -57) return HALF_PI_HIGH + HALF_PI_LOW;
    return HALF_PI_HIGH - (x - (HALF_PI_LOW - x * ratio(x * x)));
  }
  if (x < 0) {
    const z = (1 + x) * 0.5;
    const s = Math.sqrt(z);
    return Math.PI - 2 * (s + (ratio(z) * s - HALF_PI_LOW));
  }
  const z = (1 - x) * 0.5;
  const s = Math.sqrt(z);
  const top = withoutLowWord(s);
  const c = (z - top * top) / (s + top);
  return 2 * (top + (ratio(z) * s + c));
};

const atanHigh = [
  4.63647609000806093515e-1,
  7.85398163397448278999e-1,
  9.82793723247329054082e-1,
  HALF_PI_HIGH,
] as const;
const atanLow = [
  2.26987774529616870924e-17,
  3.06161699786838301793e-17,
  1.39033110312309984516e-17,
  HALF_PI_LOW,
] as const;

export const atan = (given: number): number => {
  if (Number.isNaN(given)) return given;
  const size = Math.abs(given);
  const sign = given < 0 ? -1 : 1;
  if (size >= 2 ** 66) return sign * (HALF_PI_HIGH + HALF_PI_LOW);
  const high = highWord(size) & 0x7fffffff;
  let x = given;
  let id = -1;
  if (high < 0x3fdc0000) {
    if (high < 0x3e400000) return given;
  } else if (high < 0x3fe60000) [id, x] = [0, (2 * size - 1) / (2 + size)];
  else if (high < 0x3ff30000) [id, x] = [1, (size - 1) / (size + 1)];
  else if (high < 0x40038000) [id, x] = [2, (size - 1.5) / (1 + 1.5 * size)];
  else [id, x] = [3, -1 / size];
  const z = x * x;
  const w = z * z;
  const s1 =
    z *
    (3.33333333333329318027e-1 +
      w *
        (1.42857142725034663711e-1 +
          w *
            (9.09088713343650656196e-2 +
              w * (6.66107313738753120669e-2 + w * (4.97687799461593236017e-2 + w * 1.62858201153657823623e-2)))));
  const s2 =
    w *
    (-1.99999999998764832476e-1 +
      w *
        (-1.1111110405462355788e-1 +
          w * (-7.69187620504482999495e-2 + w * (-5.83357013379057348645e-2 + w * -3.6531572744216915527e-2))));
  if (id < 0) return x - x * (s1 + s2);
  return sign * ((atanHigh[id] as number) - (x * (s1 + s2) - (atanLow[id] as number) - x));
};

const PI_LOW = 1.2246467991473532e-16;

export const atan2 = (y: number, x: number): number => {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (x === 1) return atan(y);
  const isLeft = x < 0 || Object.is(x, -0);
  const sign = y < 0 || Object.is(y, -0) ? -1 : 1;
  if (y === 0) return isLeft ? sign * Math.PI : y;
  if (x === 0) return sign * HALF_PI_HIGH;
  if (Math.abs(x) === Infinity) {
    if (Math.abs(y) === Infinity) return sign * (isLeft ? 3 * QUARTER_PI_HIGH : QUARTER_PI_HIGH);
    return sign * (isLeft ? Math.PI : 0);
  }
  if (Math.abs(y) === Infinity) return sign * HALF_PI_HIGH;
  const difference = ((highWord(y) & 0x7fffffff) - (highWord(x) & 0x7fffffff)) >> 20;
  if (difference > 60) return sign * (HALF_PI_HIGH + 0.5 * PI_LOW);
  const z = isLeft && difference < -60 ? 0 : atan(Math.abs(y / x));
  return sign * (isLeft ? Math.PI - (z - PI_LOW) : z);
};

export const cbrt = (x: number): number => {
  if (!Number.isFinite(x) || x === 0) return x;
  const size = Math.abs(x);
  const isTiny = size < 2 ** -1022;
  const high = highWord(isTiny ? size * 2 ** 54 : size) & 0x7fffffff;
  let t = fromWords(Math.trunc(high / 3) + (isTiny ? 696219795 : 715094163), 0);
  const r = t * t * (t / size);
  t *=
    1.87595182427177009643 +
    r * (-1.88497979543377169875 + r * 1.62142972010535446614) +
    r * r * r * (-0.758397934778766047437 + r * 0.145996192886612446982);
  // Rounded to 23 bits, so that its square is exact.
  t = rounded23(t);
  const s = t * t;
  const q = size / s;
  t += t * ((q - t) / (t + t + q));
  return x < 0 ? -t : t;
};

const bits = new BigInt64Array(1);
const value = new Float64Array(bits.buffer);
const rounded23 = (t: number): number => {
  value[0] = t;
  bits[0] = ((bits[0] as bigint) + 0x80000000n) & 0xffffffffc0000000n;
  return value[0];
};
