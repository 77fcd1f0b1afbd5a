/**
 * Shows a report's file in the lab's page of the built site, from loopback. Node only.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CourseError } from '#course/course-error.ts';
import { type ServedFolder, serveFolder } from '../../serve/serve-folder.ts';
import { type RecordedRun, reportRuns } from './report-runs.ts';

/** What the page reads, beside its own address. */
const REPORT_NAME = 'report.json';

/**
 * The file is read again for each request, so that a reload of the page shows what a newer run wrote. Its address cannot be
 * guessed: other users of the machine and other pages do not find it.
 *
 * @param siteFolder The built site.
 * @throws {CourseError} `LAB_REPORT_MISSING`, `LAB_REPORT_INVALID` or `LAB_SITE_MISSING`.
 *
 * @example
 * const served = await serveReport('report.jsonl', 'dist');
 * served.url // 'http://127.0.0.1:41233/b6b1…/labs/hello-payment/'
 */
export async function serveReport(file: string, siteFolder: string): Promise<ServedFolder> {
  const { lab } = (await readRun(file)).report;
  const page = join('labs', lab, 'index.html');
  await readPage(siteFolder, page);
  const made = async (path: string): Promise<string | undefined> => {
    if (path === page)
      return (await readPage(siteFolder, page)).replace('<html ', `<html data-report="${REPORT_NAME}" `);
    return path === join('labs', lab, REPORT_NAME) ? JSON.stringify(await readRun(file, lab)) : undefined;
  };
  const site = await serveFolder(siteFolder, { basePath: `/${randomBytes(16).toString('hex')}/`, made });
  return { url: new URL(`labs/${lab}/`, site.url).href, close: () => site.close() };
}

/** The run to look at: the first that did not pass, otherwise the last. */
async function readRun(file: string, lab?: string): Promise<RecordedRun> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new CourseError('LAB_REPORT_MISSING', {
      message: `Cannot open "${file}": there is no such file`,
      hint: `Make it with "npm run lab -- check <lab> --report ${file}".`,
    });
  });
  const runs = reportRuns(text, file).filter(({ report }) => lab === undefined || report.lab === lab);
  const shown = runs.find(({ report }) => report.checks.some(({ verdict }) => verdict !== 'pass')) ?? runs.at(-1);
  if (shown) return shown;
  throw new CourseError('LAB_REPORT_INVALID', {
    message: `Cannot open "${file}": no run${lab === undefined ? '' : ` of "${lab}"`} is in it`,
    hint: 'Run the checks with "--report" again.',
  });
}

async function readPage(siteFolder: string, page: string): Promise<string> {
  return readFile(join(siteFolder, page), 'utf8').catch((cause: unknown) => {
    throw new CourseError('LAB_SITE_MISSING', {
      message: `Cannot show the report: "${join(siteFolder, page)}" does not exist`,
      hint: 'Build the site first: "npm run build", in the course’s folder.',
      cause,
    });
  });
}
