/**
 * Twelve services in one session, five of which misbehave one after the other, and what became of all. The benchmark of
 * the page's gaps and the test of containment run the same. Runs in the page.
 * @module
 */
import type { LabRuntime, LogLine, ServiceStatus } from '#runtimes/lab-runtime.ts';
import type { Crowd } from './benchmark-programs.ts';

export interface CrowdRun {
  /** How many services listened after the start. */
  readonly startedCount: number;
  /** What each well-behaved service answered while a misbehaving one was at it, and after: by the latter's name. */
  readonly neighbours: Readonly<Record<string, readonly string[]>>;
  /** At the end. */
  readonly statuses: readonly ServiceStatus[];
  readonly logs: readonly LogLine[];
}

/** Starts all, asks each misbehaving one to go, and after each of them asks every well-behaved one for its name. */
export async function runCrowd(runtime: LabRuntime, { program, files, healthy, wild }: Crowd): Promise<CrowdRun> {
  const logs: LogLine[] = [];
  const session = await runtime.openSession(program, files, (event) => {
    if (event.kind === 'log') logs.push(event.line);
  });
  const startedCount = session.statuses().filter(({ listening }) => listening).length;
  const ask = (name: string, path: string) =>
    session.send({ method: 'GET', url: `http://${name}${path}`, headers: [] }).then(
      ({ body }) => body,
      (error: Error) => error.message,
    );
  const neighbours: Record<string, readonly string[]> = {};
  for (const name of wild) {
    await ask(name, '/go');
    // What it set off goes on while time moves: until it has ended, or answers again.
    await ask(name, '/later');
    neighbours[name] = await Promise.all(healthy.map((other) => ask(other, '/')));
  }
  const statuses = session.statuses();
  await session.close();
  return { startedCount, neighbours, statuses, logs };
}
