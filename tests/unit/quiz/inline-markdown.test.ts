import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inlineMarkdown, plainMarkdown } from '#quiz/inline-markdown.ts';

test.each([
  ['`price` is *gone*', '<code>price</code> is <em>gone</em>', 'price is gone'],
  ['**both** parts', '<strong>both</strong> parts', 'both parts'],
  ['4 * 20 * 2 ms', '4 * 20 * 2 ms', '4 * 20 * 2 ms'],
  ['`a*b*c`', '<code>a*b*c</code>', 'a*b*c'],
  ['see [SRE](https://sre.google/) there', 'see <a href="https://sre.google/">SRE</a> there', 'see SRE there'],
  ['[x](javascript:alert)', '[x](javascript:alert)', 'x'],
  ["the caller's `a's` price", 'the caller’s <code>a&#39;s</code> price', 'the caller’s a’s price'],
  ['two\n  lines', 'two lines', 'two lines'],
])('inlineMarkdown() renders %j', (text, html, plain) => {
  expect(inlineMarkdown(text)).toBe(html);
  expect(plainMarkdown(text)).toBe(plain);
});

test('inlineMarkdown() lets no tag through, whatever the text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const html = inlineMarkdown(`<img src=x>${text}<b>`);

      expect(html.replace(/<\/?(code|em|strong|a)>|<a href="https:\/\/[^"<>]*">/g, '')).not.toMatch(/[<>]/);
    }),
  );
});
