/**
 * Lighthouse, mobile, on one page of each kind, against full marks. Needs Chromium.
 * @module
 */
import { createServer } from 'node:net';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGUMENTS } from '#platform/chromium-arguments.ts';
import type { Measurement } from './measurement.ts';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

/** A port that nobody listens on now; Lighthouse wants a number, not a pipe. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Four rows a page, each a score from 0 to 100. */
export async function measureLighthouse(
  executablePath: string,
  siteUrl: string,
  pages: readonly string[],
): Promise<Measurement[]> {
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath,
    args: [...CHROMIUM_ARGUMENTS, `--remote-debugging-port=${port}`],
  });
  const rows: Measurement[] = [];
  try {
    for (const page of pages) {
      const result = await lighthouse(new URL(page, siteUrl).href, {
        port,
        output: 'json',
        logLevel: 'error',
        onlyCategories: [...CATEGORIES],
      });
      for (const category of CATEGORIES) {
        rows.push({
          name: `lighthouse-${category} ${page || '(home)'}`,
          value: (result?.lhr.categories[category]?.score ?? 0) * 100,
          unit: 'score',
          reference: 100,
          referenceName: 'full marks',
        });
      }
    }
  } finally {
    await browser.close();
  }
  return rows;
}
