/**
 * The kernel's view of one process: its state, ports, timers and connection ends. Kernel-private. Pure.
 * @module
 */
import type { ByteStream } from './byte-streams.ts';
import type { ProcessEnding } from './kernel-observer.ts';
import type { LinkItem } from './link-item.ts';
import type { Handover } from './network-host.ts';
import type { ProcessEffect, ProcessEvent, ProcessSpec } from './protocol.ts';

/** A participant that lives in the kernel's own thread and answers at once: the bench's client. */
export type Actor = (event: ProcessEvent, operation: string | undefined) => readonly ProcessEffect[];

/** What runs on one machine: the process that the bench started, first, and those that it and its children started. */
export interface Machine {
  /** Those that have not ended. */
  processes: readonly KernelProcess[];
  /** What the first process was started with; files may have been replaced since. */
  spec: MachineSpec | undefined;
}

type MachineSpec = Omit<ProcessSpec, 'pid' | 'seed' | 'disk' | 'launch'>;

export interface KernelProcess {
  readonly pid: number;
  readonly name: string;
  /** The host that all replicas of a service share; the name where there is one. */
  readonly service: string;
  /** Absent for a process behind the transport. */
  readonly actor: Actor | undefined;
  readonly machine: Machine;
  /** For one that another process has started: `worker.ts (pid 10001)`. */
  readonly child: string | undefined;
  readonly parentPid: number | undefined;
  state: 'starting' | 'running' | 'exited';
  ending: ProcessEnding | undefined;
  /** Counts every draw this process causes; the coordinate of its randomness. */
  effectCount: number;
  /** Port by listener id. */
  readonly listeners: Map<number, number>;
  /** The port that this process tried to open while it held it already. */
  portTakenByItself: number | undefined;
  /** Due timers by id; a cleared timer is only forgotten, its entry in the queue then does nothing. */
  readonly timers: Map<number, number>;
  readonly ends: Set<ConnectionEnd>;
  /** What comes along with its next event. */
  readonly waiting: Handover[];
}

export function newProcess(
  pid: number,
  name: string,
  service: string,
  actor: Actor | undefined,
  spec?: MachineSpec,
): KernelProcess {
  const machine: Machine = { processes: [], spec };
  const process = { ...blank(), pid, name, service, actor, machine, child: undefined, parentPid: undefined };
  machine.processes = [process];
  return process;
}

/** A process that `parent` starts: same host, same disk, same machine. */
export function newChild(parent: KernelProcess, pid: number, entry: string): KernelProcess {
  const { name, service, machine } = parent;
  const child = `${entry} (pid ${pid})`;
  const process = { ...blank(), pid, name, service, actor: undefined, machine, child, parentPid: parent.pid };
  machine.processes = [...machine.processes, process];
  return process;
}

function blank(): Omit<KernelProcess, 'pid' | 'name' | 'service' | 'actor' | 'machine' | 'child' | 'parentPid'> {
  return {
    state: 'starting',
    ending: undefined,
    effectCount: 0,
    listeners: new Map(),
    portTakenByItself: undefined,
    timers: new Map(),
    ends: new Set(),
    waiting: [],
  };
}

/** What names need to know of a process. */
export type NamedHost = Pick<KernelProcess, 'name' | 'service'>;

/** The names that reach a process: its service's, which its replicas share, and its own. The first replica is also `-1`. */
export function hostNamesOf({ name, service }: NamedHost): readonly string[] {
  return name === service ? [service, `${service}-1`] : [service, name];
}

/** Whether a name means this process: alone, or as one of several replicas. */
export function isKnownAs(host: NamedHost, name: string): boolean {
  return hostNamesOf(host).includes(name);
}

/** Copies of requests that the network makes come from this pid, which no process has. */
export const NETWORK_PID = -1;

/** What the timeline says of the answer to such a copy. */
export const ANSWERS_COPY = 'answers a duplicate';

/** One side of a connection. Each side has its own id, so that a process may call itself. */
export interface ConnectionEnd {
  readonly id: string;
  readonly owner: KernelProcess;
  peer: ConnectionEnd | undefined;
  readonly remoteHost: string;
  readonly remotePort: number;
  /** The side that was called; its bytes go downstream. */
  readonly isAccepting: boolean;
  /** Of the side that connected: what its bytes belong to, once there are some; `nothing` when it is over. */
  carries: 'http' | 'nothing' | ByteStream | undefined;
  /** The faults that act on what is sent from here; none on the shortest path. */
  link: { push(item: LinkItem): void } | undefined;
  /** A fault ended the connection: nothing that is sent from here travels any more. */
  cut: 'close' | 'reset' | undefined;
  /** Set on connections of the bench's client, which serve one operation; those between services outlive it. */
  readonly operation: string | undefined;
  /** When the last thing sent from here arrives; what is sent later arrives later. */
  lastArrivalUs: number;
  /** Sent from here and not yet arrived. */
  inFlightCount: number;
  hasSentEnd: boolean;
  hasReceivedEnd: boolean;
  isClosed: boolean;
  /** Ids of the requests that arrived here and were not answered yet, in the order of arrival. */
  readonly unanswered: number[];
}

/** The side that connected. */
export const nearOf = (end: ConnectionEnd): ConnectionEnd => (end.isAccepting && end.peer ? end.peer : end);

/** Whether the network speaks here, for a copy that it made of a request. */
export const isOfCopy = ({ owner }: ConnectionEnd): boolean => owner.pid === NETWORK_PID;

const portsOf = ({ listeners }: KernelProcess): readonly number[] => [...listeners.values()];

/** A process as others may see it. */
export interface ProcessView {
  readonly pid: number;
  readonly name: string;
  readonly state: KernelProcess['state'];
  readonly ports: readonly number[];
  readonly ending: ProcessEnding | undefined;
  readonly portTakenByItself: number | undefined;
}

export function viewOf(process: KernelProcess): ProcessView {
  const { pid, name, state, ending, portTakenByItself, machine } = process;
  // A port that a child holds is the service's as well.
  const ports = process.child === undefined ? machine.processes.flatMap(portsOf) : portsOf(process);
  return { pid, name, state, ending, portTakenByItself, ports };
}
