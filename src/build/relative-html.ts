/**
 * Makes every root-relative URL of a built HTML page relative to that page, so that the site works at any path.
 * Pure; runs inside `astro build`.
 * @module
 */
import { posix } from 'node:path';

/** Attributes that hold one URL. `data-href` and `data-src` are the site's own, read by its scripts. */
const urlAttributes = new Set([
  'href',
  'src',
  'poster',
  'data',
  'action',
  'formaction',
  'xlink:href',
  'component-url',
  'renderer-url',
  'data-href',
  'data-src',
]);

/** Attributes that hold a list of URLs, each with a width or density. */
const urlListAttributes = new Set(['srcset', 'imagesrcset']);

/** Elements whose content is text, in which a "<a href" means nothing. */
const rawTextElements = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'noembed', 'iframe']);

const commentOrTag = /<!--[\s\S]*?-->|<([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi;
const attribute = /([^\s"'<>/=]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'=<>`]+)/g;

/**
 * Rewrites the root-relative URLs of a page.
 *
 * @param html The built page.
 * @param pageFile Its place in the built folder, such as "lessons/characteristics/index.html".
 *
 * @example
 * relativeHtml('<a href="/labs/">Labs</a>', 'lessons/index.html') // '<a href="../labs/index.html">Labs</a>'
 */
export function relativeHtml(html: string, pageFile: string): string {
  let result = '';
  let position = 0;
  commentOrTag.lastIndex = 0;
  for (let match = commentOrTag.exec(html); match; match = commentOrTag.exec(html)) {
    const [whole, name, attributes] = match;
    if (name === undefined || attributes === undefined) continue;
    result += html.slice(position, match.index) + `<${name}${rewriteAttributes(attributes, pageFile)}>`;
    position = match.index + whole.length;
    if (rawTextElements.has(name.toLowerCase())) {
      const end = html.toLowerCase().indexOf(`</${name.toLowerCase()}`, position);
      commentOrTag.lastIndex = end === -1 ? html.length : end;
    }
  }
  return result + html.slice(position);
}

function rewriteAttributes(attributes: string, pageFile: string): string {
  return attributes.replace(attribute, (whole, name: string, equals: string, quoted: string) => {
    const quote = quoted.startsWith('"') || quoted.startsWith("'") ? quoted.charAt(0) : '';
    const value = quote === '' ? quoted : quoted.slice(1, -1);
    const key = name.toLowerCase();
    if (key === 'data-root') return `${name}${equals}${quote}${rootOf(pageFile)}${quote}`;
    if (urlAttributes.has(key)) return `${name}${equals}${quote}${relativeUrl(value, pageFile)}${quote}`;
    if (urlListAttributes.has(key)) return `${name}${equals}${quote}${relativeList(value, pageFile)}${quote}`;
    return whole;
  });
}

function relativeList(value: string, pageFile: string): string {
  return value
    .split(/,\s+/)
    .map((candidate) => {
      const [url = '', ...rest] = candidate.trim().split(/\s+/);
      return [relativeUrl(url, pageFile), ...rest].join(' ');
    })
    .join(', ');
}

/**
 * A root-relative URL as seen from a page; any other URL is returned as it is.
 *
 * A folder is named by its index.html, because a folder opened from a disk or inside an LMS has no default page.
 *
 * @example
 * relativeUrl('/labs/#list', 'index.html') // 'labs/index.html#list'
 */
export function relativeUrl(url: string, pageFile: string): string {
  if (!url.startsWith('/') || url.startsWith('//')) return url;
  const [, path = '', suffix = ''] = /^\/([^?#]*)(.*)$/s.exec(url) ?? [];
  const file = fileOf(path);
  if (file === pageFile && suffix.startsWith('#')) return suffix;
  return posix.relative(posix.dirname(pageFile), file) + suffix;
}

/**
 * The way from a page to the root of the site: what `data-root` on `<html>` becomes, for scripts to resolve against.
 *
 * @example
 * rootOf('labs/hello-payment/index.html') // '../../'
 */
export function rootOf(pageFile: string): string {
  const depth = pageFile.split('/').length - 1;
  return depth === 0 ? './' : '../'.repeat(depth);
}

/**
 * The file that a host serves for a path.
 *
 * @example
 * fileOf('labs/') // 'labs/index.html'
 */
export function fileOf(path: string): string {
  if (path === '' || path.endsWith('/')) return `${path}index.html`;
  return posix.extname(path) === '' && !path.startsWith('_') ? `${path}/index.html` : path;
}
