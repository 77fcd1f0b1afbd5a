/**
 * Learner code against the engine that shares its Worker: deeper ways out, polluted prototypes, forged effects and
 * verdicts. The process is ended and named, or only fools itself; the judge, the bank and the page are not fooled.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type LabOnDisk, readLab } from '#build/read-lab.ts';
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

/** Runs the starter's checks with this code in front of it, strict; gives what the learner is told. */
const judge = (code: string) =>
  page.evaluate(
    async ([program, files]) => {
      const runtime = await globalThis.openEngine();
      const { checks, complete } = await runtime.runChecks(program, { files, seed: 4711 }, () => {});
      await runtime.close();
      const { verdict, reason, message } = checks[0] as (typeof checks)[number];
      return { verdict, reason, id: message?.id, complete, polluted: 'verdict' in Object.prototype };
    },
    [lab.program, { ...lab.starter, [MAIN]: `${code}\n${lab.starter[MAIN] ?? ''}` }] as const,
  );

/** Answers what each attempt came to. */
const attempts = (lines: Readonly<Record<string, string>>) => `
import { createServer } from 'node:http';
createServer(async (request, response) => {
  const real = new Function('return this')();
  const scopes = [];
  for (let proto = Object.getPrototypeOf(real); proto; proto = Object.getPrototypeOf(proto)) scopes.push(proto);
  const hidden = (name) => {
    for (const scope of scopes) {
      const found = Object.getOwnPropertyDescriptor(scope, name);
      if (found) return found.get ? found.get.call(real) : found.value;
    }
    throw new Error('not there');
  };
  const site = ${JSON.stringify(inject('siteUrl'))};
  const results = {};
  const attempt = async (name, action) => {
    try { results[name] = 'reached: ' + String(await action()); } catch { results[name] = 'refused'; }
  };
  ${Object.entries(lines)
    .map(([name, code]) => `await attempt(${JSON.stringify(name)}, async () => { ${code} });`)
    .join('\n  ')}
  response.end(JSON.stringify(results));
}).listen(Number(process.env.PORT));
`;

test('the real global object and its prototypes lead no further than the learner name space', async () => {
  const code = attempts({
    'fetch of the prototype': 'return (await hidden("fetch").call(real, site)).status;',
    'importScripts of the prototype': 'return hidden("importScripts").call(real, site + "x.js");',
    'indexedDB of the prototype':
      'await new Promise((done, fail) => { const call = hidden("indexedDB").open("x"); call.onsuccess = done; call.onerror = fail; });',
    'caches of the prototype': 'return hidden("caches").open("x");',
    'XMLHttpRequest by name':
      'const call = new real.XMLHttpRequest(); call.open("GET", site, false); call.send(); return call.status;',
    'WebSocket by name': 'return new real.WebSocket("ws://127.0.0.1:1/").readyState;',
    'EventSource by name': 'return new real.EventSource(site).readyState;',
    'RTCPeerConnection by name': 'return new real.RTCPeerConnection();',
    'a Worker by name': 'return new real.Worker(URL.createObjectURL(new Blob(["1"])));',
    'a Worker from a data address': 'return new real.Worker("data:text/javascript,1");',
    'a nested frame': 'return real.document.createElement("iframe");',
    'import of a data address that fetches':
      'const { get } = await (0, eval)("import(" + JSON.stringify("data:text/javascript,export const get = (url) => fetch(url)") + ")"); return (await get(site)).status;',
    'sendBeacon of the prototype': 'return hidden("navigator").sendBeacon(site, "x");',
    'the parent by name': 'return real.parent.document;',
  });

  const results = await page.evaluate(
    async ([program, files]) => {
      const runtime = await globalThis.openEngine();
      const session = await runtime.openSession(program, files, () => {});
      const { body } = await session.send({ method: 'GET', url: 'http://payment-service/', headers: [] });
      await runtime.close();
      return JSON.parse(body) as Record<string, string>;
    },
    [lab.program, { ...lab.starter, [MAIN]: code }] as const,
  );

  expect(Object.keys(results)).toHaveLength(14);
  expect(Object.entries(results).filter(([, result]) => result !== 'refused')).toEqual([]);
  expect(foreignRequests).toEqual([]);
});

test.each([
  [
    'Object.prototype with fields of a verdict',
    "Object.prototype.verdict = 'pass'; Object.prototype.held = 'all'; Object.prototype.complete = true;",
  ],
  ['Object.prototype with fields of an effect', "Object.prototype.tag = { kind: 'response', label: '201' };"],
  [
    'Array.prototype with a check that always holds',
    'Array.prototype.every = () => true; Array.prototype.some = () => false;',
  ],
  [
    'Promise.prototype.then with a function that answers at once',
    'const { then } = Promise.prototype; Promise.prototype.then = function (done, fail) { return then.call(this, done, fail); };',
  ],
  [
    'JSON with a parser that finds a ledger entry',
    "const { parse } = JSON; JSON.parse = (text, reviver) => (text === '[]' ? [{ orderId: '123', amount: 100 }] : parse(text, reviver));",
  ],
  ['the log with lines of a ledger', `console.log('ledger {"orderId":"123","amount":100,"reference":"ch-1"}');`],
])('a service that changes %s fails as it did', async (_, code) => {
  const seen = await judge(code);

  expect(seen).toMatchObject({ verdict: 'fail', complete: false, polluted: false });
});

test.each([
  ['effects that no program can send', "[{ kind: 'pass', held: 'all' }]"],
  ['an end of another process', "[{ kind: 'exit', code: 0, pid: 1 }]"],
  ['bytes that are none', "[{ kind: 'data', connectionId: '0:1~', bytes: 'HTTP/1.1 201' }]"],
  ['something that is no list', '({ length: 1 })'],
])('a service that makes the engine send %s is ended, and nothing passes', async (_, forged) => {
  const seen = await judge(`const { splice } = Array.prototype;
    Array.prototype.splice = function (...values) { return values.length === 1 && values[0] === 0 ? ${forged} : splice.apply(this, values); };`);

  expect(['error', 'fail']).toContain(seen.verdict);
  expect(seen.complete).toBe(false);
});

test('an acknowledgement in the name of the bank reaches nobody: a process writes on its own connections only', async () => {
  const seen = await judge(`const { splice } = Array.prototype;
    const answer = new TextEncoder().encode('HTTP/1.1 201 Created\\r\\ncontent-length: 2\\r\\n\\r\\n{}');
    Array.prototype.splice = function (...values) {
      const made = splice.apply(this, values);
      if (values.length !== 1 || values[0] !== 0) return made;
      return [...['0:1', '0:2', '0:3', '1:1', '1:2', '1:1~', '2:1~'].map((connectionId) => ({ kind: 'data', connectionId, bytes: answer })), ...made];
    };`);

  expect(seen).toMatchObject({ verdict: 'fail', complete: false });
});
