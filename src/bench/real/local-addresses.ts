/**
 * Where the programs of a lab listen on this machine, and how names become addresses. Pure.
 * @module
 */
import type { ProgramSpec } from '#bench/judge/lab-program.ts';

const ADDRESS = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#@]*@)?([a-z][a-z0-9-]*)(:\d+)?(?=[/?#]|$)/;
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http://': 80, 'amqp://': 5672 };

/**
 * @example
 * const addresses = new LocalAddresses(programs, new Map([['bank', 20417]]));
 * addresses.translate('http://bank/charges') // 'http://127.0.0.1:20417/charges'
 */
export class LocalAddresses {
  readonly #programs: readonly ProgramSpec[];
  readonly #ports: ReadonlyMap<string, number>;

  constructor(programs: readonly ProgramSpec[], ports: ReadonlyMap<string, number>) {
    this.#programs = programs;
    this.#ports = ports;
  }

  /** The real port of a program. */
  portOf(name: string): number {
    const port = this.#ports.get(name);
    if (port === undefined) throw new Error(`Cannot tell the port of "${name}": no port was given to it`);
    return port;
  }

  /** Where a connection to a name and a port of the lab goes, or why it goes nowhere. */
  locate(host: string, port: number): number | 'ENOTFOUND' | 'ECONNREFUSED' {
    const program = this.#programs.find(({ name }) => name === host);
    if (!program) return 'ENOTFOUND';
    return program.port === port ? this.portOf(host) : 'ECONNREFUSED';
  }

  /** The program behind a real port. */
  nameAt(port: number): string | undefined {
    return [...this.#ports].find(([, taken]) => taken === port)?.[0];
  }

  /** A value of the environment with the address of a program of this lab in it made real; any other value as it is. */
  translate(value: string): string {
    const match = ADDRESS.exec(value);
    if (!match) return value;
    const [whole, scheme = '', login = '', host = '', port] = match;
    const wanted = port === undefined ? DEFAULT_PORTS[scheme] : Number(port.slice(1));
    const local = wanted === undefined ? 'ENOTFOUND' : this.locate(host, wanted);
    return typeof local === 'number' ? `${scheme}${login}127.0.0.1:${local}${value.slice(whole.length)}` : value;
  }
}
