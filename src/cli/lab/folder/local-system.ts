/**
 * How the programs of a lab are started by hand, each on a port of its own of this machine. Pure.
 * @module
 */
import type { LabFiles, ProgramSpec } from '#bench/judge/lab-program.ts';
import { withDeclaredServices } from '#bench/judge/declared-services.ts';
import { type AddressLookup, translateAddress } from '#bench/real/translate-address.ts';
import type { LabManifest } from '#course/lab-manifest.ts';

export interface LocalProgram {
  readonly name: string;
  /** Of a service: in the learner's folder. Of the world: relative to `labs/`. */
  readonly entry: string;
  readonly port: number;
  readonly isWorld: boolean;
  /** PORT among them; addresses are those of this machine. */
  readonly env: Readonly<Record<string, string>>;
}

export interface LocalSystem {
  readonly programs: readonly LocalProgram[];
  /** A text with the lab's addresses in it, such as `http://bank/ledger`, made those of this machine. */
  translate(text: string): string;
}

/** What `payment-service/main.ts` takes when nobody says otherwise; the next programs follow. */
const FIRST_PORT = 4000;
const HTTP_ADDRESS = /http:\/\/[a-z][a-z0-9-]*(:\d+)?(?=[/?#\s`'"]|$)/g;

/**
 * @param files Of the learner, where they declare their services.
 *
 * @example
 * localSystem(manifest, starter).translate('curl http://bank/ledger') // 'curl http://127.0.0.1:4001/ledger'
 */
export function localSystem(manifest: LabManifest, files: LabFiles): LocalSystem {
  const { services: fixed, declared: declaredIn } = manifest;
  const every = manifest.world.map(({ name, entry, port, env }) => ({ name, entry, port, env }));
  const declared = withDeclaredServices(
    { services: fixed, world: every, ...(declaredIn && { declared: declaredIn }) },
    files,
  );
  const services = 'program' in declared ? declared.program.services : [];
  // What starts programs of its own needs a machine of its own: the checks give it one.
  const world = manifest.world.filter(({ starts }) => starts.length === 0);
  const all: readonly ProgramSpec[] = [...services, ...world];
  const locate: AddressLookup = (host, port) => {
    const index = all.findIndex(({ name }) => name === host);
    if (index === -1) return 'ENOTFOUND';
    return all[index]?.port === port ? FIRST_PORT + index : 'ECONNREFUSED';
  };
  const local = ({ name, entry, env }: ProgramSpec, index: number): LocalProgram => {
    const port = FIRST_PORT + index;
    const own = Object.entries(env).map(([variable, value]) => [variable, onThisDisk(translateAddress(value, locate))]);
    return {
      name,
      entry,
      port,
      isWorld: world.some((other) => other.name === name),
      env: { PORT: String(port), ...Object.fromEntries(own) },
    };
  };
  return {
    programs: all.map(local),
    translate: (text) => text.replaceAll(HTTP_ADDRESS, (address) => translateAddress(address, locate)),
  };
}

/** In a lab every program has a disk of its own with a folder /data; here they share the folder "data". */
const onThisDisk = (value: string): string => value.replace(/^\/data(?=\/|$)/, 'data');
