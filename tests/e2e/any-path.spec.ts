/**
 * One build works at any path: the same folder served at three paths, every address on every page followed.
 * @module
 */
import { expect, inject, test } from 'vitest';
import { serveFolder } from '#cli/serve/serve-folder.ts';
import { listPages } from '../support/list-pages.ts';
import { walkAddresses } from '../support/walk-addresses.ts';

test.each(['/', '/~prof/ms/', '/pluginfile.php/55/mod_scorm/content/3/'])(
  'every address is relative and leads to a file when the course is served at %s',
  async (basePath) => {
    const site = await serveFolder(inject('siteFolder'), { basePath });
    // The page for unknown addresses is shown at any depth, so its links cannot be relative to one place.
    const pages = listPages(inject('siteFolder')).filter((page) => page !== '404.html');

    const walked = await walkAddresses(site.url, pages);
    await site.close();

    expect(walked.filter(({ status }) => status !== 200)).toEqual([]);
    expect(walked.filter(({ address }) => address.startsWith('/'))).toEqual([]);
    expect(walked.length).toBeGreaterThan(100);
  },
);
