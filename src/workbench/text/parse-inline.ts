/**
 * Inline marks of lab texts: `code`, **strong**, *emphasis*, [link](address) and [[r-1]], the highlighter.
 * Pure; gives data, never HTML, so that no text can become markup.
 * @module
 */
export type InlinePart =
  | { readonly kind: 'text' | 'code' | 'strong' | 'emphasis' | 'mark'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

// One alternative for each mark, in the order in which they win: code first, because nothing inside it is a mark.
const marks = /`([^`]+)`|\[\[([^\]]+)\]\]|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^()\s]+)\)/g;

/** Only addresses inside the course and the web's own: a `javascript:` link stays text. */
const isSafeAddress = (href: string): boolean => /^(https?:\/\/|\.{0,2}\/|#|[\w-]+(\/|$))/.test(href);

/**
 * Splits a line of text at its marks.
 *
 * @example
 * parseInline('Order [[r-1]] sent `201`') // text, mark "r-1", text, code "201"
 */
export function parseInline(text: string): readonly InlinePart[] {
  const parts: InlinePart[] = [];
  let from = 0;
  for (const match of text.matchAll(marks)) {
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push(partOf(match));
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

function partOf([whole, code, mark, strong, emphasis, label, href]: RegExpExecArray): InlinePart {
  if (code !== undefined) return { kind: 'code', text: code };
  if (mark !== undefined) return { kind: 'mark', text: mark };
  if (strong !== undefined) return { kind: 'strong', text: strong };
  if (emphasis !== undefined) return { kind: 'emphasis', text: emphasis };
  if (label !== undefined && href !== undefined && isSafeAddress(href)) return { kind: 'link', text: label, href };
  return { kind: 'text', text: whole };
}
