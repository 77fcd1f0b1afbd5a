/**
 * Writes the seed coverage as people read it.
 * Pure; runs in the terminal and in tests.
 * @module
 */
import type { SeedItem } from '#course/seed-item.ts';
import type { SeedCoverage } from './seed-coverage.ts';

/**
 * One line a page with what it covers, one line a module with what is still to come.
 *
 * @example
 * console.log(describeCoverage(items, coverage)); // 'Seed items: 38 of 138 covered\n\n1.1  One application …'
 */
export function describeCoverage(items: readonly SeedItem[], coverage: SeedCoverage): string {
  const missing = new Set<string>(coverage.missing);
  const byModule = Map.groupBy(
    items.filter(({ id }) => missing.has(id)),
    ({ lessons }) => Number.parseInt(lessons[0] ?? '', 10),
  );
  return [
    `Seed items: ${coverage.covered.length} of ${items.length} covered`,
    '',
    ...coverage.pages.map(({ page, covered }) => `${page.number}  ${page.title}\n     ${covered.join(' ') || 'none'}`),
    '',
    coverage.missing.length === 0 ? 'None missing' : `Missing: ${coverage.missing.length}`,
    ...[...byModule]
      .sort(([left], [right]) => left - right)
      .map(([module, placed]) => `module ${String(module).padEnd(2)}  ${placed.map(({ id }) => id).join(' ')}`),
  ].join('\n');
}
