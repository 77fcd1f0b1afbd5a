import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { singleFilePage } from '#build/single-file-page.ts';

const page = (script: string) =>
  singleFilePage({ title: 'A frame', script, policyFor: (scriptHash) => `script-src '${scriptHash}'` });
const scriptOf = (html: string) => /<script>(.*)<\/script>/s.exec(html)?.[1] ?? '';

test('singleFilePage() names the hash of the script as it stands in the page', () => {
  const html = page('alert(1)');

  const hash = createHash('sha256').update(scriptOf(html)).digest('base64');
  expect(html).toContain(`content="script-src 'sha256-${hash}'"`);
  expect(html).toContain('<title>A frame</title>');
});

test('singleFilePage() keeps the script whole when it holds what would end or reopen it', () => {
  const html = page(`say('</script><!-- <script>')`);

  expect(scriptOf(html)).toBe(`say('<\\/script><\\!-- <script>')`);
});
