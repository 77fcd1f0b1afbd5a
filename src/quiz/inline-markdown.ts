/**
 * Turns the inline Markdown of quiz files into HTML. Pure; runs at build time only.
 * @module
 */

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe for HTML content and attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/**
 * Renders `code`, *emphasis*, **strong** and links with an `https:` address; everything else is text.
 *
 * @example
 * inlineMarkdown('`price` is *gone* <b>'); // '<code>price</code> is <em>gone</em> &lt;b&gt;'
 */
export function inlineMarkdown(text: string): string {
  return text
    .trim()
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? `<code>${escapeHtml(part.slice(1, -1))}</code>` : phrase(part)))
    .join('');
}

function phrase(text: string): string {
  return escapeHtml(curly(text))
    .replace(/\[([^\]]+)\]\((https:\/\/[^\s)]+)\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*(\S(?:[^*]*\S)?)\*\*/g, '<strong>$1</strong>')
    .replace(/\*(\S(?:[^*]*\S)?)\*/g, '<em>$1</em>')
    .replace(/\s*\n\s*/g, ' ');
}

/** An apostrophe as it is printed, not as it is typed. */
function curly(text: string): string {
  return text.replace(/(?<=\p{L})'(?=\p{L}|\s|$)/gu, '’');
}

/**
 * The same text without its marks.
 *
 * @example
 * plainMarkdown('`price` is *gone*'); // 'price is gone'
 */
export function plainMarkdown(text: string): string {
  return curly(text)
    .trim()
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replace(/`([^`]+)`|\*\*(\S(?:[^*]*\S)?)\*\*|\*(\S(?:[^*]*\S)?)\*/g, '$1$2$3')
    .replace(/\s+/g, ' ');
}
