/**
 * Finds the `<Seed id="…">` marks in a lesson's text.
 * Pure; runs in the terminal and in tests.
 * @module
 */
import { CourseError } from '#course/course-error.ts';

/** One opening tag with everything up to its closing tag. */
export interface SeedMark {
  readonly ids: readonly string[];
  /** Line of the opening tag in the file, counted from 1. */
  readonly line: number;
  /** What stands between the tags, as it is in the file. */
  readonly text: string;
}

const tag = /<Seed\b([^>]*)>|<\/Seed\s*>/g;

/** Code and MDX comments: a tag inside them is text about a tag. */
const notMarkup = /^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[^\n]*$|`[^`\n]+`|\{\/\*[\s\S]*?\*\/\}/gm;

/**
 * Finds every mark in a file, outermost first. Marks may be nested.
 *
 * @param file Path for error messages.
 * @throws {CourseError} `SEED_MARK_INVALID` when a mark has no id, is not closed, or was never opened.
 *
 * @example
 * findSeedMarks('a.mdx', '<Seed id="S004 S008">one application</Seed>')
 * // [{ ids: ['S004', 'S008'], line: 1, text: 'one application' }]
 */
export function findSeedMarks(file: string, text: string): SeedMark[] {
  const markup = text.replace(notMarkup, (code) => code.replace(/[^\n]/g, ' '));
  const open: { ids: string[]; line: number; start: number }[] = [];
  const marks: (SeedMark & { readonly start: number })[] = [];
  for (const match of markup.matchAll(tag)) {
    const line = lineAt(text, match.index);
    if (match[1] === undefined) {
      const opening = open.pop();
      if (!opening) throw invalidMark(file, line, 'a "</Seed>" closes a mark that was never opened');
      marks.push({ ...opening, text: text.slice(opening.start, match.index) });
      continue;
    }
    const ids = /\sid="([^"]*)"/.exec(match[1])?.[1]?.split(/\s+/).filter(Boolean) ?? [];
    if (ids.length === 0) throw invalidMark(file, line, 'the mark has no id');
    if (match[1].endsWith('/')) throw invalidMark(file, line, 'the mark is empty, it should enclose text');
    open.push({ ids, line, start: match.index + match[0].length });
  }
  const unclosed = open.at(-1);
  if (unclosed) throw invalidMark(file, unclosed.line, `<Seed id="${unclosed.ids.join(' ')}"> is not closed`);
  return marks.sort((left, right) => left.start - right.start).map(({ ids, line, text }) => ({ ids, line, text }));
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

function invalidMark(file: string, line: number, what: string): CourseError {
  return new CourseError('SEED_MARK_INVALID', {
    message: `Cannot read the seed marks of the lesson: ${what}`,
    hint: 'Write <Seed id="S004">text that covers the item</Seed>, with several ids separated by spaces.',
    at: { file, line },
  });
}
