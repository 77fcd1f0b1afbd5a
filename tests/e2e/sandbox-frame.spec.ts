/**
 * The engine in Chromium: the same hashes as in the terminal, a page that stays responsive, and walls that hold.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { type LabOnDisk, readLab } from '#build/read-lab.ts';
import { openTerminalRuntime } from '#runtimes/index.ts';
import { openBrowser, openLocalContext } from '../support/browser.ts';
import { openEnginePage } from '../support/page-engine.ts';

const MAIN = 'payment-service/main.ts';
let browser: Browser;
let context: BrowserContext;
let foreignRequests: readonly string[];
let page: Page;
let lab: LabOnDisk;

beforeAll(async () => {
  lab = await readLab('.', 'hello-payment');
  browser = await openBrowser();
  ({ context, foreignRequests } = await openLocalContext(browser));
  page = await openEnginePage(context, inject('siteUrl'));
});
afterAll(() => browser.close());

const service = (listener: string) => `
import { createServer } from 'node:http';
createServer(async (request, response) => { ${listener} }).listen(Number(process.env.PORT));
`;

test('checks give the same hashes in the page as in the terminal, strict and fleet', async () => {
  const request = { files: lab.starter, seed: 4711, keepGoing: true };
  const terminal = await openTerminalRuntime(await bundleEngineThread('.'));
  const expected = (await terminal.runChecks(lab.program, request, () => {})).checks.map(({ hash }) => hash);
  await terminal.close();

  const hashes = await page.evaluate(
    async ([program, given]) => {
      const runtime = await globalThis.openEngine();
      const run = async (transport: 'strict' | 'fleet') =>
        (await runtime.runChecks(program, { ...given, transport }, () => {})).checks.map(({ hash }) => hash);
      const both = [await run('strict'), await run('fleet')];
      await runtime.close();
      return both;
    },
    [lab.program, request] as const,
  );

  expect(hashes).toEqual([expected, expected]);
});

test('a service that computes without end is stopped and named within 3 s, and the page stays responsive', async () => {
  const files = { ...lab.starter, [MAIN]: service('while (true);') };

  const seen = await page.evaluate(
    async ([program, given]) => {
      const runtime = await globalThis.openEngine();
      const frameTimesMs = [performance.now()];
      let request = 0;
      const watch = () => {
        frameTimesMs.push(performance.now());
        request = requestAnimationFrame(watch);
      };
      watch();
      const startedMs = performance.now();
      const report = await runtime.runChecks(program, { files: given, seed: 1 }, () => {});
      const tookMs = performance.now() - startedMs;
      cancelAnimationFrame(request);
      const gapsMs = frameTimesMs.slice(1).map((atMs, index) => atMs - Number(frameTimesMs[index]));
      await runtime.close();
      return {
        reason: report.checks[0]?.reason,
        verdict: report.checks[0]?.verdict,
        tookMs,
        largestGapMs: Math.max(...gapsMs),
      };
    },
    [lab.program, files] as const,
  );

  expect(seen.verdict).toBe('error');
  expect(seen.reason).toMatch(/^payment-service was stopped by the bench after 1 s of computing while it handled r-1/);
  expect(seen.tookMs).toBeLessThan(3_000);
  expect(seen.largestGapMs).toBeLessThan(200);
});

test('learner code can neither read storage, nor reach the page, nor any address', async () => {
  const attempts = `
    const results = {};
    const attempt = async (name, action) => {
      try { results[name] = 'reached: ' + String(await action()); } catch { results[name] = 'refused'; }
    };
    const siteUrl = ${JSON.stringify(inject('siteUrl'))};
    await attempt('localStorage', () => localStorage.getItem('secret').length);
    await attempt('sessionStorage', () => sessionStorage.getItem('secret').length);
    await attempt('indexedDB', () => indexedDB.open('x').readyState);
    await attempt('caches', () => caches.keys());
    await attempt('parent', () => parent.document);
    await attempt('top', () => top.document);
    await attempt('opener', () => opener.document);
    await attempt('postMessage', () => globalThis.constructor.prototype.postMessage.length && self.postMessage('x'));
    await attempt('fetch', async () => (await fetch(siteUrl)).status);
    await attempt('XMLHttpRequest', () => { const call = new XMLHttpRequest(); call.open('GET', siteUrl, false); call.send(); return call.status; });
    await attempt('WebSocket', () => new WebSocket(siteUrl.replace('http', 'ws')).readyState);
    await attempt('EventSource', () => new EventSource(siteUrl).readyState);
    await attempt('importScripts', () => importScripts(siteUrl + 'x.js'));
    await attempt('import', () => import(siteUrl + 'x.js'));
    await attempt('native import', () => (0, eval)('import(' + JSON.stringify(siteUrl + 'x.js') + ')'));
    await attempt('sendBeacon', () => navigator.sendBeacon(siteUrl, 'x'));
    await attempt('RTCPeerConnection', () => new RTCPeerConnection());
    await attempt('WebTransport', () => new WebTransport('https://127.0.0.1:1/').ready);
    await attempt('Worker', () => new Worker('data:,1'));
    await attempt('BroadcastChannel', () => new BroadcastChannel('x').name);
    response.end(JSON.stringify(results));
  `;
  const files = { ...lab.starter, [MAIN]: service(attempts) };

  const results = await page.evaluate(
    async ([program, given]) => {
      localStorage.setItem('secret', 'progress');
      const runtime = await globalThis.openEngine();
      const session = await runtime.openSession(program, given, () => {});
      const { body } = await session.send({ method: 'GET', url: 'http://payment-service/', headers: [] });
      await runtime.close();
      return JSON.parse(body) as Record<string, string>;
    },
    [lab.program, files] as const,
  );

  expect(Object.keys(results)).toHaveLength(20);
  expect(Object.entries(results).filter(([, result]) => result !== 'refused')).toEqual([]);
  expect(foreignRequests).toEqual([]);
});

test('the frame has an opaque origin: even its own code reaches neither the page nor storage nor an address', async () => {
  const walls = await page.evaluate(async () => {
    const runtime = await globalThis.openEngine();
    const frame = document.querySelector('iframe[src*="engine/frame.html"]') as HTMLIFrameElement;
    const facts = { sandbox: frame.getAttribute('sandbox'), document: frame.contentDocument };
    await runtime.close();
    return { ...facts, framesLeft: document.querySelectorAll('iframe').length };
  });

  expect(walls).toEqual({ sandbox: 'allow-scripts', document: null, framesLeft: 0 });
});

test('aborting ends a run in the page at once', async () => {
  const files = { ...lab.starter, [MAIN]: service('while (true);') };

  const outcome = await page.evaluate(
    async ([program, given]) => {
      const runtime = await globalThis.openEngine();
      const controller = new AbortController();
      const run = runtime.runChecks(
        program,
        { files: given, seed: 1 },
        () => controller.abort(new Error('stopped by the learner')),
        controller.signal,
      );
      const message = await run.then(
        () => 'finished',
        (error: Error) => error.message,
      );
      const next = await runtime.runChecks(program, { files: given, seed: 1 }, () => {});
      await runtime.close();
      return [message, next.checks[0]?.verdict];
    },
    [lab.program, files] as const,
  );

  expect(outcome).toEqual(['stopped by the learner', 'error']);
});

test('opening the engine says what to do when its frame is not there', async () => {
  await context.route('**/engine/frame.html', (route) => route.fulfill({ status: 404, body: 'not here' }));

  const error = await page.evaluate(async () =>
    globalThis.openEngine().then(
      () => undefined,
      ({ name, code, message, hint }) => ({ name, code, message, hint }) as Record<string, string>,
    ),
  );
  await context.unroute('**/engine/frame.html');

  expect(error).toMatchObject({ name: 'LabRuntimeError', code: 'RUNTIME_START_FAILED' });
});
