/**
 * Finds a Chromium to drive: the environment's, Playwright's, Chrome or Chromium in the usual places.
 * Node only; used by tests and benchmarks, by nothing that ships.
 * @module
 */
import { existsSync } from 'node:fs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Path of the first Chromium that exists, or `undefined`.
 *
 * @param playwrightPath Where Playwright would keep its own download; it may not be there.
 *
 * @example
 * findChromium(chromium.executablePath()) // '/usr/bin/chromium'
 */
export function findChromium(playwrightPath: string): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  return [...(named ? [named] : []), playwrightPath, ...PLACES].find((path) => existsSync(path));
}
