/**
 * Lighthouse, mobile, on one page of each kind, against full marks. Needs Chromium.
 * @module
 */
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGUMENTS } from '#platform/chromium-arguments.ts';
import { freePort } from '#platform/free-port.ts';
import type { Measurement } from './measurement.ts';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

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
