/**
 * What C2 says when it does not hold.
 * @module
 */
import { describeAnswer } from '../../_kit/answer-class.ts';
import type { Bench, ProcessStatus } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';
import { showBody } from '../../_kit/show-body.ts';
import type { RoleName, Roles } from './find-roles.ts';
import { answerOf } from './point-at.ts';
import type { Reading } from './route-groups.ts';

const WORK: Readonly<Record<RoleName, string>> = {
  users: 'accounts',
  catalogue: 'the catalogue',
  inventory: 'stock',
  carts: 'carts',
  orders: 'orders',
  payments: 'payments',
  mail: 'mail',
};

export function tooFewProcesses(roles: Roles, services: readonly string[]): LearnerMessage {
  const worksOn = (service: string): readonly string[] =>
    (Object.keys(WORK) as RoleName[]).filter((role) => roles[role]?.service === service).map((role) => WORK[role]);
  const described = services.map((service) => {
    const work = worksOn(service);
    return work.length === 0 ? `\`${service}\` did nothing of it` : `\`${service}\` did ${listed(work)}`;
  });
  const shown = roles.orders ?? roles.catalogue;
  return {
    id: 'too-few-processes',
    seen: `A customer bought something, staff changed a price, a mail was sent: ${described.join('; ')}.`,
    expected: 'work in 3 processes or more',
    received: `work in ${services.filter((service) => worksOn(service).length > 0).length}`,
    why: 'What one process does, one fault ends and one deployment interrupts. Processes that pass on or wait change nothing about that.',
    ...(shown && { example: { label: shown.operation, lookAt: { operation: shown.operation, at: 'stored' } } }),
  };
}

export function takesAll(killed: string, { group, operation, status, body }: Reading, roles: Roles): LearnerMessage {
  const owner = group.needs.map((role) => roles[role]?.service).find((service) => service !== undefined);
  const answer = status === 200 ? showBody(JSON.stringify(body) ?? '') : describeAnswer(operation);
  return {
    id: 'one-process-takes-all',
    seen: `\`${killed}\` was killed, and [[${operation.id}]], ${group.route}, no longer got the answer of before.${owner === undefined ? '' : ` What it shows is kept by \`${owner}\`, which was up.`}`,
    expected: 'the answer of before',
    received: answer,
    why: 'The point of several processes is that the fault of one stays with it. Here one of them takes what is not its own along.',
    example: answerOf(operation),
  };
}

export function endedWithIt(bench: Bench, killed: string, ended: string): LearnerMessage {
  const { ending = 'it ended', lastError } = bench.status(ended);
  const moment = bench.timeline().moments.findLast(({ process, kind }) => {
    return process === ended && (kind === 'exited' || kind === 'killed' || kind === 'error');
  });
  const operation = moment?.operation;
  return {
    id: 'ended-with-it',
    seen: `\`${killed}\` was killed, and \`${ended}\` ended by itself${operation === undefined ? '' : ` during [[${operation}]]`}: ${lastError ?? ending}.`,
    expected: 'one process that has ended',
    received: `two: \`${killed}\` and \`${ended}\``,
    why: 'A call that fails is a normal day in a system of several processes. Who ends because of it passes the fault on.',
    ...(operation !== undefined && { example: { label: operation, lookAt: { operation, at: 'crash' } } }),
  };
}

/** It ended or does not listen (`status`), or its routes fail on (`reading`). */
export function didNotComeBack(
  killed: string,
  seen: { readonly status: ProcessStatus } | { readonly reading: Reading; readonly afterMs: number },
): LearnerMessage {
  const why =
    'Processes are ended and started again every day: by deployments, by machines, by faults. Nobody is there to help.';
  if ('status' in seen) {
    return {
      id: 'did-not-come-back',
      seen: `\`${killed}\` was killed and started again, and does not listen: ${explained(seen.status)}.`,
      expected: 'a process that listens on its port',
      received: explained(seen.status),
      why,
    };
  }
  const { operation, group } = seen.reading;
  return {
    id: 'did-not-come-back',
    seen: `\`${killed}\` was killed and started again. ${seen.afterMs / 1_000} s later [[${operation.id}]], ${group.route}, was still answered ${describeAnswer(operation)}.`,
    expected: '200, as before',
    received: `${describeAnswer(operation)}, with ${showBody(operation.response?.body ?? '')}`,
    why,
    example: answerOf(operation),
  };
}

export function lostInRestart(
  killed: string,
  { operation, group }: Reading,
  before: Reading | undefined,
): LearnerMessage {
  return {
    id: 'lost-in-restart',
    seen: `\`${killed}\` was killed and started again, and [[${operation.id}]], ${group.route}, answers something else than before.`,
    expected: showBody(before?.operation.response?.body ?? '', 200),
    received: `${describeAnswer(operation)}, with ${showBody(operation.response?.body ?? '', 200)}`,
    why: 'What the shop has said to a customer or taken from staff has to be there after a crash. The memory of a process ends with it.',
    example: answerOf(operation),
  };
}

export function startNeedsOthers(service: string, missing: readonly string[], status: ProcessStatus): LearnerMessage {
  return {
    id: 'start-needs-others',
    seen: `All processes were killed. \`${service}\` was started while ${listed(missing.map((name) => `\`${name}\``))} ${missing.length === 1 ? 'was' : 'were'} still down, and does not listen: ${explained(status)}.`,
    expected: 'each starts, whichever of the others is up',
    received: explained(status),
    why: 'After a power failure somebody is the first. Services that wait for each other to start do not start, or only in an order that somebody knows.',
  };
}

const explained = ({ lastError, ending, state }: ProcessStatus): string => lastError ?? ending ?? `it is ${state}`;

const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
