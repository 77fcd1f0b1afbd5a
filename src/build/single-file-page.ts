/**
 * A page of one file: its script inline, and a content security policy that lets in that script by its hash. Node only.
 * @module
 */
import { createHash } from 'node:crypto';

interface SingleFilePage {
  readonly title: string;
  readonly script: string;
  /** @param scriptHash such as `sha256-…`, for `script-src`. */
  readonly policyFor: (scriptHash: string) => string;
}

/**
 * The text of the file.
 *
 * @example
 * singleFilePage({ title: 'Engine of the lab', script, policyFor: (hash) => `script-src '${hash}'` })
 */
export function singleFilePage({ title, script, policyFor }: SingleFilePage): string {
  // Inside a script element only these can end or reopen it.
  const inline = script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const scriptHash = `sha256-${createHash('sha256').update(inline).digest('base64')}`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policyFor(scriptHash)}">`,
    '<meta name="robots" content="noindex">',
    `<title>${title}</title>`,
    '</head>',
    '<body>',
    `<script>${inline}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
