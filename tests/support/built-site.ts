/**
 * Builds the site once for all browser tests, and serves it. ENSEMBLE_DIST names a folder that is built already.
 * @module
 */
import { execFileSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { serveFolder } from '#cli/serve/serve-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the served site, with a trailing slash. */
    siteUrl: string;
    /** Folder of the built site. */
    siteFolder: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const built = process.env['ENSEMBLE_DIST'];
  const folder = built ?? 'dist';
  if (built === undefined) {
    execFileSync('astro', ['build', '--outDir', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const site = await serveFolder(folder);
  project.provide('siteUrl', site.url);
  project.provide('siteFolder', folder);
  return () => site.close();
}
