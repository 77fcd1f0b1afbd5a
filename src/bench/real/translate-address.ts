/**
 * Addresses in the environment of a program, made real: names of the lab become ports of loopback. Pure.
 * @module
 */

/** Where a connection to a name and a port of the lab goes on this machine, or why it goes nowhere. */
export type AddressLookup = (host: string, port: number) => number | 'ENOTFOUND' | 'ECONNREFUSED';

const ADDRESS = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#@]*@)?([a-z][a-z0-9-]*)(:\d+)?(?=[/?#]|$)/;
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http://': 80, 'amqp://': 5672 };

/**
 * A value with the address of a program of the lab in it made real; any other value as it is.
 *
 * @example
 * translateAddress('http://bank/charges', () => 20_417) // 'http://127.0.0.1:20417/charges'
 */
export function translateAddress(value: string, locate: AddressLookup): string {
  const match = ADDRESS.exec(value);
  if (!match) return value;
  const [whole, scheme = '', login = '', host = '', port] = match;
  const wanted = port === undefined ? DEFAULT_PORTS[scheme] : Number(port.slice(1));
  const local = wanted === undefined ? 'ENOTFOUND' : locate(host, wanted);
  return typeof local === 'number' ? `${scheme}${login}127.0.0.1:${local}${value.slice(whole.length)}` : value;
}
