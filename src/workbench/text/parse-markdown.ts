/**
 * The Markdown of lab steps and hints: paragraphs, lists, fenced code. Inline marks are left to `parseInline`.
 * Pure; runs at build time and in the page with the same result.
 * @module
 */
export type MarkdownBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'code'; readonly language: string; readonly code: string };

const bullet = /^\s*(?:[-*]|(\d+)[.)])\s+(.*)$/;
const fence = /^\s*```\s*(\S*)\s*$/;

/**
 * Splits Markdown into blocks.
 *
 * @example
 * parseMarkdown('Look:\n\n- one\n- two') // paragraph "Look:", list of two
 */
export function parseMarkdown(markdown: string): readonly MarkdownBlock[] {
  const lines = markdown.replaceAll('\r\n', '\n').split('\n');
  const blocks: MarkdownBlock[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] as string;
    if (line.trim() === '') at += 1;
    else if (fence.test(line)) at = readFence(lines, at, blocks);
    else if (bullet.test(line)) at = readList(lines, at, blocks);
    else at = readParagraph(lines, at, blocks);
  }
  return blocks;
}

function readFence(lines: readonly string[], from: number, blocks: MarkdownBlock[]): number {
  const language = fence.exec(lines[from] as string)?.[1] ?? '';
  const end = lines.findIndex((line, index) => index > from && /^\s*```\s*$/.test(line));
  const last = end === -1 ? lines.length : end;
  blocks.push({ kind: 'code', language, code: lines.slice(from + 1, last).join('\n') });
  return last + 1;
}

function readList(lines: readonly string[], from: number, blocks: MarkdownBlock[]): number {
  const items: string[] = [];
  const isOrdered = bullet.exec(lines[from] as string)?.[1] !== undefined;
  let at = from;
  for (; at < lines.length; at += 1) {
    const line = lines[at] as string;
    const item = bullet.exec(line)?.[2];
    if (item !== undefined) items.push(item);
    else if (/^\s+\S/.test(line)) items.push(`${items.pop()} ${line.trim()}`);
    else break;
  }
  blocks.push({ kind: 'list', isOrdered, items });
  return at;
}

function readParagraph(lines: readonly string[], from: number, blocks: MarkdownBlock[]): number {
  let at = from;
  while (
    at < lines.length &&
    (lines[at] as string).trim() !== '' &&
    (at === from || !startsBlock(lines[at] as string))
  ) {
    at += 1;
  }
  blocks.push({
    kind: 'paragraph',
    text: lines
      .slice(from, at)
      .map((line) => line.trim())
      .join(' '),
  });
  return at;
}

const startsBlock = (line: string): boolean => fence.test(line) || bullet.test(line);
