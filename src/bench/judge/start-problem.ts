/**
 * Says why a system did not come up: each way of failing has its own sentence. Pure.
 * @module
 */
import type { ProcessView } from '#bench/kernel/kernel-process.ts';
import type { EffectSource } from '#bench/kernel/protocol.ts';
import { type DiskFacts, explainDisk } from './explain-disk.ts';
import type { ProgramSpec } from './lab-program.ts';
import { firstErrorLine } from './process-ending.ts';

export interface StartProblem {
  readonly service: string;
  /** A full sentence, values in double quotes. */
  readonly reason: string;
  /** The error alone, for the place where it happened. */
  readonly line: string;
  readonly at?: EffectSource;
}

const NO_FACTS: DiskFacts = { programs: [], accesses: [] };

/**
 * The problem of one program, or `undefined` when it listens where it should.
 *
 * @param disks What is known of files that were refused; an engine that knows nothing of them leaves it out.
 *
 * @example
 * findStartProblem({ name: 'payment-service', port: 80, … }, view)?.reason
 * // 'payment-service ended before it listened on port 80: TypeError: app.post is not a function (main.ts:4)'
 */
export function findStartProblem(
  program: ProgramSpec,
  view: ProcessView | undefined,
  disks: DiskFacts = NO_FACTS,
): StartProblem | undefined {
  const { name, port } = program;
  const ending = view?.ending;
  const error = ending && firstErrorLine(ending);
  const problem = (reason: string, at?: EffectSource): StartProblem => ({
    service: name,
    reason,
    line: error ?? reason,
    ...(at && { at }),
  });
  if (!view) return problem(`${name} was not started.`);
  const { ports } = view;

  if (ending?.kind === 'stopped')
    return problem(
      `${name} was ${ending.reason} without a pause, while it started; a loop that never ends does this, also one inside an SQL statement.`,
    );
  if (ending?.kind === 'exit' && ending.error) {
    const { source, phase } = ending.error;
    const place = source ? ` (${source.file}:${source.line}:${source.column})` : '';
    const line = `${error}${place}`;
    if (view.portTakenByItself !== undefined) {
      return problem(
        `${name} listens twice on port ${view.portTakenByItself}, and the second attempt ended it: ${line}.`,
        source,
      );
    }
    if (phase === 'syntax') return problem(`${name} could not be read: ${line}.`, source);
    if (phase === 'link') return problem(`${name} imports something that is not there: ${line}.`, source);
    return problem(
      `${name} ended before it listened on port ${port}: ${line}.${explainDisk(name, line, disks, source)}`,
      source,
    );
  }
  if (ending?.kind === 'exit') {
    return problem(
      `${name} ended with exit code ${ending.code} before it listened on port ${port}; a service runs until it is stopped.`,
    );
  }
  if (ending) return problem(`${name} was killed while it started.`);
  if (ports.includes(port)) return undefined;
  if (ports.length > 0) {
    return problem(`${name} listens on port ${ports.join(', ')}, but its environment says PORT=${port}.`);
  }
  return problem(`${name} runs but listens on no port; it should listen on port ${port}, which is in PORT.`);
}
