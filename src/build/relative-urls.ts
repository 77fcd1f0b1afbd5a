/**
 * The Astro integration that makes one build work at any path: "/", "/~prof/ms/", or wherever the folder is moved.
 * Node only; runs inside `astro build`.
 * @module
 */
import type { AstroIntegration } from 'astro';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { relativeHtml } from './relative-html.ts';

/**
 * Rewrites every built page once the build is done; scripts and styles are made relative by Vite itself.
 *
 * @example
 * export default defineConfig({ integrations: [relativeUrls()] });
 */
export function relativeUrls(): AstroIntegration {
  return {
    name: 'relative-urls',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({ vite: { experimental: { renderBuiltUrl: () => ({ relative: true }) } } });
      },
      'astro:build:done': async ({ dir }) => {
        await rewritePages(fileURLToPath(dir));
      },
    },
  };
}

/** Rewrites the HTML files of a built folder in place. */
export async function rewritePages(folder: string): Promise<void> {
  for (const path of await readdir(folder, { recursive: true })) {
    if (!path.endsWith('.html')) continue;
    const file = join(folder, path);
    const page = relative(folder, file).split(sep).join('/');
    await writeFile(file, relativeHtml(await readFile(file, 'utf8'), page));
  }
}
