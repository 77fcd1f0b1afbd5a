/**
 * The two hosts of the determinism suite: the terminal's engine and the page's, behind one function.
 * @module
 */
import { build } from 'esbuild';
import { buildSandboxFrame } from '#build/build-sandbox-frame.ts';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { openTerminalRuntime } from '#runtimes/index.ts';
import { openBrowser, openLocalContext } from '../../support/browser.ts';
import type { DeterminismProgram } from './determinism-program.ts';
import { type ProgramRun, type RunOrder, runProgram } from './run-program.ts';

declare global {
  /** Put there by the page's script. */
  var runDeterminismProgram: (
    program: DeterminismProgram,
    orders: readonly RunOrder[],
  ) => Promise<readonly ProgramRun[]>;
}

export interface DeterminismHost {
  readonly name: 'terminal' | 'page';
  run(program: DeterminismProgram, orders: readonly RunOrder[]): Promise<readonly ProgramRun[]>;
  close(): Promise<void>;
}

export async function openTerminalHost(): Promise<DeterminismHost> {
  const runtime = await openTerminalRuntime(await bundleEngineThread('.'));
  return {
    name: 'terminal',
    run: (program, orders) => runProgram(runtime, program, orders),
    close: () => runtime.close(),
  };
}

/** Nothing listens there: both addresses are answered by the browser's own routes. */
const PAGE_URL = 'http://127.0.0.1:9/determinism/';

const SCRIPT = `
  import { openPageRuntime } from '#runtimes/index.ts';
  import { runProgram } from './run-program.ts';
  const runtime = openPageRuntime({ frameUrl: 'frame.html' });
  globalThis.runDeterminismProgram = async (...values) => runProgram(await runtime, ...values);
`;

export async function openPageHost(): Promise<DeterminismHost> {
  const [frame, script, browser] = await Promise.all([buildSandboxFrame(), bundleScript(), openBrowser()]);
  const { context } = await openLocalContext(browser);
  const html = `<!doctype html><html lang="en"><title>Determinism</title><body><script type="module">${script}</script>`;
  await context.route(PAGE_URL, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await context.route(`${PAGE_URL}frame.html`, (route) => route.fulfill({ contentType: 'text/html', body: frame }));
  const page = await context.newPage();
  await page.goto(PAGE_URL, { waitUntil: 'load' });
  return {
    name: 'page',
    run: (program, orders) =>
      page.evaluate(([given, list]) => globalThis.runDeterminismProgram(given, list), [program, orders] as const),
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
