/**
 * Which real services there are, and where: the replicas of each program, each with a folder, ports, an environment and ways to
 * the others. Nothing is started here. Node only.
 * @module
 */
import { join } from 'node:path';
import { CLIENT_NAME } from '#bench/judge/lab-columns.ts';
import type { LabFiles, LabProgram, ProgramSpec } from '#bench/judge/lab-program.ts';
import { filesOf } from '#bench/judge/program-files.ts';
import { joinVersions, type ProgramVersion, type VersionChange } from '#bench/judge/version-change.ts';
import { type Replica, Replicas } from '#bench/judge/replicas.ts';
import type { RouteHost } from '#bench/kernel/edge.ts';
import { hostNamesOf } from '#bench/kernel/kernel-process.ts';
import { ENGINE_PART_SPECIFIERS } from '#platform/engine-part.ts';
import { LoopbackPorts } from './loopback-ports.ts';
import type { Backend } from './network/proxied-connection.ts';
import type { RealNetwork } from './network/real-network.ts';
import type { ProcessRegister } from './process-register.ts';
import { ProgramFolder } from './program-folder.ts';
import { addressesIn, labPorts, realEnvironment } from './real-environment.ts';
import { RealService } from './real-service.ts';
import type { RealTimeline, TargetLookup } from './real-timeline.ts';
import type { AddressLookup } from './translate-address.ts';

export interface RealMachinesOptions {
  readonly program: LabProgram;
  readonly files: LabFiles;
  /** For the files of all programs. */
  readonly folder: string;
  /** The project's `node_modules`. */
  readonly nodeModules: string;
  readonly register: ProcessRegister;
  readonly timeline: RealTimeline;
  readonly network: () => RealNetwork;
  readonly nowUs: () => number;
  readonly onChange: () => void;
}

/** One replica with what runs it now, and what ran it before and has not ended. */
interface Machine {
  readonly host: RouteHost;
  /** The present one last. */
  services: readonly RealService[];
}

/** The bench's own client, as the network knows it. */
export const CLIENT_HOST: RouteHost = { name: CLIENT_NAME, service: CLIENT_NAME, actor: () => [] };

export class RealMachines {
  readonly programs: readonly ProgramSpec[];
  readonly replicas: Replicas;
  readonly #options: RealMachinesOptions;
  readonly #machines = new Map<string, Machine>();
  readonly #versions = new Map<string, ProgramVersion>();
  readonly #ports = new LoopbackPorts();
  #folderCount = 0;

  constructor(options: RealMachinesOptions) {
    this.#options = options;
    this.programs = [...options.program.world, ...options.program.services];
    this.replicas = new Replicas(this.programs);
  }

  /** Its ports are free for others. */
  close(): void {
    this.#ports.close();
  }

  /** Every service that there is, also one that another takes over from. */
  all(): readonly RealService[] {
    return [...this.#machines.values()].flatMap(({ services }) => services);
  }

  /** Those that a name means: all replicas of a program, or one. While one takes over from another: the one that listens. */
  of(name: string): readonly RealService[] {
    return this.replicas.of(name).flatMap((replica) => this.present(replica) ?? []);
  }

  /** What a replica is now. */
  present(replica: Replica): RealService | undefined {
    const services = this.#machines.get(replica.name)?.services ?? [];
    return (
      services.findLast(({ isListening }) => isListening) ??
      services.findLast(({ isRunning }) => isRunning) ??
      services.at(-1)
    );
  }

  isWorld(name: string): boolean {
    return this.#options.program.world.some((program) => program.name === name);
  }

  /** What every process of a program gets from now on, over its own environment and the lab's files. */
  changeVersion(program: ProgramSpec, change: VersionChange): void {
    this.#versions.set(program.name, joinVersions(this.#versions.get(program.name), change));
  }

  /** One more replica, not started, with a column beside the others'. */
  addReplica(program: ProgramSpec): Replica {
    const before = this.replicas.of(program.name).at(-1)?.name ?? program.name;
    const replica = this.replicas.add(program);
    this.#options.timeline.addReplica(replica.name, before);
    return replica;
  }

  /** What was started before the last change of its version is not what runs next. */
  async current(replica: Replica): Promise<RealService> {
    const service = this.present(replica);
    if (service && service.version === this.#versions.get(replica.program.name)) return service;
    const renewed = await this.renew(replica);
    if (service && !service.isRunning) this.forget(service);
    return renewed;
  }

  /**
   * The next process of a replica in the present version, on ports of its own and not started. Where data are kept it has the
   * same folder as the one before; otherwise, since that may still be running, a new one.
   */
  async renew(replica: Replica): Promise<RealService> {
    const { name, program } = replica;
    const { register, timeline, nowUs, onChange } = this.#options;
    const machine = await this.#machineOf(replica);
    const before = machine.services.at(-1);
    const version = this.#versions.get(program.name);
    const folder = await this.#folderFor(program, before, version);
    const spec = { ...program, env: { HOSTNAME: name, ...program.env, ...version?.env } };
    const own = labPorts(spec);
    const free = await this.#ports.take(own.length);
    const ports = new Map(own.map((port, index) => [port, free[index] ?? 0] as const));
    await this.#connect(machine.host, spec);
    const locate: AddressLookup = (to, port) =>
      hostNamesOf(machine.host).includes(to)
        ? (ports.get(port) ?? 'ECONNREFUSED')
        : this.locate(machine.host, to, port);
    const service = new RealService({
      program,
      host: machine.host,
      version,
      folder,
      env: realEnvironment(spec, { folder: folder.folder, ports, locate }),
      imports: version?.imports ?? [],
      ports,
      register,
      timeline,
      nowUs,
      onChange,
    });
    machine.services = [...machine.services, service];
    return service;
  }

  /** It has ended, and another runs in its place. */
  forget(service: RealService): void {
    const machine = this.#machines.get(service.name);
    if (machine) machine.services = machine.services.filter((other) => other !== service);
  }

  /** Where a connection goes that a program, or the client, makes to a name and a port of the lab. */
  locate(from: RouteHost, host: string, port: number): ReturnType<AddressLookup> {
    // One that was scaled away has kept its name, and nobody listens there.
    const hasBeen = [...this.#machines.values()].some((machine) => hostNamesOf(machine.host).includes(host));
    return hasBeen || this.replicas.of(host).length > 0
      ? (this.#options.network().localPort(from, host, port) ?? 'ECONNREFUSED')
      : 'ENOTFOUND';
  }

  backends(toName: string, port: number): readonly Backend[] {
    return this.all().flatMap((service) => {
      const localPort = hostNamesOf(service.host).includes(toName) ? service.openAt(port) : undefined;
      return localPort === undefined ? [] : [{ host: service.host, localPort }];
    });
  }

  /** What is behind a port that a program has called; a program that calls itself uses no proxy. */
  readonly targetAt: TargetLookup = (localPort) => {
    const service = this.all().find(({ port }) => port === localPort);
    return service ? { name: service.name, port: service.program.port } : this.#options.network().targetAt(localPort);
  };

  /** The first time, the client gets its ways to it. */
  async #machineOf({ name, program }: Replica): Promise<Machine> {
    const known = this.#machines.get(name);
    if (known) return known;
    const host: RouteHost = { name, service: program.name, actor: undefined };
    const machine: Machine = { host, services: [] };
    this.#machines.set(name, machine);
    const names = this.isWorld(program.name) || name !== program.name ? [name] : hostNamesOf(host);
    for (const own of names) for (const port of labPorts(program)) await this.#addEdge(CLIENT_HOST, own, port);
    return machine;
  }

  /** Ways to the programs of the lab that the environment names. */
  async #connect(from: RouteHost, program: ProgramSpec): Promise<void> {
    for (const { host, port } of addressesIn(program)) {
      const [target] = this.replicas.of(host);
      const isOwn = hostNamesOf(from).includes(host);
      if (target && !isOwn && labPorts(target.program).includes(port)) await this.#addEdge(from, host, port);
    }
  }

  async #addEdge(from: RouteHost, toName: string, port: number): Promise<void> {
    const network = this.#options.network();
    if (network.localPort(from, toName, port) !== undefined) return;
    const [free = 0] = await this.#ports.take(1);
    network.addEdge(from, toName, port, free);
  }

  async #folderFor(
    program: ProgramSpec,
    before: RealService | undefined,
    version: VersionChange | undefined,
  ): Promise<ProgramFolder> {
    const { files, folder, nodeModules, program: lab } = this.#options;
    if (before && before.folder.storedPaths().length > 0) {
      await before.folder.add(version?.files ?? {});
      return before.folder;
    }
    this.#folderCount += 1;
    return ProgramFolder.write({
      folder: join(folder, `${this.#folderCount}-${program.name}`),
      files: { ...filesOf(lab, program.name, files), ...version?.files },
      packages: packagesOf(lab),
      nodeModules,
    });
  }
}

/** What Node does not have itself. */
const packagesOf = ({ packages, parts = [] }: LabProgram): readonly string[] => [
  ...Object.keys(packages),
  ...parts.map((part) => ENGINE_PART_SPECIFIERS[part]).filter((specifier) => !specifier.startsWith('node:')),
];
