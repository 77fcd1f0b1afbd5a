/**
 * A command line as tokens: options with their values, positionals, and `--`. Pure.
 * @module
 */
interface ArgOption {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly multiple?: boolean;
  readonly default?: unknown;
}

export type ArgOptions = Readonly<Record<string, ArgOption>>;

export interface OptionToken {
  readonly kind: 'option';
  name: string;
  /** As it was written: `-v`. */
  readonly rawName: string;
  readonly index: number;
  readonly value: string | undefined;
  /** Whether the value stood in the same argument; undefined without one. */
  readonly inlineValue: boolean | undefined;
}

export type ArgToken =
  | OptionToken
  | { readonly kind: 'positional'; readonly index: number; readonly value: string }
  | { readonly kind: 'option-terminator'; readonly index: number };

const nameOf = (short: string, options: ArgOptions): string =>
  Object.entries(options).find(([, option]) => option.short === short)?.[0] ?? short;

const takesValue = (name: string, options: ArgOptions): boolean =>
  Object.hasOwn(options, name) && options[name]?.type === 'string';

/** `-abc` as `-a`, `-b`, `-c`, up to the first that takes the rest as its value. */
const splitGroup = (group: string, options: ArgOptions): readonly string[] => {
  const letters = group.slice(1).split('');
  const at = letters.findIndex((letter) => takesValue(nameOf(letter, options), options));
  const end = at === -1 ? letters.length : at;
  const flags = letters.slice(0, end).map((letter) => `-${letter}`);
  return end < letters.length ? [...flags, `-${letters.slice(end).join('')}`] : flags;
};

/** Reads one argument that may be followed by its value. */
const readOption = (
  arg: string,
  next: string | undefined,
  index: number,
  options: ArgOptions,
): OptionToken | undefined => {
  const isLong = arg.startsWith('--') && arg.length > 2;
  if (!isLong && !/^-[^-]/.test(arg)) return undefined;
  const equals = isLong ? arg.indexOf('=', 3) : -1;
  const isInline = equals !== -1 || (!isLong && arg.length > 2);
  const end = isLong ? (equals === -1 ? arg.length : equals) : 2;
  const rawName = arg.slice(0, end);
  const name = isLong ? rawName.slice(2) : nameOf(rawName.slice(1), options);
  if (isInline) {
    return { kind: 'option', name, rawName, index, value: arg.slice(isLong ? end + 1 : 2), inlineValue: true };
  }
  const value = takesValue(name, options) ? next : undefined;
  return { kind: 'option', name, rawName, index, value, inlineValue: value === undefined ? undefined : false };
};

/**
 * @example
 * readArgTokens(['-v', 'file'], { verbose: { type: 'boolean', short: 'v' } }).map(({ kind }) => kind); // ['option', 'positional']
 */
export const readArgTokens = (args: readonly string[], options: ArgOptions): readonly ArgToken[] => {
  const tokens: ArgToken[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] as string;
    if (arg === '--') {
      tokens.push({ kind: 'option-terminator', index });
      const rest = args.slice(index + 1);
      tokens.push(...rest.map((value, at) => ({ kind: 'positional', index: index + 1 + at, value }) as const));
      break;
    }
    const parts = /^-[^-]./.test(arg) ? splitGroup(arg, options) : [arg];
    let hasTaken = false;
    for (const [at, part] of parts.entries()) {
      const token = readOption(part, at === parts.length - 1 ? args[index + 1] : undefined, index, options);
      tokens.push(token ?? { kind: 'positional', index, value: part });
      hasTaken = token?.inlineValue === false;
    }
    if (hasTaken) index += 1;
  }
  return tokens;
};
