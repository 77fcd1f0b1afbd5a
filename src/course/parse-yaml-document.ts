/**
 * Parses a YAML file against a strict schema, so that every mistake names its file, line and remedy.
 * Pure; runs at build time and in the terminal.
 * @module
 */
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { CourseError } from './course-error.ts';

/** What the text is, for the error message. */
export interface YamlOrigin {
  /** Path from the project's root, such as "content/quizzes/characteristics.yaml". */
  readonly file: string;
  /** What the file describes, such as "quiz". */
  readonly what: string;
  /** Code of the error, such as "QUIZ_INVALID". */
  readonly code: string;
  /** Lines before the text in its file; 1 for frontmatter under its `---`. Default 0. */
  readonly lineOffset?: number;
}

/**
 * Parses YAML text and returns the schema's output.
 *
 * @throws {CourseError} with `origin.code` at the line of the first mistake.
 *
 * @example
 * const quiz = parseYamlDocument(text, quizSchema, { file, what: 'quiz', code: 'QUIZ_INVALID' });
 */
export function parseYamlDocument<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  origin: YamlOrigin,
): z.output<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const offset = origin.lineOffset ?? 0;
  const locate = (position: number) => {
    const { line, col } = lines.linePos(position);
    return { file: origin.file, line: line + offset, column: col };
  };

  const syntaxError = document.errors[0];
  if (syntaxError) {
    throw new CourseError(origin.code, {
      message: `Cannot read the ${origin.what}: ${syntaxError.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')}`,
      hint: 'Indent with two spaces, and put text that holds ": ", "#" or a leading "[", "{", "*" or "`" in quotes.',
      at: locate(syntaxError.pos[0]),
      cause: syntaxError,
    });
  }

  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;

  const issue = deepestIssue(parsed.error.issues);
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  throw new CourseError(origin.code, {
    message: `Cannot read the ${origin.what}: ${path.length > 0 ? `"${path.join('.')}" ` : ''}${describe(issue)}`,
    hint: hintFor(issue),
    at: locate(unknownKeyPosition(document, path, issue) ?? positionOf(document, path)),
    cause: parsed.error,
  });
}

/**
 * A union reports the alternatives inside itself; the longest path is the one the author meant. A misspelt key gives two
 * mistakes, one unknown and one missing; the unknown one is in the file and can be corrected there.
 */
function deepestIssue(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue {
  const flat = issues.flatMap((issue) =>
    issue.code === 'invalid_union' && issue.errors.length > 0
      ? issue.errors.flat().map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
      : [issue],
  );
  const depth = (issue: z.core.$ZodIssue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1.5 : 0);
  return [...flat].sort((left, right) => depth(right) - depth(left))[0] as z.core.$ZodIssue;
}

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `has the unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
  const text = issue.message.replace(/^Invalid input: /, '');
  return `is not right: ${text}`;
}

function hintFor(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return 'Remove the key, or correct its spelling; the schema is in src/course/.';
  if (issue.code === 'invalid_type') return `Write a value of type ${issue.expected}.`;
  if (issue.code === 'invalid_value')
    return `Write one of: ${issue.values.map((value) => `"${String(value)}"`).join(', ')}.`;
  return 'Change the value as the message says; the schema is in src/course/.';
}

/** Offset of the node at a path, or of its nearest parent that exists. */
function positionOf(document: ReturnType<typeof parseDocument>, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range))
      return Number(node.range[0]);
  }
  return 0;
}

/** Offset of a key that the schema does not know, so that the error names its line and not that of the whole map. */
function unknownKeyPosition(
  document: ReturnType<typeof parseDocument>,
  path: readonly (string | number)[],
  issue: z.core.$ZodIssue,
): number | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(map)) return undefined;
  const key = map.items.map((pair) => pair.key).find((node) => isScalar(node) && node.value === issue.keys[0]);
  return isScalar(key) ? key.range?.[0] : undefined;
}
