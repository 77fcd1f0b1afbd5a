/**
 * Whether a routing key matches the pattern of a topic binding: `*` stands for one word, `#` for any number of them. Pure.
 * @module
 */

/** The empty key has no words; `a..b` has an empty one, which `*` matches. */
export const topicWords = (key: string): readonly string[] => (key === '' ? [] : key.split('.'));

/**
 * @example topicMatches(topicWords('orders.#'), topicWords('orders.eu.paid')); // true
 */
export function topicMatches(pattern: readonly string[], key: readonly string[]): boolean {
  // After the last `#`: where it stands, and the first word that it has not swallowed yet.
  let hashAt = -1;
  let swallowedTo = 0;
  let at = 0;
  let word = 0;
  while (word < key.length) {
    if (pattern[at] === '#') {
      hashAt = at++;
      swallowedTo = word;
    } else if (at < pattern.length && (pattern[at] === '*' || pattern[at] === key[word])) {
      at++;
      word++;
    } else if (hashAt >= 0) {
      at = hashAt + 1;
      word = ++swallowedTo;
    } else return false;
  }
  while (pattern[at] === '#') at++;
  return at === pattern.length;
}
