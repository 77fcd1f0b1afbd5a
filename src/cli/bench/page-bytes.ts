/**
 * Bytes that each page sends before interaction, compressed, against the course's own budget.
 * @module
 */
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { builtPages, pageAddress } from './built-pages.ts';
import type { Measurement } from './measurement.ts';

const BUDGET_BYTES = 25_000;
const ASSET = /<(?:link[^>]+rel="stylesheet"[^>]*href|script[^>]+src)="([^"?]+)"/g;

/** One row a page: its HTML, style sheets and scripts. */
export function measurePageBytes(folder: string): Measurement[] {
  return builtPages(folder).map((page) => {
    const html = readFileSync(join(folder, page), 'utf8');
    const assets = [...html.matchAll(ASSET)].map((match) => normalize(join(dirname(page), match[1] ?? '')));
    const files = [page, ...new Set(assets)].map((path) => readFileSync(join(folder, path)));
    return {
      name: `page-bytes ${pageAddress(page) || '(home)'}`,
      value: files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0),
      unit: 'bytes',
      reference: BUDGET_BYTES,
      referenceName: 'budget of a lesson page',
    };
  });
}
