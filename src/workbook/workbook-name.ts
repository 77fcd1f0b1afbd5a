/**
 * The name of a page's workbook: the course and the path that it is served at, so that two courses on one host, or two
 * editions of this one, never mix.
 * Runs in the browser.
 * @module
 */

/** Permanent: renaming it would hide every learner's work. */
export const COURSE_ID = 'microservices';

/**
 * Name of the workbook of a course at a path; also the name of its database.
 *
 * @param root Relative URL of the site's root, as `data-root` on `<html>` gives it.
 * @param baseUri Address of the page.
 *
 * @example
 * workbookName('../../', 'https://host/~prof/ms/lessons/x/index.html') // 'ensemble:microservices:/~prof/ms/'
 */
export const workbookName = (root: string, baseUri: string): string =>
  `ensemble:${COURSE_ID}:${new URL(root, baseUri).pathname}`;

/** Name of this page's workbook. */
export const pageWorkbookName = (): string =>
  workbookName(document.documentElement.dataset['root'] ?? '/', document.baseURI);
