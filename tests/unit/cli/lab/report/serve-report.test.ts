import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { beginReportFile } from '#cli/lab/report/report-file.ts';
import { serveReport } from '#cli/lab/report/serve-report.ts';
import type { CheckReport } from '#bench/judge/report.ts';
import type { ServedFolder } from '#cli/serve/serve-folder.ts';

let place: string;
let file: string;
let served: ServedFolder | undefined;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'serve-report-'));
  file = join(place, 'report.jsonl');
  await mkdir(join(place, 'site/labs/shop'), { recursive: true });
  await writeFile(join(place, 'site/labs/shop/index.html'), '<!doctype html>\n<html lang="en" data-root="../../">');
  await writeFile(join(place, 'site/labs/shop/program.json'), '{}');
});
afterEach(async () => {
  await served?.close();
  served = undefined;
  await rm(place, { recursive: true, force: true });
});

function writeRuns(...verdicts: readonly CheckReport['verdict'][]): void {
  const report = beginReportFile(file);
  for (const [index, verdict] of verdicts.entries()) {
    const seed = index + 1;
    const check = { check: 'C1', slug: '01-first', title: 'First', verdict, held: '', virtualMs: 1, realMs: 1 };
    const checks = [{ ...check, eventCount: 1, hash: '', replay: `shop/01 seed=${seed}` }];
    const about = { lab: 'shop', seed, engine: 'real' as const };
    report
      .begin({ ...about, atIso: '2026-11-21T08:00:00.000Z', files: { 'a.ts': 'x' } })
      .end({ ...about, transport: 'processes', checks, complete: verdict === 'pass', realMs: 1 });
  }
}

const serve = async (): Promise<ServedFolder> => {
  served = await serveReport(file, join(place, 'site'));
  return served;
};
const ask = async (name: string): Promise<Response> => fetch(new URL(name, (served as ServedFolder).url));

test('serveReport() serves the lab’s page with the report beside it, at an address of its own each time', async () => {
  writeRuns('pass');

  const { url } = await serve();
  const page = await (await ask('')).text();
  const report: unknown = await (await ask('report.json')).json();
  const other = await serveReport(file, join(place, 'site'));
  await other.close();

  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/labs\/shop\/$/);
  expect(new URL(other.url).pathname).not.toBe(new URL(url).pathname);
  expect(page).toContain('<html data-report="report.json" lang="en" data-root="../../">');
  expect(await (await ask('index.html')).text()).toBe(page);
  expect(report).toMatchObject({ files: { 'a.ts': 'x' }, report: { lab: 'shop', engine: 'real', seed: 1 } });
  expect(await (await ask('program.json')).text()).toBe('{}');
});

test('serveReport() answers nothing to whoever does not know the address', async () => {
  writeRuns('pass');
  await serve();

  expect((await ask('/labs/shop/')).status).toBe(404);
  expect((await ask('/labs/shop/report.json')).status).toBe(404);
});

test('serveReport() shows the first run that did not pass, and what the file says by now', async () => {
  writeRuns('pass', 'fail', 'fail');
  await serve();
  const before: unknown = await (await ask('report.json')).json();
  writeRuns('pass', 'pass');
  const after: unknown = await (await ask('report.json')).json();
  await writeFile(file, 'spoilt');
  const spoilt = await ask('report.json');

  expect(before).toMatchObject({ report: { seed: 2 } });
  expect(after).toMatchObject({ report: { seed: 2, complete: true } });
  expect(spoilt.status).toBe(500);
  expect(await spoilt.text()).toContain('Cannot read the report: it is not JSON');
});

test('serveReport() says what is missing', async () => {
  await expect(serve()).rejects.toMatchObject({ code: 'LAB_REPORT_MISSING' });

  await writeFile(file, '');
  await expect(serve()).rejects.toMatchObject({ code: 'LAB_REPORT_INVALID' });

  writeRuns('pass');
  await rm(join(place, 'site'), { recursive: true });
  await expect(serve()).rejects.toMatchObject({
    code: 'LAB_SITE_MISSING',
    hint: expect.stringContaining('npm run build'),
  });
});
