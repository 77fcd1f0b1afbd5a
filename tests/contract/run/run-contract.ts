/**
 * Runs the programs of the contract suite in real Node and in the engines asked for, and compares.
 * @module
 */
import { inLanes } from '#cli/lab/in-lanes.ts';
import type { ContractEngine, ContractProgram, EngineName } from '../engines/contract-engine.ts';
import { openNodeEngine } from '../engines/node-engine.ts';
import { openPageEngine } from '../engines/page-engine.ts';
import { openTerminalEngine } from '../engines/terminal-engine.ts';
import { type ContractException, readExceptions } from './contract-exception.ts';
import { type BehaviourResult, judgeBehaviour } from './judge-behaviour.ts';
import { type Observation, observe, type ObservedBehaviour } from './observed-behaviour.ts';
import { readPrograms } from './read-programs.ts';

export interface ContractRequest {
  /** Node is always run: it is what the others are compared with. */
  readonly engines: readonly Exclude<EngineName, 'node'>[];
  /** Part of a program's name, such as `http/`. */
  readonly filter?: string;
}

export interface ContractReport {
  readonly behaviours: readonly string[];
  /** Every behaviour on every engine. */
  readonly results: readonly BehaviourResult[];
  /** What is wrong with the suite itself. */
  readonly mistakes: readonly string[];
}

const LANES = 2;
const OPEN = { terminal: openTerminalEngine, page: openPageEngine };

/**
 * @example
 * const { results } = await runContract({ engines: ['terminal'], filter: 'net/' });
 */
export async function runContract({ engines, filter }: ContractRequest): Promise<ContractReport> {
  const programs = await readPrograms(filter);
  const exceptions = await readExceptions([...new Set(programs.map(({ area }) => area))]);
  const inNode = await runOn(openNodeEngine(), programs);
  const expected = [...inNode.values()].flatMap(({ behaviours }) => behaviours);
  const results = expected.map((behaviour) =>
    judgeBehaviour({
      inNode: behaviour,
      observed: behaviour,
      ending: '',
      engine: { name: 'node', capabilities: new Set() },
      exceptions,
    }),
  );
  for (const name of engines) results.push(...(await compareOn(await OPEN[name](), programs, expected, exceptions)));
  const behaviours = expected.map(({ name }) => name);
  return { behaviours, results, mistakes: mistakesOf(programs, inNode, expected, exceptions, filter !== undefined) };
}

async function compareOn(
  engine: ContractEngine,
  programs: readonly ContractProgram[],
  expected: readonly ObservedBehaviour[],
  exceptions: readonly ContractException[],
): Promise<readonly BehaviourResult[]> {
  const observations = await runOn(engine, programs);
  return expected.map((inNode) => {
    const observation = observations.get(inNode.program);
    const observed = observation?.behaviours.find(({ name }) => name === inNode.name);
    return judgeBehaviour({ inNode, observed, ending: observation?.ending ?? '', engine, exceptions });
  });
}

async function runOn(
  engine: ContractEngine,
  programs: readonly ContractProgram[],
): Promise<ReadonlyMap<string, Observation>> {
  try {
    const observations = await inLanes(programs, LANES, async (program) => {
      const outcomes = await engine.run(program);
      return [program.name, observe(program, outcomes)] as const;
    });
    return new Map(observations);
  } finally {
    await engine.close();
  }
}

function mistakesOf(
  programs: readonly ContractProgram[],
  inNode: ReadonlyMap<string, Observation>,
  expected: readonly ObservedBehaviour[],
  exceptions: readonly ContractException[],
  isPart: boolean,
): readonly string[] {
  const names = expected.map(({ name }) => name);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  const silent = programs.filter(({ name }) => inNode.get(name)?.behaviours.length === 0);
  const unknown = isPart ? [] : exceptions.filter(({ behaviour }) => !names.includes(behaviour));
  return [
    ...twice.map((name) => `Two behaviours are called "${name}"; give each a name of its own.`),
    ...silent.map(({ name }) => `${name} told nothing in Node: ${inNode.get(name)?.ending}.`),
    ...unknown.map(({ behaviour }) => `There is an exception for "${behaviour}", but no such behaviour.`),
  ];
}
