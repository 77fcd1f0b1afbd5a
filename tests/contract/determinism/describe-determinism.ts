/**
 * The report of the determinism suite as a table. Pure.
 * @module
 */
import type { DeterminismReport } from './run-determinism.ts';

export function describeDeterminism({ hosts, results, differences }: DeterminismReport): string {
  const rows = [
    ['program', 'runs with twins', 'equal', 'events', 'the client saw'],
    ...results.map(({ program, runs, equal, eventCount, held }) => [
      program,
      String(runs),
      equal === runs ? 'all' : `${equal} ONLY`,
      String(eventCount),
      held,
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const sum = (of: 'runs' | 'equal' | 'eventCount') => results.reduce((total, result) => total + result[of], 0);
  return [
    ...rows.map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    ),
    '',
    `${sum('equal')} of ${sum('runs')} runs equal to their twins and to each other on ${hosts.join(' and ')}, ${sum('eventCount')} events`,
    ...differences.map(
      ({ program, seed, between, hashes, first }) =>
        `\n${program}, seed ${seed}: ${between} differ (${hashes.join(', ')})\n${first}`,
    ),
  ].join('\n');
}
