/**
 * The simulated engine in `worker_threads`, strict: a thread for each process.
 * @module
 */
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { openTerminalRuntime } from '#runtimes/index.ts';
import type { ContractEngine } from './contract-engine.ts';
import { runInSession } from './run-in-session.ts';
import { SIMULATED_CAPABILITIES } from './simulated-capabilities.ts';

export async function openTerminalEngine(): Promise<ContractEngine> {
  const runtime = await openTerminalRuntime(await bundleEngineThread('.'));
  return {
    name: 'terminal',
    capabilities: SIMULATED_CAPABILITIES,
    run: (program) => runInSession(runtime, program),
    close: () => runtime.close(),
  };
}
