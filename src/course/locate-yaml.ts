/**
 * Finds the line of a value in a YAML file, for a mistake that only a comparison of several values shows.
 * Pure; runs at build time and in the terminal, after a mistake was found.
 * @module
 */
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { SourceLocation } from './course-error.ts';

/**
 * @param text The file's text, valid YAML.
 * @param file Path from the project's root.
 * @param path Keys and positions from the root; the nearest parent that exists is taken.
 *
 * @example
 * locateYaml(text, 'content/quizzes/x.yaml', ['questions', 2, 'id']); // { file, line: 31, column: 9 }
 */
export function locateYaml(text: string, file: string, path: readonly (string | number)[]): SourceLocation {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) {
      const { line, col } = lines.linePos(node.range[0]);
      return { file, line, column: col };
    }
  }
  return { file, line: 1, column: 1 };
}
