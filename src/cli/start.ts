/**
 * `npm start`: builds the course when its sources changed, serves it on localhost and opens it.
 * @module
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CourseError } from '#course/course-error.ts';
import { openInBrowser } from './serve/open-in-browser.ts';
import { serveFolder } from './serve/serve-folder.ts';
import { sourceFingerprint } from './serve/source-fingerprint.ts';

const CACHE_FOLDER = 'node_modules/.cache/ensemble';
const MARKER = `${CACHE_FOLDER}/built-from`;
const FIRST_PORT = 4321;
const PORTS_TRIED = 20;

function buildWhenChanged(): void {
  const fingerprint = sourceFingerprint('.');
  if (existsSync('dist/index.html') && existsSync(MARKER) && readFileSync(MARKER, 'utf8') === fingerprint) return;
  console.log('Building the course; the first time this takes about half a minute.');
  const built = spawnSync('astro', ['build', '--silent'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  if (built.status !== 0) {
    throw new CourseError('START_BUILD_FAILED', {
      message: 'Cannot start the course: the site did not build',
      hint: 'The first error above says which file and line. After a change of branch, run "npm ci" and try again.',
    });
  }
  mkdirSync(CACHE_FOLDER, { recursive: true });
  writeFileSync(MARKER, fingerprint);
}

/** A chosen port is taken as it is; otherwise the first free one from 4321 on. */
async function serveOnFreePort(chosen: number | undefined): Promise<string> {
  const ports = chosen === undefined ? Array.from({ length: PORTS_TRIED }, (_, index) => FIRST_PORT + index) : [chosen];
  for (const port of ports) {
    const site = await serveFolder('dist', { port }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') return undefined;
      throw error;
    });
    if (site) return site.url;
  }
  throw new CourseError('START_PORT_TAKEN', {
    message: `Cannot start the course: port ${ports.join(', ')} is in use`,
    hint: 'Stop the program that listens there, or choose another: npm start -- --port 8080.',
  });
}

function readPort(): number | undefined {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  if (values.port === undefined) return undefined;
  const port = Number(values.port);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new CourseError('START_PORT_INVALID', {
    message: `Cannot start the course: --port must be a whole number from 0 to 65535, current value is "${values.port}"`,
    hint: 'For example: npm start -- --port 8080.',
  });
}

try {
  const port = readPort();
  buildWhenChanged();
  const url = await serveOnFreePort(port);
  console.log(`Ensemble is at ${url} (Ctrl+C stops it). Nothing leaves this machine.`);
  openInBrowser(url);
} catch (error) {
  console.error(error instanceof CourseError ? error.format() : error);
  process.exitCode = 1;
}
