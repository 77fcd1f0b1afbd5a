/**
 * Loaded into every Node process of the stand-in: does to it what a WebContainer does and Linux does not.
 * @module
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { ChildProcess } from 'node:child_process';
import { connect, Server } from 'node:net';
import type { ProcessFault } from './stand-in-fault.ts';

const faults = (process.env['STAND_IN_FAULTS'] ?? '').split(',') as readonly ProcessFault[];

/** What a program starts is inside too, although it chooses its environment. */
const prototype = ChildProcess.prototype as unknown as { spawn: (options: { envPairs?: string[] }) => unknown };
const { spawn } = prototype;
prototype.spawn = function (options) {
  options.envPairs?.push(`NODE_OPTIONS=--import ${import.meta.url}`, `STAND_IN_FAULTS=${faults.join()}`);
  return spawn.call(this, options);
};

if (faults.includes('unkillable-loops')) {
  const { kill } = process;
  const asMessage = (signal: string | number | undefined) => (signal === 'SIGKILL' ? 'SIGUSR2' : signal);
  process.kill = (pid, signal) => kill.call(process, pid, asMessage(signal));
  process.on('SIGUSR2', () => kill.call(process, process.pid, 'SIGKILL'));
}

if (faults.includes('no-async-context')) {
  AsyncLocalStorage.prototype.getStore = () => undefined;
}

if (faults.includes('port-probe')) {
  const { listen } = Server.prototype;
  Server.prototype.listen = function (this: Server, ...input: unknown[]): Server {
    this.once('listening', () => {
      const address = this.address();
      if (typeof address !== 'object' || address === null) return;
      const probe = connect(address.port, '127.0.0.1', () => probe.end('\0'));
      probe.on('error', () => {}).unref();
    });
    return Reflect.apply(listen, this, input) as Server;
  } as Server['listen'];
}
