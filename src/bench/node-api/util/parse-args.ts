/**
 * `parseArgs` of `node:util`: options and positionals of a command line, as of a process that another one has started.
 * @module
 */
import { coded, invalidArgType } from '../errors.ts';
import { invalidArgValue } from '../fs/fs-error.ts';
import { processObject } from '../process-object.ts';
import { readArgTokens, type ArgOptions, type ArgToken, type OptionToken } from './arg-tokens.ts';

type Value = string | boolean;

interface Config {
  readonly args?: readonly string[];
  readonly options?: ArgOptions;
  readonly strict?: boolean;
  readonly allowPositionals?: boolean;
  readonly allowNegative?: boolean;
  readonly tokens?: boolean;
}

interface Parsed {
  readonly values: Record<string, Value | Value[]>;
  readonly positionals: string[];
  tokens?: readonly ArgToken[];
}

const mistake = (code: string, message: string): never => {
  throw coded(new TypeError(message), `ERR_PARSE_ARGS_${code}`);
};

const requireType = (name: string, value: unknown, type: 'boolean' | 'string', isList = false): void => {
  if (isList && !Array.isArray(value)) throw invalidArgType(name, 'an instance of Array', value);
  for (const [index, one] of (isList ? (value as readonly unknown[]) : [value]).entries())
    if (typeof one !== type) throw invalidArgType(isList ? `${name}[${index}]` : name, `of type ${type}`, one);
};

const requireOptions = (options: ArgOptions): void => {
  for (const [name, option] of Object.entries(options)) {
    const at = `options.${name}`;
    if (typeof option !== 'object' || option === null) throw invalidArgType(at, 'of type object', option);
    const { type, short, multiple = false } = option;
    if (type !== 'string' && type !== 'boolean') {
      const given =
        typeof type === 'string' ? ` Received type string ('${String(type)}')` : ` Received ${String(type)}`;
      throw coded(
        new TypeError(`The "${at}.type" property must be one of type 'string|boolean'.${given}`),
        'ERR_INVALID_ARG_TYPE',
      );
    }
    if (Object.hasOwn(option, 'short')) {
      requireType(`${at}.short`, short, 'string');
      if (short?.length !== 1) throw invalidArgValue(`property '${at}.short'`, 'must be a single character', short);
    }
    requireType(`${at}.multiple`, multiple, 'boolean');
    if (option.default !== undefined) requireType(`${at}.default`, option.default, type, multiple);
  }
};

/** What a strict command line may not have. */
const requireUsage = (token: OptionToken, { options = {}, allowPositionals, allowNegative }: Config): void => {
  const { rawName, value } = token;
  const isNegative =
    allowNegative === true && token.name.startsWith('no-') && options[token.name.slice(3)]?.type === 'boolean';
  const name = Object.hasOwn(options, token.name) || !isNegative ? token.name : token.name.slice(3);
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (!option) {
    const hint = `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- ${JSON.stringify(rawName)}`;
    return mistake('UNKNOWN_OPTION', `Unknown option '${rawName}'${allowPositionals ? hint : ''}`);
  }
  const shown = `${option.short === undefined ? '' : `-${option.short}, `}--${name}`;
  if (option.type === 'string' && value === undefined)
    mistake('INVALID_OPTION_VALUE', `Option '${shown} <value>' argument missing`);
  if (option.type === 'boolean' && value !== undefined)
    mistake('INVALID_OPTION_VALUE', `Option '${shown}' does not take an argument`);
  if (token.inlineValue === true || value === undefined || value.length < 2 || !value.startsWith('-')) return;
  const example = rawName.startsWith('--') ? `'${rawName}=-XYZ'` : `'--${token.name}=-XYZ' or '${rawName}-XYZ'`;
  mistake(
    'INVALID_OPTION_VALUE',
    `Option '${rawName}' argument is ambiguous.\nDid you forget to specify the option argument for '${rawName}'?\nTo specify an option argument starting with a dash use ${example}.`,
  );
};

const store = (token: OptionToken, { options = {}, allowNegative }: Config, values: Parsed['values']): void => {
  if (token.name === '__proto__') return;
  const isNegative = allowNegative === true && token.name.startsWith('no-') && token.value === undefined;
  if (isNegative) token.name = token.name.slice(3);
  const value = isNegative ? false : (token.value ?? true);
  const before = values[token.name];
  if (!options[token.name]?.multiple) values[token.name] = value;
  else if (Array.isArray(before)) before.push(value);
  else values[token.name] = [value];
};

export const parseArgs = (config: Config = {}): Parsed => {
  const { args = processObject().argv.slice(2), strict = true, options = {} } = config;
  const { allowPositionals = !strict, tokens: isWithTokens = false, allowNegative = false } = config;
  if (!Array.isArray(args)) throw invalidArgType('args', 'an instance of Array', args);
  const flags = { strict, allowPositionals, tokens: isWithTokens, allowNegative };
  for (const [name, flag] of Object.entries(flags)) requireType(name, flag, 'boolean');
  if (typeof options !== 'object' || options === null) throw invalidArgType('options', 'of type object', options);
  requireOptions(options);

  const tokens = readArgTokens(args as readonly string[], options);
  const values = Object.create(null) as Parsed['values'];
  const parsed: Parsed = { values, positionals: [], ...(isWithTokens && { tokens }) };
  for (const token of tokens) {
    if (token.kind === 'option') {
      if (strict) requireUsage(token, { options, allowPositionals, allowNegative });
      store(token, { options, allowNegative }, values);
    } else if (token.kind === 'positional') {
      if (!allowPositionals)
        mistake(
          'UNEXPECTED_POSITIONAL',
          `Unexpected argument '${token.value}'. This command does not take positional arguments`,
        );
      parsed.positionals.push(token.value);
    }
  }
  for (const [name, option] of Object.entries(options))
    if (option.default !== undefined && values[name] === undefined && name !== '__proto__')
      values[name] = option.default as Value;
  return parsed;
};
