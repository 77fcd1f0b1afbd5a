/**
 * A body as a message shows it: on one line, short, with invisible characters written out.
 * @module
 */

/**
 * @example
 * showBody('{"orderId":\n') // '{"orderId":\\u000a'
 */
export function showBody(text: string, longest = 60): string {
  if (text === '') return '(an empty body)';
  const characters = Array.from(text);
  const shown = characters
    .slice(0, longest)
    .map((character) =>
      /[\p{Cc}\p{Cf}]/u.test(character)
        ? `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`
        : character,
    )
    .join('');
  return characters.length > longest ? `${shown}…` : shown;
}
