/**
 * `npm run bench -- engine --peers`: the chain client → A → B → C on this engine, on real Node, and on the runtimes for
 * Node programs in a page that npm has. They are installed into a temporary folder and never belong to this project.
 * @module
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measurement } from '../../measurement.ts';
import { chain } from '../benchmark-programs.ts';
import type { EngineHost } from '../engine-host.ts';
import { openPageHost } from '../page-host.ts';
import { openTerminalHost } from '../terminal-host.ts';
import { almostnodeChain } from './almostnode-chain.ts';
import { CHAIN_REQUESTS, type ChainOutcome } from './chain-rates.ts';
import { realNodeChain } from './real-node-chain.ts';

type Drive = (executablePath: string, folder: string) => Promise<ChainOutcome>;

const PEERS: readonly { readonly name: string; readonly specifier: string; readonly drive: Drive }[] = [
  { name: 'almostnode', specifier: 'almostnode@0.2.14', drive: almostnodeChain },
  {
    name: 'nodepod',
    specifier: '@scelar/nodepod',
    drive: async () => ({
      failed: 'it was installed, but this benchmark does not know yet how to start a program in it',
    }),
  },
];

/** @param executablePath Chromium. */
export async function measurePeers(executablePath: string): Promise<Measurement[]> {
  const real = await realNodeChain();
  const outcomes: [string, ChainOutcome][] = [['real-node', real]];
  for (const open of [openTerminalHost, () => openPageHost(executablePath)]) {
    const host = await open();
    try {
      for (const transport of ['fleet', 'strict'] as const)
        outcomes.push([`ours-${transport}-${host.name}`, await ownChain(host, transport)]);
    } finally {
      await host.close();
    }
  }
  for (const { name, specifier, drive } of PEERS)
    outcomes.push([name, await installed(specifier, (folder) => drive(executablePath, folder))]);
  return outcomes.flatMap(([name, outcome]) => rows(name, outcome, real));
}

async function ownChain(host: EngineHost, transport: 'fleet' | 'strict'): Promise<ChainOutcome> {
  const { verdict, said, phasesMs } = await host.run(await chain(3), transport);
  const [oneAtATimeMs = 0, manyAtOnceMs = 0] = phasesMs;
  if (verdict !== 'pass') return { failed: said };
  return {
    oneAtATime: CHAIN_REQUESTS / (oneAtATimeMs / 1_000),
    manyAtOnce: CHAIN_REQUESTS / (manyAtOnceMs / 1_000),
  };
}

async function installed(specifier: string, run: (folder: string) => Promise<ChainOutcome>): Promise<ChainOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'ensemble-bench-peer-'));
  try {
    await writeFile(join(folder, 'package.json'), '{ "private": true }');
    const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--silent', specifier];
    const { status } = spawnSync('npm', install, { cwd: folder, stdio: 'ignore' });
    return status === 0 ? await run(folder) : { failed: `npm could not install ${specifier}` };
  } catch (error) {
    return { failed: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A runtime that cannot run the chain has rates of 0 and says why. */
function rows(name: string, outcome: ChainOutcome, real: ChainOutcome): Measurement[] {
  const isMeasured = 'oneAtATime' in outcome;
  const note = isMeasured ? {} : { note: `cannot run the chain: ${outcome.failed}` };
  const common = { unit: 'per second', referenceName: 'real Node, four processes', ...note } as const;
  return [
    {
      ...common,
      name: `chain-one-at-a-time-${name}`,
      value: isMeasured ? outcome.oneAtATime : 0,
      reference: 'oneAtATime' in real ? real.oneAtATime : Number.NaN,
    },
    {
      ...common,
      name: `chain-64-at-once-${name}`,
      value: isMeasured ? outcome.manyAtOnce : 0,
      reference: 'manyAtOnce' in real ? real.manyAtOnce : Number.NaN,
    },
  ];
}
