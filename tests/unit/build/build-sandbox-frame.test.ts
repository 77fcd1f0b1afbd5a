import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { buildSandboxFrame } from '#build/build-sandbox-frame.ts';
import { firstDifference } from '../../support/first-difference.ts';

let html: string;
let script: string;
let policy: string;

beforeAll(async () => {
  html = await buildSandboxFrame();
  script = html.slice(html.indexOf('<script>') + '<script>'.length, html.lastIndexOf('</script>'));
  policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
});

test('the frame allows its own script by hash, Workers from blobs, and no address at all', () => {
  const hash = createHash('sha256').update(script).digest('base64');

  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src 'sha256-${hash}' blob: 'unsafe-eval' 'wasm-unsafe-eval'`,
    'worker-src blob:',
    "connect-src 'none'",
    "style-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ]);
});

test('the frame is one script that nothing inside it can end', () => {
  expect(html.match(/<\/script/g)).toHaveLength(1);
  expect(script).not.toContain('<!--');
  expect(html).not.toMatch(/\ssrc=/);
});

test('the frame weighs less than 290 KiB over the wire', () => {
  expect(gzipSync(html).length).toBeLessThan(290 * 1024);
});

test('two builds give the same bytes', async () => {
  expect(firstDifference(await buildSandboxFrame(), html)).toBeUndefined();
});
