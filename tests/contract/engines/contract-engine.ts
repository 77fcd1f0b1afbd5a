/**
 * What the contract suite asks of an engine: run a program to its end and tell what each of its processes printed.
 * @module
 */
import type { BundledPackages } from '#build/bundle-packages.ts';
import type { EnginePartName } from '#platform/engine-part.ts';

/** What not every engine can do. A skip names the one that it lacks. */
export const CAPABILITIES = [
  /** `AsyncLocalStorage` follows awaits that no compiler of the engine has seen. */
  'async-context',
  /** Processes of the program's own: `node:child_process`. */
  'child-processes',
  /** Time passes while a program computes. */
  'real-time',
  /** TLS, and with it `https:`. */
  'tls',
  /** UDP and DNS of the machine. */
  'host-network',
  /** More threads for one process: `node:worker_threads`. */
  'threads',
  /** Sockets with a path instead of a port. */
  'local-sockets',
  /** Modules that are found while the program runs: `require` of any file, `node:module`. */
  'module-hooks',
] as const;

export type Capability = (typeof CAPABILITIES)[number];

export type EngineName = 'node' | 'terminal' | 'page';

export interface ContractProcess {
  /** Its host's name too: `server` of `http/proxy/server.ts`. */
  readonly name: string;
  /** Path in `files`. */
  readonly entry: string;
}

/** A file of behaviours, a folder of processes that talk to each other, or a whole program. */
export interface ContractProgram {
  /** `http/keep-alive`. */
  readonly name: string;
  readonly area: string;
  /** In the order of starting. The program is over when the last one has ended. */
  readonly processes: readonly ContractProcess[];
  /** By path under `tests/contract/behaviours`. */
  readonly files: Readonly<Record<string, string>>;
  readonly packages: BundledPackages;
  readonly parts: readonly EnginePartName[];
}

export interface ProcessOutcome {
  readonly name: string;
  readonly stdout: string;
  readonly stderr: string;
  /** `undefined` when it did not end by itself. */
  readonly exitCode: number | undefined;
  /** How it ended, or why it was left, in words: `exit 0`, `SIGKILL`, `still running after 600 s`. */
  readonly ending: string;
}

export interface ContractEngine {
  readonly name: EngineName;
  readonly capabilities: ReadonlySet<Capability>;
  /** Processes in the order of the program's. Never rejects because of what the program does. */
  run(program: ContractProgram): Promise<readonly ProcessOutcome[]>;
  close(): Promise<void>;
}

/** The port of every process in the simulated engine, where each is a host of its own. */
export const SIMULATED_PORT = 8080;

/**
 * Where processes of one program find each other: `SERVER_HOST` and `SERVER_PORT` for a process called `server`.
 */
export function addressesOf(
  processes: readonly ContractProcess[],
  address: (process: ContractProcess) => { readonly host: string; readonly port: number },
): Record<string, string> {
  return Object.fromEntries(
    processes.flatMap((process) => {
      const { host, port } = address(process);
      const name = process.name.toUpperCase().replaceAll('-', '_');
      return [
        [`${name}_HOST`, host],
        [`${name}_PORT`, String(port)],
      ];
    }),
  );
}
