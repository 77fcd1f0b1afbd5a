/**
 * The engine in a page of Chromium: the sandbox frame as the site has it, and nothing else of the site. Node only.
 * @module
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type CDPSession, chromium } from 'playwright-core';
import { buildSandboxFrame } from '#build/build-sandbox-frame.ts';
import { CHROMIUM_ARGUMENTS } from '#platform/chromium-arguments.ts';
import { serveFolder } from '../../serve/serve-folder.ts';
import type { Crowd } from './benchmark-programs.ts';
import type { EngineHost } from './engine-host.ts';

const PAGE_BYTES = 4096;

export interface CrowdGap {
  /** Longest time between two frames while the crowd ran. */
  readonly gapMs: number;
  /** The same of the same page while nothing ran, for as long. */
  readonly idleGapMs: number;
  readonly tookMs: number;
  readonly startedCount: number;
  /** Requests to well-behaved services that came back right. */
  readonly answeredCount: number;
}

export interface PageHost extends EngineHost {
  crowdGap(crowd: Crowd): Promise<CrowdGap>;
}

export async function openPageHost(executablePath: string): Promise<PageHost> {
  const folder = await mkdtemp(join(tmpdir(), 'ensemble-bench-engine-'));
  await writeFile(join(folder, 'frame.html'), await buildSandboxFrame());
  await writeFile(join(folder, 'index.html'), await buildPage());
  const site = await serveFolder(folder);
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
  const page = await browser.newPage();
  await page.goto(site.url);
  await page.evaluate(() => globalThis.engineBenchmark.open());
  const devTools = await browser.newBrowserCDPSession();
  return {
    name: 'page',
    run: (system, transport, seed) =>
      page.evaluate((given) => globalThis.engineBenchmark.run(...given), [system, transport, seed] as const),
    start: (system) => page.evaluate((given) => globalThis.engineBenchmark.start(given), system),
    crowdGap: (crowd) => page.evaluate((given) => globalThis.engineBenchmark.crowdGap(given), crowd),
    stop: () => page.evaluate(() => globalThis.engineBenchmark.stop()),
    roundTripsPerSecond: () => page.evaluate(() => globalThis.engineBenchmark.roundTripsPerSecond()),
    cpuSeconds: async () => {
      const renderers = await rendererProcesses(devTools);
      return renderers.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
    },
    memoryMb: async () => {
      const sizes = await Promise.all((await rendererProcesses(devTools)).map(({ id }) => residentBytes(id)));
      return sizes.includes(undefined) ? undefined : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0) / 1e6;
    },
    close: async () => {
      await browser.close();
      await site.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The page and the frame may share a process or have one each. */
async function rendererProcesses(devTools: CDPSession) {
  const { processInfo } = await devTools.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer');
}

/** Linux only. */
async function residentBytes(pid: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : Number(text.split(' ')[1]) * PAGE_BYTES;
}

async function buildPage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['src/cli/bench/engine/page-benchmark.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    logLevel: 'silent',
  });
  const script = (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
  return `<!doctype html><html lang="en"><title>Engine</title><script type="module">${script}</script></html>`;
}
