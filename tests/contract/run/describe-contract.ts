/**
 * The report of the contract suite as a table and as JSON. Pure.
 * @module
 */
import type { EngineName } from '../engines/contract-engine.ts';
import type { BehaviourResult } from './judge-behaviour.ts';
import type { ContractReport } from './run-contract.ts';

export interface ContractCounts {
  readonly passed: number;
  readonly skipped: number;
  readonly failed: number;
}

export interface ContractSummary {
  readonly behaviours: number;
  readonly engines: Readonly<Record<EngineName, ContractCounts>>;
  readonly exceptions: readonly BehaviourResult[];
  readonly failures: readonly BehaviourResult[];
  readonly mistakes: readonly string[];
}

const ENGINES: readonly EngineName[] = ['node', 'terminal', 'page'];

export function summarise({ behaviours, results, mistakes }: ContractReport): ContractSummary {
  const [node, terminal, page] = ENGINES.map((name) => count(results.filter(({ engine }) => engine === name)));
  const none = { passed: 0, skipped: 0, failed: 0 };
  return {
    behaviours: behaviours.length,
    engines: { node: node ?? none, terminal: terminal ?? none, page: page ?? none },
    exceptions: results.filter(({ result }) => result === 'skipped'),
    failures: results.filter(({ result }) => result === 'failed'),
    mistakes,
  };
}

/**
 * @param each Also a line for every behaviour.
 *
 * @example
 * console.log(describeContract(report, false));
 */
export function describeContract(report: ContractReport, each: boolean): string {
  const { results } = report;
  const engines = ENGINES.filter((name) => results.some(({ engine }) => engine === name));
  const areas = [...new Set(results.map(({ area }) => area))];
  const cell = (among: readonly BehaviourResult[]) => {
    const { passed, skipped, failed } = count(among);
    return [`${passed} passed`, skipped > 0 && `${skipped} differ`, failed > 0 && `${failed} FAILED`]
      .filter(Boolean)
      .join(', ');
  };
  const row = (label: string, among: readonly BehaviourResult[]) => [
    label,
    String(new Set(among.map(({ behaviour }) => behaviour)).size),
    ...engines.map((name) => cell(among.filter(({ engine }) => engine === name))),
  ];
  const table = [
    ['area', 'behaviours', ...engines],
    ...areas.map((area) =>
      row(
        area,
        results.filter((one) => one.area === area),
      ),
    ),
    row('all', results),
  ];
  const { exceptions, failures, mistakes } = summarise(report);
  return [
    ...aligned(table),
    ...(each ? ['', ...describeEach(results, engines)] : []),
    ...titled('Not as in Node, for a reason', exceptions.map(describeException)),
    ...titled(
      'Failed',
      failures.map(({ behaviour, engine, reason }) => `${engine}: ${behaviour}\n    ${reason}`),
    ),
    ...titled('Mistakes of the suite', mistakes),
  ].join('\n');
}

function describeEach(results: readonly BehaviourResult[], engines: readonly EngineName[]): readonly string[] {
  const names = [...new Set(results.map(({ behaviour }) => behaviour))];
  return aligned(
    names.map((name) => [
      name,
      ...engines.map((engine) => results.find((one) => one.behaviour === name && one.engine === engine)?.result ?? ''),
    ]),
  );
}

function describeException({ behaviour, engine, reason, capability }: BehaviourResult): string {
  return `${engine}: ${behaviour}\n    ${capability === undefined ? '' : `needs ${capability}: `}${reason}`;
}

function titled(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title} (${lines.length})`, ...lines.map((line) => `  ${line}`)];
}

function count(results: readonly BehaviourResult[]): ContractCounts {
  const of = (wanted: BehaviourResult['result']) => results.filter(({ result }) => result === wanted).length;
  return { passed: of('passed'), skipped: of('skipped'), failed: of('failed') };
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
