import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { buildContainerFrame } from '#build/build-container-frame.ts';

let html: string;
let script: string;

beforeAll(async () => {
  html = await buildContainerFrame();
  script = html.slice(html.indexOf('<script>') + '<script>'.length, html.lastIndexOf('</script>'));
});

test('the frame allows its own script by hash, a frame of the vendor, and nothing else', () => {
  const hash = createHash('sha256').update(script).digest('base64');

  expect(/http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1]?.split('; ')).toEqual([
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    'frame-src https://stackblitz.com',
    "form-action 'none'",
    "base-uri 'none'",
  ]);
});

test('the frame is one script that nothing inside it can end', () => {
  expect(html.match(/<\/script/g)).toHaveLength(1);
  expect(script).not.toContain('<!--');
});

/** What the stand-in and the limits around `boot()` were written for. Another version is read first, then named here. */
test('@webcontainer/api is the version that the stand-in speaks, pinned, and says so to the vendor', () => {
  const own = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;
  const installed = (name: string) =>
    (JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string }).version;

  expect([own['dependencies']?.['@webcontainer/api'], installed('@webcontainer/api')]).toEqual(['1.6.4', '1.6.4']);
  expect([own['devDependencies']?.['comlink'], installed('comlink')]).toEqual(['4.3.0', '4.3.0']);
  expect(script).toContain('1.6.4');
});

test('@webcontainer/api calls the vendor by the names that the stand-in answers to', () => {
  const source = ['index.js', 'internal/iframe-url.js', 'internal/constants.js']
    .map((file) => readFileSync(`node_modules/@webcontainer/api/dist/${file}`, 'utf8'))
    .join('\n');
  const names = ['build(', 'fs()', 'previewScript()', 'runtimeInfo()', 'loadFiles(', 'run(', 'on(', 'setCredentials('];

  expect(names.filter((name) => !source.includes(`.${name}`))).toEqual([]);
  expect(source).toContain('/headless');
  expect(source).toMatch(/['"]https:\/\/stackblitz\.com['"]/);
});

test('@webcontainer/api carries Comlink with the types of messages of 4.3.0: later ones are words, and hang the handshake', () => {
  const numbersIn = (file: string) =>
    [...readFileSync(`node_modules/${file}`, 'utf8').matchAll(/\b(?:case|type:) (\d|["']\w+["'])/g)].map(
      ([, type]) => type,
    );

  const vendored = numbersIn('@webcontainer/api/dist/vendor/index.js');
  expect(vendored).toEqual(numbersIn('comlink/dist/esm/comlink.mjs'));
  expect(vendored.slice(0, 6)).toEqual(['0', '1', '2', '3', '4', '5']);
});
