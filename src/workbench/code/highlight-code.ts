/**
 * Splits TypeScript into lines of toned pieces: keywords, strings, comments. The course's code has two tones and weight,
 * so a lexer of this size draws the same picture at build time, in the page and beside Monaco. Pure.
 * @module
 */
export interface CodePiece {
  readonly text: string;
  readonly tone?: 'keyword' | 'string' | 'comment';
}

const keywords = new Set(
  (
    'as async await break case catch class const continue default delete do else enum export extends false finally for ' +
    'from function if import in instanceof interface let new null of private public readonly return satisfies static ' +
    'super switch this throw true try type typeof undefined var void while yield'
  ).split(' '),
);

// Comment, string, template (without a look inside), regular expression after a sign that cannot end a value, word.
const token =
  /(\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|('(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?|`(?:\\[\s\S]|[^`\\])*`?)|((?<=(?:^|[=(,:;!&|?{}[\n>]|\breturn)\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*)|([A-Za-z_$][\w$]*)/g;

/**
 * The lines of a program, each a list of pieces that join to the line's text.
 *
 * @example
 * highlightCode("const a = 'b';")[0]
 * // [{ text: 'const', tone: 'keyword' }, { text: ' a = ' }, { text: "'b'", tone: 'string' }, { text: ';' }]
 */
export function highlightCode(code: string): readonly (readonly CodePiece[])[] {
  const lines: CodePiece[][] = [[]];
  let from = 0;
  for (const match of code.matchAll(token)) {
    const tone = toneOf(match);
    if (tone === undefined) continue;
    add(lines, code.slice(from, match.index));
    add(lines, match[0], tone);
    from = match.index + match[0].length;
  }
  add(lines, code.slice(from));
  return lines;
}

function toneOf([, comment, string, regex, word]: RegExpExecArray): CodePiece['tone'] {
  if (comment !== undefined) return 'comment';
  if (string !== undefined || regex !== undefined) return 'string';
  return word !== undefined && keywords.has(word) ? 'keyword' : undefined;
}

function add(lines: CodePiece[][], text: string, tone?: CodePiece['tone']): void {
  for (const [index, part] of text.split('\n').entries()) {
    if (index > 0) lines.push([]);
    if (part !== '') lines.at(-1)?.push(tone === undefined ? { text: part } : { text: part, tone });
  }
}
