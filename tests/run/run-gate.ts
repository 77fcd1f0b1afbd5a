/**
 * Runs one gate and counts what passed.
 * @module
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Gate } from './gates.ts';

export interface GateResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
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
  const counts = gate.countsTests ? readCounts(report) : { passed: 0, failed: 0, skipped: 0 };
  rmSync(folder, { recursive: true });
  if (!gate.countsTests) return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0, seconds };
  const ranNothing = counts.passed + counts.failed === 0;
  // A file that does not load, or an error outside a test, fails the run without failing a test.
  const failed = counts.failed === 0 && (status !== 0 || ranNothing) ? 1 : counts.failed;
  return { ...counts, failed, seconds };
}

function readCounts(report: string): { passed: number; failed: number; skipped: number } {
  try {
    const json = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
    return {
      passed: json['numPassedTests'] ?? 0,
      failed: json['numFailedTests'] ?? 0,
      skipped: (json['numPendingTests'] ?? 0) + (json['numTodoTests'] ?? 0),
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
