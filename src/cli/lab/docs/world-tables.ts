/**
 * The API of each world service, as the service itself tells it at `GET /`: each is started in the engine and asked.
 * Node only.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readWorldFiles } from '#build/bundle-checks.ts';
import { filesMatching } from '#build/files-matching.ts';
import type { LabProgram, LabRuntime } from '#runtimes/lab-runtime.ts';
import { code, markdownTable } from './markdown-table.ts';

/** A check that passes with what every world service answers to `GET /`. */
const ASK = (names: readonly string[]): string => `module.exports = { default: { run: async (bench) => {
  const told = {};
  for (const name of ${JSON.stringify(names)}) {
    told[name] = JSON.parse((await bench.request({ method: 'GET', url: 'http://' + name + '/' })).response.body);
  }
  return { verdict: 'pass', held: JSON.stringify(told) };
} } };`;

/**
 * @throws {Error} when a world service does not answer.
 *
 * @example
 * await worldTables('.', runtime) // '**`world/bank.ts`**\n\n| route | … |'
 */
export async function worldTables(root: string, runtime: LabRuntime): Promise<string> {
  const entries: string[] = [];
  for (const path of await filesMatching(join(root, 'labs'), '_kit/world/*.ts')) {
    // What serves nothing is a part of the others.
    if (/^serveWorld\(/m.test(await readFile(join(root, 'labs', path), 'utf8'))) entries.push(path);
  }
  const names = entries.map((entry) => entry.replace(/^.*\/|\.ts$/g, ''));
  const program: LabProgram = {
    id: 'kit-docs',
    services: [],
    world: names.map((name, index) => ({ name, entry: entries[index] ?? '', port: 80, env: {} })),
    checks: [{ id: 'C1', slug: '01-ask', title: 'Ask each world service for its routes', code: ASK(names) }],
    worldFiles: await readWorldFiles(root, entries),
    packages: {},
  };
  const { checks } = await runtime.runChecks(program, { files: {}, seed: 1 }, () => {});
  const [report] = checks;
  if (report?.verdict !== 'pass')
    throw new Error(`Cannot document the world services: ${report?.reason ?? 'no report'}`);
  const told = JSON.parse(report.held) as Readonly<Record<string, Readonly<Record<string, string>>>>;
  return names
    .map((name) => {
      const rows = Object.entries(told[name] ?? {}).map(([route, about]) => [code(route), code(about)]);
      return `**${code(`world/${name}.ts`)}**\n\n${markdownTable(['route', 'takes and answers'], rows)}`;
    })
    .join('\n\n');
}
