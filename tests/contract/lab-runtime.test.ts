/** The contract on both runtimes of the terminal. */
import { resolve } from 'node:path';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { openRealRuntime, openTerminalRuntime } from '#runtimes/index.ts';
import { describeLabRuntime } from './lab-runtime.contract.ts';

describeLabRuntime('worker-threads', async () => openTerminalRuntime(await bundleEngineThread('.')));
describeLabRuntime('local-node', () => openRealRuntime({ nodeModules: resolve('node_modules') }));
