/**
 * The two 32-bit halves of a double, as the algorithms of this folder take numbers apart. Pure.
 * @module
 */
const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
const [LOW, HIGH] = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? ([0, 1] as const) : ([1, 0] as const);

/** Sign, exponent and the first 20 bits of the fraction, as a signed number. */
export const highWord = (value: number): number => {
  double[0] = value;
  return (words[HIGH] as number) | 0;
};

export const fromWords = (high: number, low: number): number => {
  words[HIGH] = high;
  words[LOW] = low;
  return double[0] as number;
};

export const withHighWord = (value: number, high: number): number => {
  double[0] = value;
  words[HIGH] = high;
  return double[0];
};

export const withoutLowWord = (value: number): number => {
  double[0] = value;
  words[LOW] = 0;
  return double[0];
};

/** 2 to the power of a whole `exponent` from -1022 to 1023. */
export const powerOfTwo = (exponent: number): number => fromWords((0x3ff + exponent) << 20, 0);
