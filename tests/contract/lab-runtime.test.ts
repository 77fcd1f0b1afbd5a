/** The contract on both runtimes of the terminal and on those of a page, in Chromium. */
import { resolve } from 'node:path';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { openRealRuntime, openTerminalRuntime } from '#runtimes/index.ts';
import { openContainerLabRuntime, openPageLabRuntime } from './engines/page-lab-runtime.ts';
import { describeLabRuntime } from './lab-runtime.contract.ts';

describeLabRuntime('worker-threads', async () => openTerminalRuntime(await bundleEngineThread('.')));
describeLabRuntime('local-node', () => openRealRuntime({ nodeModules: resolve('node_modules') }));
describeLabRuntime('page-sandbox', openPageLabRuntime);
describeLabRuntime('webcontainer', () => openContainerLabRuntime());
