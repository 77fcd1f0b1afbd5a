/**
 * The simulated engine in Chromium: the sandbox frame as the site has it, in a page of the suite's own.
 * @module
 */
import { openFramePage } from '../../support/frame-page.ts';
import type { ContractEngine, ContractProgram, ProcessOutcome } from './contract-engine.ts';
import { SIMULATED_CAPABILITIES } from './simulated-capabilities.ts';

declare global {
  /** Put there by the page's script. */
  var runContractProgram: (program: ContractProgram) => Promise<readonly ProcessOutcome[]>;
}

const SCRIPT = `
  import { openPageRuntime } from '#runtimes/index.ts';
  import { runInSession } from './run-in-session.ts';
  const runtime = openPageRuntime({ frameUrl: 'frame.html' });
  globalThis.runContractProgram = async (program) => runInSession(await runtime, program);
`;

export async function openPageEngine(): Promise<ContractEngine> {
  const { page, close } = await openFramePage(SCRIPT, import.meta.dirname);
  return {
    name: 'page',
    capabilities: SIMULATED_CAPABILITIES,
    run: (program) => page.evaluate((given) => globalThis.runContractProgram(given), program),
    close,
  };
}
