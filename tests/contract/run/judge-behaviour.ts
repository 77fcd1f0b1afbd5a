/**
 * Decides what became of one behaviour on one engine. Pure.
 * @module
 */
import { isDeepStrictEqual } from 'node:util';
import type { ContractEngine, EngineName } from '../engines/contract-engine.ts';
import type { ContractException } from './contract-exception.ts';
import type { ObservedBehaviour } from './observed-behaviour.ts';

export interface BehaviourResult {
  readonly behaviour: string;
  readonly area: string;
  readonly program: string;
  readonly engine: EngineName;
  /** `skipped`: not equal to Node, for a reason that is written down. */
  readonly result: 'passed' | 'skipped' | 'failed';
  /** Why it was skipped or failed. */
  readonly reason?: string;
  /** The capability that a skip names; absent for a known difference. */
  readonly capability?: string;
}

export interface BehaviourOnEngine {
  readonly inNode: ObservedBehaviour;
  /** `undefined` when the engine did not come to it. */
  readonly observed: ObservedBehaviour | undefined;
  readonly ending: string;
  readonly engine: Pick<ContractEngine, 'name' | 'capabilities'>;
  readonly exceptions: readonly ContractException[];
}

export function judgeBehaviour(judged: BehaviourOnEngine): BehaviourResult {
  const { inNode, engine, exceptions } = judged;
  const { name: behaviour, area, program } = inNode;
  const base = { behaviour, area, program, engine: engine.name };
  const failed = (reason: string): BehaviourResult => ({ ...base, result: 'failed', reason });

  const broken = brokenInNode(inNode);
  if (broken !== undefined) return failed(broken);
  if (engine.name === 'node') return { ...base, result: 'passed' };

  const difference = differenceOf(judged);
  const exception = exceptions.find(
    (one) => one.behaviour === behaviour && one.engines.some((name) => name === engine.name),
  );
  if (!exception) return difference === undefined ? { ...base, result: 'passed' } : failed(difference);
  const { reason, capability } = exception;
  if (reason.trim() === '') return failed('The exception has no reason: say why this cannot be as in Node.');
  if (difference === undefined) {
    return failed('It is as in Node now: remove the exception from tests/contract/exceptions.');
  }
  // A difference is something that was seen: a program that ended before it came so far shows none.
  if (capability === undefined && !judged.observed) return failed(difference);
  if (capability === undefined) return { ...base, result: 'skipped', reason };
  if (engine.capabilities.has(capability)) {
    return failed(`It is skipped for want of "${capability}", which this engine has: remove the skip.`);
  }
  if (!inNode.needs.includes(capability)) {
    return failed(`It is skipped for want of "${capability}", but does not say that it needs it.`);
  }
  return { ...base, result: 'skipped', reason, capability };
}

function brokenInNode({ ended, seen }: ObservedBehaviour): string | undefined {
  if (!isDeepStrictEqual(ended, { by: 'return' })) return `In Node it ended by ${JSON.stringify(ended)}.`;
  return seen.length === 0 ? 'In Node it saw nothing, so there is nothing to compare.' : undefined;
}

function differenceOf({ inNode, observed, ending }: BehaviourOnEngine): string | undefined {
  if (!observed) return `It was not reached. ${ending}`;
  if (!isDeepStrictEqual(observed.ended, inNode.ended)) {
    return `It ended by ${JSON.stringify(observed.ended)} after ${JSON.stringify(observed.seen)}; in Node it saw ${JSON.stringify(inNode.seen)}.`;
  }
  if (isDeepStrictEqual(observed.seen, inNode.seen)) return undefined;
  const at = Math.max(
    0,
    inNode.seen.findIndex((value, index) => !isDeepStrictEqual(value, observed.seen[index])),
  );
  const shown = (seen: readonly unknown[]) => (at < seen.length ? JSON.stringify(seen[at]) : 'nothing more');
  const here = at === 0 && inNode.seen.length > 0 && isDeepStrictEqual(inNode.seen[0], observed.seen[0]);
  if (here)
    return `It saw ${observed.seen.length} values, Node ${inNode.seen.length}: ${JSON.stringify(observed.seen)}.`;
  return `Value ${at + 1} is ${shown(observed.seen)}; in Node it is ${shown(inNode.seen)}.`;
}
