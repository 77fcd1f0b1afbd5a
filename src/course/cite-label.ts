/**
 * How a source is named inside a sentence. Pure; runs at build time.
 * @module
 */
import type { Source } from './source.ts';

/**
 * The source's name, or the first words of its id, with the year: short, and the same wherever the source is cited.
 *
 * @example
 * citeLabel(source) // 'Online Boutique 2026' for "online-boutique-2026"
 */
export function citeLabel({ id, name, year }: Source): string {
  if (name !== undefined) return `${name} ${year}`;
  const beforeYear = id.split(/-\d{4}/)[0] ?? id;
  const words = beforeYear.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join(' ')} ${year}`;
}
