/**
 * What a check sees on the simulated bench, with scripted services: for tests of its verbs.
 * @module
 */
import { expect } from 'vitest';
import { type CheckRun, runCheck } from '#bench/judge/run-check.ts';
import type { CheckReport } from '#bench/judge/report.ts';
import { labProgram, testPlatform } from './check-code.ts';
import { httpAnswer, ScriptedTransport, type Scripts, scriptedServer } from './scripted-processes.ts';

export interface SeenRun {
  /** What the body returned, as JSON kept it. */
  readonly seen: unknown;
  readonly report: CheckReport;
  readonly transport: ScriptedTransport;
}

/** Runs a check body on a lab of `shop` and `bank`; `get(path)` is a request to the shop. The body's value comes back. */
export async function seeBench(body: string, scripts: Scripts, seed = 1): Promise<SeenRun> {
  const program = labProgram(`
    const get = (path = '/', more = {}) => ({ method: 'GET', url: 'http://shop' + path, ...more });
    const seen = await (async () => { ${body} })();
    if (bench.history().length === 0) await bench.request({ method: 'GET', url: 'http://bank/' });
    return pass(JSON.stringify(seen) ?? 'null');`);
  const transport = new ScriptedTransport({ bank: scriptedServer(() => [httpAnswer(200, '[]')]), ...scripts });
  const report = await runCheck({
    program,
    files: {},
    check: program.checks[0] as CheckRun['check'],
    seed,
    transport,
    platform: testPlatform,
  });
  expect(report).toMatchObject({ verdict: 'pass' });
  return { seen: JSON.parse(report.held), report, transport };
}
