/**
 * What a program finds in its environment on this machine: its own variables with addresses, ports and paths made real, and
 * what Node needs to run at all. Pure.
 * @module
 */
import { join } from 'node:path';
import type { ProgramSpec } from '#bench/judge/lab-program.ts';
import { type AddressLookup, translateAddress } from './translate-address.ts';

const STANDARD_VARIABLE = 'PORT';
const HIGHEST_PORT = 65_535;
/** Where the labs keep what lasts. */
const DATA_FOLDER = '/data';

/**
 * The ports at which the lab knows a program: its own first, then those that variables such as `MANAGEMENT_PORT` give it.
 *
 * @example
 * labPorts({ name: 'broker', entry: 'main.ts', port: 5672, env: { MANAGEMENT_PORT: '15672' } }) // [5672, 15672]
 */
export function labPorts({ port, env }: ProgramSpec): readonly number[] {
  const further = Object.entries(env).flatMap(([name, value]) => (isPort(name, value) ? [Number(value)] : []));
  return [...new Set([port, ...further])];
}

/** The addresses that a program has in its environment. */
export function addressesIn({ env }: ProgramSpec): readonly { readonly host: string; readonly port: number }[] {
  const found = new Map<string, { readonly host: string; readonly port: number }>();
  for (const value of Object.values(env)) {
    translateAddress(value, (host, port) => {
      found.set(`${host}:${port}`, { host, port });
      return 'ENOTFOUND';
    });
  }
  return [...found.values()];
}

export interface RealPlace {
  /** Stands for `/` where the program keeps data. */
  readonly folder: string;
  /** Local ports by those of the lab. */
  readonly ports: ReadonlyMap<number, number>;
  readonly locate: AddressLookup;
}

/**
 * @example
 * realEnvironment(program, { folder: '/tmp/a', ports: new Map([[80, 20_417]]), locate }) // { PATH: …, TZ: 'UTC', PORT: '20417' }
 */
export function realEnvironment(program: ProgramSpec, place: RealPlace): Record<string, string> {
  const own = Object.entries(program.env).map(([name, value]) => [name, realValue(name, value, place)] as const);
  const port = place.ports.get(program.port) ?? program.port;
  return { PATH: process.env['PATH'] ?? '', TZ: 'UTC', ...Object.fromEntries(own), [STANDARD_VARIABLE]: String(port) };
}

function realValue(name: string, value: string, { folder, ports, locate }: RealPlace): string {
  if (isPort(name, value)) return String(ports.get(Number(value)) ?? value);
  if (value === DATA_FOLDER || value.startsWith(`${DATA_FOLDER}/`)) return join(folder, value);
  return translateAddress(value, locate);
}

function isPort(name: string, value: string): boolean {
  const number = Number(value);
  return name.endsWith('_PORT') && /^\d+$/.test(value) && number >= 1 && number <= HIGHEST_PORT;
}
