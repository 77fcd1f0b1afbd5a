/**
 * `util.styleText`: escape codes around a text. Pure.
 * @module
 */
import { coded } from '../errors.ts';

const colours = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
const title = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

const codes: Readonly<Record<string, readonly [on: number, off: number]>> = {
  reset: [0, 0],
  bold: [1, 22],
  dim: [2, 22],
  italic: [3, 23],
  underline: [4, 24],
  blink: [5, 25],
  inverse: [7, 27],
  hidden: [8, 28],
  strikethrough: [9, 29],
  doubleunderline: [21, 24],
  ...Object.fromEntries(
    colours.flatMap((name, at) => [
      [name, [30 + at, 39]],
      [`bg${title(name)}`, [40 + at, 49]],
      [`${name}Bright`, [90 + at, 39]],
      [`bg${title(name)}Bright`, [100 + at, 49]],
    ]),
  ),
  gray: [90, 39],
  grey: [90, 39],
};

interface StyleOptions {
  readonly validateStream?: boolean;
}

/** A service's output is no terminal: without `validateStream: false` the text stays as it is. */
export const styleText = (
  format: string | readonly string[],
  text: string,
  { validateStream = true }: StyleOptions = {},
): string => {
  const found = [format].flat().map((name) => {
    const pair = codes[name];
    if (pair) return pair;
    throw coded(
      new TypeError(`The argument 'format' must be one of: ${Object.keys(codes).join(', ')}. Received '${name}'`),
      'ERR_INVALID_ARG_VALUE',
    );
  });
  if (validateStream) return text;
  return found.reduceRight((inner, [on, off]) => `\u001b[${on}m${inner}\u001b[${off}m`, text);
};
