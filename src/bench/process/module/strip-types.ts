/**
 * Takes the types out of a TypeScript file and leaves everything else where it was: same lines, same columns, as Node's
 * own type stripping does. Pure; runs wherever a process or a build runs.
 *
 * sucrase finds the types, but closes the gaps that they leave. So the tokens that it kept are put back to their own
 * offsets, and all else becomes blanks. What sucrase had to invent (enums, parameter properties) has no token to come
 * from: Node refuses it, and so does this.
 * @module
 */
import { transform } from 'sucrase/dist/index.js';
import { ModuleProblem, positionAt } from './module-problem.ts';
import { parseTypeScript } from './parse-typescript.ts';

/**
 * @param source A TypeScript or JavaScript file as written.
 * @param file Its path, for the error.
 * @throws {ModuleProblem} with the place in the source.
 *
 * @example
 * stripTypes('const a: number = 1', 'a.ts'); // 'const a         = 1'
 */
export const stripTypes = (source: string, file: string): string => {
  const { code, tokens } = strippedBySucrase(source, file);
  if (code === source) return source;
  const lineOf = { code: lineCounter(code), source: lineCounter(source) };
  const pieces: string[] = [];
  let writtenTo = 0;
  let cursor = 0;
  for (const token of tokens) {
    const text = source.slice(token.start, token.end);
    if (token.isType || text === '') continue;
    // Lines are kept, so a token that was taken out is not mistaken for its twin further down.
    const at = code.startsWith(text, cursor) ? cursor : skipBlanksAndComments(code, cursor);
    if (!code.startsWith(text, at) || lineOf.code(at) !== lineOf.source(token.start)) continue;
    pieces.push(blank(source.slice(writtenTo, token.start)), text);
    writtenTo = token.end;
    cursor = at + text.length;
  }
  if (skipBlanksAndComments(code, cursor) < code.length) throw inventedSyntax(source, file, writtenTo);
  pieces.push(blank(source.slice(writtenTo)));
  const stripped = pieces.join('');
  refuseNamespace(source, stripped, file);
  return stripped;
};

/** Counts lines of a text for offsets that only grow. */
const lineCounter = (text: string) => {
  let line = 0;
  let counted = 0;
  return (offset: number): number => {
    for (; counted < offset; counted += 1) if (text.charCodeAt(counted) === 10) line += 1;
    return line;
  };
};

const skipBlanksAndComments = (text: string, from: number): number => {
  let cursor = from;
  for (;;) {
    while (/\s/.test(text[cursor] ?? '')) cursor += 1;
    const isLine = text.startsWith('//', cursor);
    if (!isLine && !text.startsWith('/*', cursor)) return cursor;
    const end = text.indexOf(isLine ? '\n' : '*/', cursor + 2);
    cursor = end === -1 ? text.length : end + (isLine ? 0 : 2);
  }
};

const blank = (text: string) => text.replace(/[^\s]/g, ' ');

const refused = (what: string, source: string, file: string, offset: number): ModuleProblem =>
  new ModuleProblem('syntax', `TypeScript ${what} is not supported in strip-only mode`, {
    file,
    ...positionAt(source, offset),
  });

/** Names what sucrase translated instead of taking out: the first candidate behind the last token that matched. */
const inventedSyntax = (source: string, file: string, from: number): ModuleProblem => {
  const parameter = /(?:[(,]\s*)((?:private|public|protected|readonly|override)\s+[\w$])/g;
  const candidates = [
    { what: 'enum', at: source.slice(from).search(/\b(?:const\s+)?enum\b/) + from },
    { what: 'import assignment', at: source.slice(from).search(/\bimport\s+\w+\s*=/) + from },
    { what: 'export assignment', at: source.slice(from).search(/\bexport\s*=/) + from },
  ].filter((candidate) => candidate.at >= from);
  const constructorAt = source.lastIndexOf('constructor', from);
  parameter.lastIndex = Math.max(constructorAt, 0);
  const found = constructorAt === -1 ? null : parameter.exec(source);
  if (found?.[1] !== undefined && found.index <= from) {
    return refused('parameter property', source, file, found.index + found[0].indexOf(found[1]));
  }
  const first = candidates.toSorted((a, b) => a.at - b.at)[0];
  return refused(first?.what ?? 'syntax', source, file, first?.at ?? from);
};

/** sucrase drops a namespace with its body, code and all. */
const refuseNamespace = (source: string, stripped: string, file: string): void => {
  const pattern = /^[ \t]*(?:export\s+)?(?:namespace|module)\s+[\w.$]+\s*\{/gm;
  for (const found of source.matchAll(pattern)) {
    const text = found[0];
    if (stripped.slice(found.index, found.index + text.length).trim() !== '') continue;
    throw refused('namespace declaration', source, file, found.index + text.search(/\S/));
  }
};

const strippedBySucrase = (source: string, file: string) => {
  try {
    const tokens = parseTypeScript(source);
    const { code } = transform(source, {
      transforms: ['typescript'],
      disableESTransforms: true,
      keepUnusedImports: true,
      preserveDynamicImport: true,
    });
    return { code, tokens };
  } catch (error) {
    throw syntaxProblem(error, source, file);
  }
};

/** sucrase and acorn both give the offset as `pos`, and the place again at the end of the message: `… (3:14)`. */
export const syntaxProblem = (error: unknown, source: string, file: string): ModuleProblem => {
  const message = (error instanceof Error ? error.message : String(error))
    .replace(/\s*\(\d+:\d+\)$/, '')
    .replace(/^Unexpected token, expected "(.*)"$/, 'Unexpected token, "$1" was expected');
  const offset = (error as { pos?: unknown }).pos;
  const place =
    typeof offset === 'number' ? { file, ...positionAt(source, Math.min(offset, source.length)) } : undefined;
  return new ModuleProblem('syntax', message, place);
};
