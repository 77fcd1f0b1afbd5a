/**
 * The chain in almostnode, a runtime for Node programs in a page: the same programs as CommonJS, all in one page. Node
 * only; the package stands in a temporary folder and is no dependency of this project.
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGUMENTS } from '#platform/chromium-arguments.ts';
import { serveFolder } from '../../../serve/serve-folder.ts';
import { CHAIN_AT_ONCE, CHAIN_REQUESTS, type ChainOutcome } from './chain-rates.ts';

const LIMIT_MS = 60_000;

/** Put into the page: starts the programs one after another, then asks the client program from a program of its own. */
const PAGE = `
  import { createContainer } from 'almostnode';
  const withTimeLimit = (promise) => Promise.race([promise, new Promise((_, reject) =>
    setTimeout(() => reject(new Error('no answer within ${LIMIT_MS / 1_000} s')), ${LIMIT_MS}))]);
  globalThis.runChain = async (programs) => {
    const container = createContainer();
    const ask = (count, atOnce) => withTimeLimit(new Promise((resolve, reject) => {
      globalThis.chainAnswer = resolve;
      globalThis.chainFailure = reject;
      container.execute("const fail = (error) => globalThis.chainFailure(error);" +
        "require('http').get('http://localhost:3000/?count=" + count + "&atOnce=" + atOnce + "', (response) => {" +
        "let text = ''; response.on('data', (chunk) => (text += chunk));" +
        "response.on('end', () => globalThis.chainAnswer(text)); }).on('error', fail);");
    }));
    const rate = async (count, atOnce) => {
      const startedMs = performance.now();
      const { right } = JSON.parse(await ask(count, atOnce));
      if (right !== count) throw new Error(right + ' of ' + count + ' answers were right');
      return count / ((performance.now() - startedMs) / 1000);
    };
    try {
      for (const code of programs) container.execute(code);
      await rate(20, 1);
      return { oneAtATime: await rate(${CHAIN_REQUESTS}, 1), manyAtOnce: await rate(${CHAIN_REQUESTS}, ${CHAIN_AT_ONCE}) };
    } catch (error) {
      return { failed: String(error?.message ?? error) };
    }
  };
`;

/** Its shell names built-ins of Node that a page lacks and this benchmark never reaches. */
const emptyBuiltins: Plugin = {
  name: 'empty-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'empty' }));
    onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** @param folder Where the package is installed. */
export async function almostnodeChain(executablePath: string, folder: string): Promise<ChainOutcome> {
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: folder, loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    logLevel: 'silent',
    plugins: [emptyBuiltins],
    outdir: join(folder, 'site'),
  });
  await writeFile(join(folder, 'page.js'), outputFiles[0]?.text ?? '');
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><html lang="en"><title>Peer</title><script type="module" src="page.js"></script></html>',
  );
  const site = await serveFolder(folder);
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    return await page.evaluate(
      (programs) => (globalThis as unknown as { runChain(given: string[]): Promise<ChainOutcome> }).runChain(programs),
      await commonJsPrograms(),
    );
  } finally {
    await browser.close();
    await site.close();
  }
}

/** Links first; each takes its variables with it, because all run in one page. */
async function commonJsPrograms(): Promise<string[]> {
  return Promise.all([
    commonJs('link.ts', { PORT: '3003' }),
    commonJs('link.ts', { PORT: '3002', NEXT_URL: 'http://localhost:3003/' }),
    commonJs('link.ts', { PORT: '3001', NEXT_URL: 'http://localhost:3002/' }),
    commonJs('chain-client.ts', { PORT: '3000', NEXT_URL: 'http://localhost:3001/', HOPS: '3' }),
  ]);
}

async function commonJs(program: string, env: Readonly<Record<string, string>>): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../programs/${program}`, import.meta.url))],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    banner: { js: `process.env = ${JSON.stringify(env)};` },
  });
  return outputFiles[0]?.text ?? '';
}
