/**
 * Reads what the processes of a program printed as the behaviours that it holds.
 * @module
 */
import type { ContractProgram, ProcessOutcome } from '../engines/contract-engine.ts';
import { WHOLE_PROGRAMS } from './read-programs.ts';

export interface ObservedBehaviour {
  readonly name: string;
  readonly area: string;
  readonly program: string;
  readonly needs: readonly string[];
  /** `return`, or why it did not come so far. */
  readonly ended: unknown;
  readonly seen: readonly unknown[];
}

interface SaidBehaviour {
  readonly behaviour: string;
  readonly needs?: readonly string[];
  readonly ended: { readonly by: string };
  readonly seen: readonly unknown[];
}

export interface Observation {
  readonly behaviours: readonly ObservedBehaviour[];
  /** What says why a behaviour is missing: how the processes ended and what they wrote to stderr. */
  readonly ending: string;
}

export function observe(program: ContractProgram, outcomes: readonly ProcessOutcome[]): Observation {
  const { name, area } = program;
  const ending = outcomes
    .map(({ name: process, ending: end, stderr }) => `${process}: ${end}${stderr && ` (${stderr.trim()})`}`)
    .join('; ');
  if (area === WHOLE_PROGRAMS) {
    const seen = outcomes.flatMap(({ stdout, exitCode }) => [stdout.split('\n'), { exitCode: exitCode ?? 'none' }]);
    return { behaviours: [{ name, area, program: name, needs: [], ended: { by: 'return' }, seen }], ending };
  }
  const behaviours = outcomes
    .flatMap(({ stdout }) => stdout.split('\n'))
    .filter((line) => line.startsWith('{"behaviour":'))
    .map((line) => JSON.parse(line) as SaidBehaviour)
    .map(({ behaviour, needs = [], ended, seen }) => ({
      name: behaviour,
      area,
      program: name,
      needs,
      ended,
      seen,
    }));
  return { behaviours, ending };
}
