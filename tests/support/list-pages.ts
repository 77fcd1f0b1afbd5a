/**
 * Every page of a built site, as a relative address such as "lessons/" or "" for the first page.
 * @module
 */
import { builtPages, pageAddress } from '#cli/bench/built-pages.ts';

export function listPages(folder: string): string[] {
  return builtPages(folder).map(pageAddress).sort();
}
