/**
 * Runs one gate and counts what passed.
 * @module
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Gate } from './gates.ts';
import { readReport, type TestCounts } from './read-report.ts';

export interface GateResult extends TestCounts {
  readonly seconds: number;
}

/** Runs the gate's command with its output shown. A vitest project that ran no test counts as one failure. */
export function runGate(gate: Gate): GateResult {
  const folder = mkdtempSync(join(tmpdir(), 'ensemble-gate-'));
  const report = join(folder, 'report.json');
  const [command, ...given] = gate.command;
  const counting = ['--reporter=default', '--reporter=json', `--outputFile=${report}`];
  const began = performance.now();
  const { status } = spawnSync(command, gate.countsTests ? [...given, ...counting] : given, {
    stdio: ['ignore', 'inherit', 'inherit'],
    // The site is built by its own gate; the browser tests serve that folder.
    env: { ...process.env, ENSEMBLE_DIST: 'dist', ASTRO_TELEMETRY_DISABLED: '1' },
  });
  const seconds = (performance.now() - began) / 1000;
  const counts = readReport(report);
  rmSync(folder, { recursive: true });
  if (!gate.countsTests) return { ...counts, passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, seconds };
  const ranNothing = counts.passed + counts.failed === 0;
  // A file that does not load, or an error outside a test, fails the run without failing a test.
  const failed = Math.max(counts.failures.length, status !== 0 || ranNothing ? 1 : 0);
  return { ...counts, failed, seconds };
}
