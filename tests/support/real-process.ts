/**
 * A lab program as a real Node process on a free port of loopback, for tests.
 * @module
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface RealProcess {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Resolves with everything that was printed. */
  stop(): Promise<string>;
}

/** Tells the parent the port of each server that begins to listen, so that nothing has to be polled. */
export const TELL_PORT = `data:text/javascript,${encodeURIComponent(`
  import { Server } from 'node:net';
  const { emit } = Server.prototype;
  Server.prototype.emit = function (name, ...values) {
    if (name === 'listening') process.send({ port: this.address().port });
    return emit.call(this, name, ...values);
  };
`)}`;

/**
 * Starts a program, with PORT=0 unless `env` says otherwise, and resolves when it listens.
 *
 * @throws when the program ends before it listens; the message holds what it printed.
 *
 * @example
 * const bank = await startRealProcess('labs/_kit/world/bank.ts');
 * await fetch(`${bank.url}/ledger`);
 * await bank.stop();
 */
export async function startRealProcess(entry: string, env: Record<string, string> = {}): Promise<RealProcess> {
  const child = spawn(process.execPath, ['--import', TELL_PORT, entry], {
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const printed: string[] = [];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => printed.push(text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => printed.push(text));
  const port = await firstPort(child, printed);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      return printed.join('');
    },
  };
}

function firstPort(child: ChildProcess, printed: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve((message as { port: number }).port));
    child.once('close', (code) =>
      reject(new Error(`ended with code ${code} before it listened:\n${printed.join('')}`)),
    );
  });
}
