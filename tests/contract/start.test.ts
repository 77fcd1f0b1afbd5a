/**
 * `npm start` as a person runs it: it builds what changed, says where the course is, and the course is there.
 * @module
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';

const BUILD_LIMIT_MS = 240_000;

let started: ChildProcess | undefined;

afterEach(() => {
  started?.kill();
});

/** Starts the course on a free port and resolves with the address that it prints. */
function startCourse(): Promise<string> {
  const child = spawn(process.execPath, ['src/cli/start.ts', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  started = child;
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`npm start ended with code ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(line)?.[0];
      if (address !== undefined) resolve(address);
    });
  });
}

test(
  'npm start serves the course, its first lab and the engine when nothing else is set up',
  async () => {
    const url = await startCourse();

    const pages = await Promise.all(
      ['', 'lessons/', 'labs/hello-payment/', 'engine/frame.html'].map((page) => fetch(new URL(page, url))),
    );

    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await pages[0]?.text()).toContain('Learn microservices');
  },
  BUILD_LIMIT_MS,
);
