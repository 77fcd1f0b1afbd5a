/**
 * Reads a line as a POSIX shell would: words, three kinds of quotes, line continuation, `;`, `&&`, `||`, `$?`.
 * Pure; runs in the page. What a real shell has and this terminal has not is refused by name, never half done.
 * @module
 */

/** A stretch of a word: text as it is, or a variable to look up when the command runs. */
export type WordPart = { readonly text: string } | { readonly variable: string };
export type ShellWord = readonly WordPart[];

export interface ShellCommand {
  /** When it runs: always, only after exit code 0, or only after another exit code. */
  readonly when: 'always' | 'and' | 'or';
  readonly words: readonly ShellWord[];
}

export type ShellLine =
  | { readonly kind: 'commands'; readonly commands: readonly ShellCommand[]; readonly notes: readonly string[] }
  /** The line is not finished: an open quote, or a backslash at the end. A shell would ask for more. */
  | { readonly kind: 'incomplete'; readonly reason: string }
  | { readonly kind: 'error'; readonly message: string };

class ShellError extends Error {}
class ShellIncomplete extends Error {}

const refusals: Readonly<Record<string, string>> = {
  '|': 'this terminal has no pipes: run one command at a time',
  '>': 'this terminal cannot write files: leave out ">", the answer is shown here',
  '<': 'this terminal cannot read from a file with "<": give the text with -d',
  '&': 'a bare "&" would send the command to the background: put the URL in quotes',
  '(': 'this terminal has no subshells: put the text in single quotes',
  ')': 'this terminal has no subshells: put the text in single quotes',
  '`': 'this terminal has no command substitution: put the text in single quotes',
};

/**
 * Splits a line into commands and words; quotes are gone, variables are still to be looked up.
 *
 * @example
 * parseShellLine(`curl -d '{ "a": 1 }' http://shop && echo $?`)
 * // { kind: 'commands', commands: [{ when: 'always', words: […4] }, { when: 'and', words: […2] }], notes: [] }
 */
export function parseShellLine(input: string): ShellLine {
  const { line, notes } = withoutPrompt(input);
  try {
    return { kind: 'commands', commands: new ShellReader(line).read(), notes: [...notes, ...typographicNotes(line)] };
  } catch (error) {
    if (error instanceof ShellIncomplete) return { kind: 'incomplete', reason: error.message };
    if (error instanceof ShellError) return { kind: 'error', message: `sh: ${error.message}` };
    throw error;
  }
}

/**
 * The word as the command receives it.
 *
 * @example
 * expandWord([{ text: 'code ' }, { variable: '?' }], () => '22') // 'code 22'
 */
export function expandWord(word: ShellWord, lookUp: (variable: string) => string): string {
  return word.map((part) => ('text' in part ? part.text : lookUp(part.variable))).join('');
}

function withoutPrompt(input: string): { line: string; notes: readonly string[] } {
  const prompt = /^\s*\$\s+(?=\S)/;
  if (!prompt.test(input)) return { line: input, notes: [] };
  return { line: input.replace(prompt, ''), notes: ['The "$" at the start is the prompt; it was left out.'] };
}

function typographicNotes(line: string): readonly string[] {
  return /[\u2018\u2019\u201c\u201d]/.test(line)
    ? ['The line holds typographic quotes; a shell takes them as letters. Straight quotes are \' and ".']
    : [];
}

class ShellReader {
  private readonly line: string;
  private at = 0;
  private parts: WordPart[] | undefined;
  private words: ShellWord[] = [];
  private readonly commands: ShellCommand[] = [];
  private when: ShellCommand['when'] = 'always';

  constructor(line: string) {
    this.line = line;
  }

  read(): readonly ShellCommand[] {
    while (this.at < this.line.length) this.readOne();
    const pending = this.when;
    this.endCommand();
    if (pending !== 'always' && this.commands.at(-1)?.when !== pending) {
      throw new ShellIncomplete('a command is missing after the operator');
    }
    return this.commands;
  }

  private readOne(): void {
    const char = this.line[this.at] as string;
    const next = this.line[this.at + 1];
    if (char === '\\') return this.readEscape(next);
    if (char === "'") return this.readSingleQuoted();
    if (char === '"') return this.readDoubleQuoted();
    if (char === '$') return this.readVariable();
    if (char === '#' && this.parts === undefined) return this.skipComment();
    if (char === '\n' || char === ';') return this.endBy('always', 1, char === '\n');
    if (char === '&' && next === '&') return this.endBy('and', 2, false);
    if (char === '|' && next === '|') return this.endBy('or', 2, false);
    const refusal = refusals[char];
    if (refusal !== undefined) throw new ShellError(refusal);
    this.at += 1;
    if (char === ' ' || char === '\t' || char === '\r') this.endWord();
    else this.add(char);
  }

  private add(text: string): void {
    this.parts ??= [];
    const last = this.parts.at(-1);
    if (last && 'text' in last) this.parts[this.parts.length - 1] = { text: last.text + text };
    else this.parts.push({ text });
  }

  private readEscape(next: string | undefined): void {
    if (next === undefined) throw new ShellIncomplete('the line ends with a backslash');
    this.at += 2;
    // Backslash and newline join two lines, as in a command copied from a book; a file from Windows ends its lines with \r\n.
    if (next === '\n') return;
    if (next === '\r' && this.line[this.at] === '\n') {
      this.at += 1;
      return;
    }
    this.add(next);
  }

  private readSingleQuoted(): void {
    const end = this.line.indexOf("'", this.at + 1);
    if (end === -1) throw new ShellIncomplete("a single quote ' is not closed");
    this.add(this.line.slice(this.at + 1, end));
    this.at = end + 1;
  }

  private readDoubleQuoted(): void {
    this.at += 1;
    this.add('');
    while (this.line[this.at] !== '"') {
      const char = this.line[this.at];
      if (char === undefined) throw new ShellIncomplete('a double quote " is not closed');
      if (char === '`') throw new ShellError(refusals['`'] as string);
      if (char === '$') this.readVariable();
      else if (char === '\\') this.readQuotedEscape();
      else {
        this.add(char);
        this.at += 1;
      }
    }
    this.at += 1;
  }

  /** Inside double quotes a backslash escapes only `$`, a backtick, `"`, itself and the end of the line. */
  private readQuotedEscape(): void {
    const next = this.line[this.at + 1];
    if (next === undefined) throw new ShellIncomplete('a double quote " is not closed');
    this.at += 2;
    if (next === '\n') return;
    this.add('$`"\\'.includes(next) ? next : `\\${next}`);
  }

  private readVariable(): void {
    const match = /^\$(?:\{(\?|[A-Za-z_]\w*)\}|(\?|[A-Za-z_]\w*))/.exec(this.line.slice(this.at));
    if (!match) {
      if (this.line[this.at + 1] === '(') throw new ShellError(refusals['`'] as string);
      this.add('$');
      this.at += 1;
      return;
    }
    this.parts ??= [];
    this.parts.push({ variable: (match[1] ?? match[2]) as string });
    this.at += match[0].length;
  }

  private skipComment(): void {
    const end = this.line.indexOf('\n', this.at);
    this.at = end === -1 ? this.line.length : end;
  }

  private endWord(): void {
    if (this.parts !== undefined) this.words.push(this.parts);
    this.parts = undefined;
  }

  private endCommand(): void {
    this.endWord();
    if (this.words.length > 0) this.commands.push({ when: this.when, words: this.words });
    this.words = [];
  }

  private endBy(when: ShellCommand['when'], length: number, isNewline: boolean): void {
    this.endWord();
    const isEmpty = this.words.length === 0;
    if (isEmpty && !isNewline) {
      throw new ShellError(`syntax error near "${this.line.slice(this.at, this.at + length)}"`);
    }
    this.at += length;
    // A newline after "&&" continues the line; it does not begin a new one.
    if (isEmpty) return;
    this.endCommand();
    this.when = when;
  }
}
