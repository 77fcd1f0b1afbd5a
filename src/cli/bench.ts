/**
 * `npm run bench [-- name …] [--json] [--peers]`: speeds and sizes as ratios to a reference taken in the same run. Nothing here is a
 * test: the tests hold no timed assertion.
 * @module
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { CourseError } from '#course/course-error.ts';
import { findChromium } from '#platform/find-chromium.ts';
import { measureBroker } from './bench/broker/measure-broker.ts';
import { measureBuildTime } from './bench/build-time.ts';
import { measureCheckRate } from './bench/check-rate.ts';
import { measureEngine } from './bench/engine/measure-engine.ts';
import { measurePeers } from './bench/engine/peers/measure-peers.ts';
import { measureLighthouse } from './bench/lighthouse.ts';
import { type Measurement, toRow } from './bench/measurement.ts';
import { measureOpenLab } from './bench/open-lab.ts';
import { measurePageBytes } from './bench/page-bytes.ts';
import { serveFolder } from './serve/serve-folder.ts';

const SITE_FOLDER = 'dist';
/** One page of each kind. */
const LIGHTHOUSE_PAGES = [
  '',
  'lessons/what-are-microservices/one-application-many-small-services/',
  'labs/hello-payment/',
];

interface Options {
  /** The engine beside real Node and other runtimes, instead of by itself. */
  readonly peers: boolean;
}

type Benchmark = (options: Options) => Promise<Measurement[]>;

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  pages: async () => measurePageBytes(requireSite()),
  build: async () => measureBuildTime(),
  checks: measureCheckRate,
  broker: () => measureBroker(requireChromium()),
  engine: ({ peers }) => (peers ? measurePeers : measureEngine)(requireChromium()),
  'open-lab': () => withSite((url) => measureOpenLab(requireChromium(), url)),
  lighthouse: () => withSite((url) => measureLighthouse(requireChromium(), url, LIGHTHOUSE_PAGES)),
};

function requireSite(): string {
  if (existsSync(`${SITE_FOLDER}/index.html`)) return SITE_FOLDER;
  throw new CourseError('BENCH_NO_SITE', {
    message: `Cannot measure pages: ${SITE_FOLDER}/index.html does not exist`,
    hint: 'Run "npm run build" first.',
  });
}

function requireChromium(): string {
  const path = findChromium(chromium.executablePath());
  if (path !== undefined) return path;
  throw new CourseError('BENCH_NO_CHROMIUM', {
    message: 'Cannot measure in a browser: no Chromium was found',
    hint: 'Install one (Debian: apt-get install chromium), or set CHROMIUM_PATH.',
  });
}

async function withSite(measure: (url: string) => Promise<Measurement[]>): Promise<Measurement[]> {
  const site = await serveFolder(requireSite());
  try {
    return await measure(site.url);
  } finally {
    await site.close();
  }
}

function choose(names: readonly string[]): string[] {
  const unknown = names.find((name) => !(name in BENCHMARKS));
  if (unknown === undefined) return names.length > 0 ? [...names] : Object.keys(BENCHMARKS);
  throw new CourseError('BENCH_UNKNOWN', {
    message: `Cannot run the benchmark "${unknown}": there is none of that name`,
    hint: `Choose from ${Object.keys(BENCHMARKS).join(', ')}.`,
  });
}

function printTable(measurements: readonly Measurement[]): void {
  for (const measurement of measurements) {
    const { name, value, unit, reference, ratio, referenceName, note } = toRow(measurement);
    console.log(
      `${name.padEnd(64)} ${String(value).padStart(10)} ${unit.padEnd(10)} ${ratio} × ${referenceName} (${reference})${note === undefined ? '' : `; ${note}`}`,
    );
  }
}

try {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false }, peers: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const all: Measurement[] = [];
  for (const name of choose(positionals)) {
    console.error(`Measuring ${name} …`);
    const measured = (await BENCHMARKS[name]?.(values)) ?? [];
    if (!values.json) printTable(measured);
    all.push(...measured);
  }
  if (values.json) console.log(JSON.stringify(all.map(toRow), null, 2));
} catch (error) {
  console.error(error instanceof CourseError ? error.format() : error);
  process.exitCode = 2;
}
