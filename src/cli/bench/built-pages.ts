/**
 * The pages of a built site, as files and as addresses. Node only.
 * @module
 */
import { globSync } from 'node:fs';

/** Paths of HTML files below `folder`, sorted; the engine's frame is no page. */
export function builtPages(folder: string): string[] {
  return globSync('**/*.html', { cwd: folder })
    .filter((path) => !path.startsWith('engine/'))
    .sort();
}

/**
 * The relative address of a page's file.
 *
 * @example
 * pageAddress('lessons/index.html') // 'lessons/'
 * pageAddress('index.html') // ''
 */
export function pageAddress(file: string): string {
  return file.replace(/(^|\/)index\.html$/, '$1');
}
