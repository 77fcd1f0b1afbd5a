/**
 * Why a module cannot run: it does not parse, or an import of it cannot be met. Told to the learner as it is.
 * @module
 */
import type { EffectSource } from '#bench/kernel/protocol.ts';

export class ModuleProblem extends Error {
  readonly phase: 'syntax' | 'link';
  readonly source: EffectSource | undefined;

  /** `source`: the place in the file as written; undefined for a mistake that has none. */
  constructor(phase: 'syntax' | 'link', message: string, source: EffectSource | undefined, code?: string) {
    super(message);
    this.phase = phase;
    this.source = source;
    const kind = code === 'ERR_IMPORT_ATTRIBUTE_MISSING' ? 'TypeError' : 'Error';
    this.name = phase === 'syntax' || code === undefined ? 'SyntaxError' : kind;
    if (code !== undefined) Object.defineProperty(this, 'code', { value: code, enumerable: true });
    const place = source ? `file:///${source.file}:${source.line}:${source.column}\n` : '';
    this.stack = `${place}${this.name}: ${message}`;
  }
}

/** Line and column, both from 1, of an offset in a text. */
export const positionAt = (text: string, offset: number): { line: number; column: number } => {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  let line = 1;
  for (let index = before.indexOf('\n'); index !== -1; index = before.indexOf('\n', index + 1)) line += 1;
  return { line, column: offset - lineStart + 1 };
};
