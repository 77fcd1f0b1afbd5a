/**
 * `npm run contract -- determinism`: 54 programs with 20 seeds each, every run twice, in the terminal and in Chromium.
 *
 *     npm run contract -- determinism --seeds 2 --engine terminal blobs
 * @module
 */
import { describeDeterminism } from './describe-determinism.ts';
import { type DeterminismHost, openPageHost, openTerminalHost } from './determinism-host.ts';
import { PROGRAMS, runDeterminism } from './run-determinism.ts';

const SEEDS = 20;

export interface DeterminismArguments {
  readonly engines: readonly ('terminal' | 'page')[];
  readonly seeds: number | undefined;
  /** Part of the programs' names. */
  readonly filter: string | undefined;
  readonly isJson: boolean;
}

/** Prints the report. @returns Whether every hash was equal. */
export async function printDeterminism(given: DeterminismArguments): Promise<boolean> {
  const hosts: DeterminismHost[] = [];
  try {
    for (const name of given.engines) hosts.push(await (name === 'page' ? openPageHost() : openTerminalHost()));
    const programs = PROGRAMS.filter(({ name }) => name.includes(given.filter ?? ''));
    const report = await runDeterminism({ hosts, programs, seeds: given.seeds ?? SEEDS });
    console.log(given.isJson ? JSON.stringify(report, undefined, 2) : describeDeterminism(report));
    return report.differences.length === 0 && report.results.length > 0;
  } finally {
    await Promise.all(hosts.map((host) => host.close()));
  }
}
