/**
 * Makes typed answers comparable. Pure; used when a quiz is sealed and when an answer is marked.
 * @module
 */

/**
 * Lower case, single spaces, straight quotes, plain hyphens, nothing around.
 *
 * @example
 * normaliseText('  Business   Capability. '); // 'business capability'
 */
export function normaliseText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[“”"]/g, '')
    .replace(/[‐‑‒–—]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
}
