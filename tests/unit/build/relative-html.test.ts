import { expect, test } from 'vitest';
import { fileOf, relativeHtml, relativeUrl, rootOf } from '#build/relative-html.ts';

const lesson = 'lessons/one/two/index.html';

test('relativeUrl() names the index file of a folder when the URL ends in a slash', () => {
  expect(relativeUrl('/labs/', lesson)).toBe('../../../labs/index.html');
  expect(relativeUrl('/', 'index.html')).toBe('index.html');
  expect(relativeUrl('/', lesson)).toBe('../../../index.html');
});

test('relativeUrl() keeps query and hash when it rewrites the path', () => {
  expect(relativeUrl('/labs/?a=/b#c/d', 'index.html')).toBe('labs/index.html?a=/b#c/d');
  expect(relativeUrl('/_astro/a.css?v=1', lesson)).toBe('../../../_astro/a.css?v=1');
});

test('relativeUrl() keeps only the hash when the target is the page itself', () => {
  expect(relativeUrl('/#route', 'index.html')).toBe('#route');
  expect(relativeUrl('/#route', 'labs/index.html')).toBe('../index.html#route');
});

test('relativeUrl() leaves a URL alone when it is not root-relative', () => {
  for (const url of ['#a', 'a/b', './a', '../a', '//host/a', 'https://host/a', 'mailto:a@b', 'data:,x', '']) {
    expect(relativeUrl(url, lesson)).toBe(url);
  }
});

test('fileOf() takes a path without an extension for a folder', () => {
  expect(fileOf('labs/hello-payment')).toBe('labs/hello-payment/index.html');
  expect(fileOf('labs/program.json')).toBe('labs/program.json');
});

test('rootOf() climbs one step for each folder', () => {
  expect(rootOf('index.html')).toBe('./');
  expect(rootOf(lesson)).toBe('../../../');
});

test('relativeHtml() rewrites href, src, srcset, data-root and SVG use, whatever the quotes', () => {
  const html = [
    `<html data-root="/"><link href='/a.css'><script src=/b.js></script>`,
    '<img alt="a > b" src="/c.png" srcset="/c.png 1x, /d.png 2x">',
    '<svg><use href="/shapes.svg#store"></use></svg><a\n  href = "/labs/"\n>x</a>',
  ].join('');
  expect(relativeHtml(html, 'labs/index.html')).toBe(
    [
      `<html data-root="../"><link href='../a.css'><script src=../b.js></script>`,
      '<img alt="a > b" src="../c.png" srcset="../c.png 1x, ../d.png 2x">',
      '<svg><use href="../shapes.svg#store"></use></svg><a\n  href = "index.html"\n>x</a>',
    ].join(''),
  );
});

test('relativeHtml() leaves text alone when it only looks like a tag', () => {
  const html = [
    '<!-- <a href="/x"> -->',
    '<script>const a = \'<a href="/x">\';</script>',
    '<style>a::before { content: \'<a href="/x">\'; }</style>',
    '<textarea><a href="/x"></textarea>',
    '<pre>curl href="/x" &lt;a href="/x"></pre>',
    '<p title=\'href="/x"\' data-text="/x" content="/x">1 < 2 href="/x"</p>',
  ].join('\n');
  expect(relativeHtml(html, lesson)).toBe(html);
});

test('relativeHtml() goes on after a raw text element when a link follows', () => {
  expect(relativeHtml('<SCRIPT>if (a<b) "</a>"</SCRIPT><a href="/x.txt">', 'a/index.html')).toBe(
    '<SCRIPT>if (a<b) "</a>"</SCRIPT><a href="../x.txt">',
  );
});
