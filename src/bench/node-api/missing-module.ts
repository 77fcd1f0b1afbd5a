/**
 * Built-ins that the simulated engine does not have, and what to say when a program wants one.
 * @module
 */
import { coded } from './errors.ts';

/** What a program can do instead, by module. */
export const insteadOf: Readonly<Record<string, string>> = {
  cluster: 'run several copies of the service instead',
  dgram: 'use node:net or HTTP',
  dns: 'services reach each other by name: use the name in the URL',
  http2: 'use node:http',
  https: 'use node:http: the simulated network is private',
  inspector: 'the logs and the timeline show what happened',
  readline: 'use the logs: a service has no terminal',
  repl: 'use the terminal of the lab',
  sqlite: 'this lab does without a database: keep the data in a Map or in a file',
  tls: 'use node:net: the simulated network is private',
  tty: 'a service has no terminal',
  vm: 'import a module instead',
  worker_threads: 'use fork of node:child_process, or run several copies of the service',
};

/**
 * A module that may be imported but not used: packages import some of these for a feature that a lab never touches.
 *
 * @param classes Names that a package reads at load, to test values against.
 */
export const unusableModule = (name: string, classes: readonly string[] = []): Record<string, unknown> => {
  const refuse = (member: string) => (): never => {
    throw coded(
      new Error(
        `"${member}" of node:${name} is not part of the simulated engine: ${insteadOf[name] ?? 'it is missing'}`,
      ),
      'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
    );
  };
  const members = ['createServer', 'createSecureServer', 'request', 'get', 'connect', 'createConnection'].map(
    (member) => [member, refuse(member)],
  );
  const types = classes.map((member) => [
    member,
    class {
      constructor() {
        refuse(member)();
      }
    },
  ]);
  return { ...Object.fromEntries([...members, ...types]), constants: {} };
};
