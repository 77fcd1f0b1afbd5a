/**
 * `util.parseEnv`: the text of a `.env` file. Pure.
 * @module
 */
const line =
  /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\n#]*))[ \t]*(?:#[^\n]*)?$/gm;

/** @example parseEnv('PORT=80\nNAME="two words"'); // { PORT: '80', NAME: 'two words' } */
export const parseEnv = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(line)].map(([, name = '', double, single, back, bare]) => [
      name,
      double?.replaceAll('\\n', '\n') ?? single ?? back ?? (bare ?? '').trim(),
    ]),
  );
