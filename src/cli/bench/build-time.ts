/**
 * Seconds that a whole build takes, against hashing on the same machine in the same run.
 * @module
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CourseError } from '#course/course-error.ts';
import type { Measurement } from './measurement.ts';

const HASHED_MEGABYTES = 1024;

/** Time for SHA-256 over a gigabyte: a pure CPU reference that needs nothing installed. */
function hashSeconds(): number {
  const chunk = Buffer.alloc(1024 * 1024, 7);
  const began = performance.now();
  const hash = createHash('sha256');
  for (let index = 0; index < HASHED_MEGABYTES; index += 1) hash.update(chunk);
  hash.digest();
  return (performance.now() - began) / 1000;
}

export function measureBuildTime(): Measurement[] {
  const folder = mkdtempSync(join(tmpdir(), 'ensemble-bench-build-'));
  const began = performance.now();
  const { status } = spawnSync('astro', ['build', '--silent', '--outDir', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  const value = (performance.now() - began) / 1000;
  rmSync(folder, { recursive: true, force: true });
  if (status !== 0) {
    throw new CourseError('BENCH_BUILD_FAILED', {
      message: 'Cannot measure the build: "astro build" failed',
      hint: 'Run "npm run build" and correct what it names.',
    });
  }
  return [{ name: 'build-s', value, unit: 's', reference: hashSeconds(), referenceName: 'SHA-256 of 1 GB' }];
}
