/**
 * The simulated engine in Chromium: the sandbox frame as the site has it, in a page of the suite's own.
 * @module
 */
import { build } from 'esbuild';
import { bundleSqlite } from '#build/bundle-sqlite.ts';
import { buildSandboxFrame } from '#build/build-sandbox-frame.ts';
import { openBrowser, openLocalContext } from '../../support/browser.ts';
import type { ContractEngine, ContractProgram, ProcessOutcome } from './contract-engine.ts';
import { SIMULATED_CAPABILITIES } from './simulated-capabilities.ts';

declare global {
  /** Put there by the page's script. */
  var runContractProgram: (program: ContractProgram) => Promise<readonly ProcessOutcome[]>;
}

/** Nothing listens there: both addresses are answered by the browser's own routes. */
const PAGE_URL = 'http://127.0.0.1:9/contract/';

const SCRIPT = `
  import { openPageRuntime } from '#runtimes/index.ts';
  import { runInSession } from './run-in-session.ts';
  const runtime = openPageRuntime({ frameUrl: 'frame.html' });
  globalThis.runContractProgram = async (program) => runInSession(await runtime, program);
`;

export async function openPageEngine(): Promise<ContractEngine> {
  const [frame, script, browser] = await Promise.all([buildSandboxFrame(), bundleScript(), openBrowser()]);
  const { context } = await openLocalContext(browser);
  const html = `<!doctype html><html lang="en"><title>Contract</title><body><script type="module">${script}</script>`;
  await context.route(PAGE_URL, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await context.route(`${PAGE_URL}frame.html`, (route) => route.fulfill({ contentType: 'text/html', body: frame }));
  const { code, wasm } = await bundleSqlite();
  await context.route(`${PAGE_URL}sqlite.js`, (route) => route.fulfill({ contentType: 'text/javascript', body: code }));
  await context.route(`${PAGE_URL}sqlite.wasm`, (route) =>
    route.fulfill({ contentType: 'application/wasm', body: Buffer.from(wasm) }),
  );
  const page = await context.newPage();
  await page.goto(PAGE_URL, { waitUntil: 'load' });
  return {
    name: 'page',
    capabilities: SIMULATED_CAPABILITIES,
    run: (program) => page.evaluate((given) => globalThis.runContractProgram(given), program),
    close: () => browser.close(),
  };
}

async function bundleScript(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: SCRIPT, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
  });
  return (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
}
