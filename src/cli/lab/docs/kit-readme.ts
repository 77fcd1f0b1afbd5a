/**
 * `labs/_kit/README.md` with its tables made anew from types, schemas and the world services themselves. What stands
 * between the markers `<!-- generated: <name> -->` and `<!-- /generated -->` is replaced; the rest is written by people.
 * Node only.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { SIMULATED_CAPABILITIES } from '#bench/judge/simulated-bench.ts';
import { REAL_CAPABILITIES } from '#bench/real/real-bench.ts';
import type { LabRuntime } from '#runtimes/lab-runtime.ts';
import { manifestTables } from './manifest-tables.ts';
import { code, markdownTable } from './markdown-table.ts';
import { readInterface, readSource } from './read-docblocks.ts';
import { worldTables } from './world-tables.ts';

export const KIT_README = 'labs/_kit/README.md';
const PART = /<!-- generated: ([a-z-]+) -->[\s\S]*?<!-- \/generated -->/g;

/** What the capabilities are about, in words; the compiler holds the names to the types. */
const ABOUT_CAPABILITIES: Readonly<Record<(typeof SIMULATED_CAPABILITIES)[number], string>> = {
  'virtual-time': 'sleeps and limits cost no real time; one seed gives one run',
  replicas: '`scale`, `deploy`',
  disks: '`disk`',
  'crash-points': '`crashAt`',
  'clock-skew': '`skewClock`',
  'network-faults': '`toxic`, `proxy`, `lossy`',
  'message-faults': '`message`',
  partitions: '`partition`',
};

/**
 * The whole text as it should be.
 *
 * @throws {Error} when a marker names a part that nothing makes, or a part has no marker.
 *
 * @example
 * (await writeKitReadme('.', runtime)).isCurrent // false when someone changed a verb and not the tables
 */
export async function writeKitReadme(
  root: string,
  runtime: LabRuntime,
): Promise<{ readonly text: string; readonly isCurrent: boolean }> {
  const file = join(root, KIT_README);
  const before = await readFile(file, 'utf8');
  const parts = await makeParts(root, runtime);
  const unused = new Set(Object.keys(parts));
  const replaced = before.replaceAll(PART, (_whole, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`Cannot write ${KIT_README}: nothing makes a part "${name}"`);
    unused.delete(name);
    return `<!-- generated: ${name} -->\n\n${part}\n\n<!-- /generated -->`;
  });
  if (unused.size > 0) throw new Error(`Cannot write ${KIT_README}: it has no marker for ${[...unused].join(', ')}`);
  const text = await format(replaced, { ...(await resolveConfig(file)), filepath: file });
  return { text, isCurrent: text === before };
}

async function makeParts(root: string, runtime: LabRuntime): Promise<Readonly<Record<string, string>>> {
  const [bench, check, fault] = await Promise.all(
    ['bench', 'check', 'fault'].map((name) => readSource(join(root, `labs/_kit/${name}.ts`))),
  );
  if (!bench || !check || !fault) throw new Error('Cannot document the kit: a file is missing');
  const table = (source: typeof bench, name: string) =>
    markdownTable(
      ['', ''],
      readInterface(source, name).map(({ signature, about }) => [code(signature), about]),
    );
  return {
    verbs: table(bench, 'Bench'),
    traffic: table(bench, 'TrafficPlan'),
    operation: table(bench, 'Operation'),
    status: table(bench, 'ProcessStatus'),
    message: table(check, 'LearnerMessage'),
    'look-at': table(check, 'LookAt'),
    'message-fault': table(fault, 'MessageFault'),
    capabilities: capabilityTable(),
    manifest: await manifestTables(root),
    world: await worldTables(root, runtime),
  };
}

function capabilityTable(): string {
  const inReal = (name: (typeof SIMULATED_CAPABILITIES)[number]) => {
    if (name === 'network-faults') return 'yes, but for `lossy`';
    if (REAL_CAPABILITIES.some((own) => own === name)) return 'yes';
    return name === 'virtual-time' ? 'real time' : 'not judged';
  };
  const rows = SIMULATED_CAPABILITIES.map((name) => [code(name), ABOUT_CAPABILITIES[name], 'yes', inReal(name)]);
  return markdownTable(['capability', 'for', 'simulated', 'real'], rows);
}
