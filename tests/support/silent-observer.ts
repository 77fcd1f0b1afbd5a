/**
 * An observer that hears nothing, and one that keeps what it hears.
 * @module
 */
import type { KernelObserver, ObservedMessage, ProcessEnding } from '#bench/kernel/kernel-observer.ts';

export const silentObserver: KernelObserver = {
  processStarted: () => {},
  processListening: () => {},
  processEnded: () => {},
  messageSent: () => {},
  messageArrived: () => {},
  messageHeld: () => {},
  messageLost: () => {},
  faultStarted: () => {},
  faultEnded: () => {},
  connectionCut: () => {},
  connectionOpened: () => {},
  bytesSent: () => {},
  bytesHeld: () => {},
  bytesFreed: () => {},
  connectionEnded: () => {},
  logged: () => {},
  stored: () => {},
  diskAccessed: () => {},
  noted: () => {},
  told: () => {},
};

export interface HeardFacts {
  readonly messages: ObservedMessage[];
  readonly arrivedAtUs: Map<number, number>;
  /** What faults did, by message id. */
  readonly held: Map<number, string>;
  readonly lost: Map<number, string>;
  readonly cuts: string[];
  /** Of connections that are not HTTP: `1 source → sink:80`, `1 → 8`, `1 ← 4`, `1 held`, `1 freed`, `1 reset by source`. */
  readonly streams: string[];
  readonly endings: { readonly name: string; readonly ending: ProcessEnding }[];
  readonly logs: string[];
  readonly stored: string[];
}

export function listeningObserver(): { readonly heard: HeardFacts; readonly observer: KernelObserver } {
  const heard: HeardFacts = {
    messages: [],
    arrivedAtUs: new Map(),
    held: new Map(),
    lost: new Map(),
    cuts: [],
    streams: [],
    endings: [],
    logs: [],
    stored: [],
  };
  const observer: KernelObserver = {
    ...silentObserver,
    processEnded: ({ name }, ending) => heard.endings.push({ name, ending }),
    messageSent: (message) => heard.messages.push(message),
    messageArrived: (id, atUs) => heard.arrivedAtUs.set(id, atUs),
    messageHeld: (id, fault) => heard.held.set(id, fault),
    messageLost: (id, fault) => heard.lost.set(id, fault),
    connectionCut: ({ from, to, how }) => heard.cuts.push(`${from} ${to} ${how}`),
    connectionOpened: ({ id, from, to, port }) => heard.streams.push(`${id} ${from} → ${to}:${port}`),
    bytesSent: (id, { isBack, byteCount }) => heard.streams.push(`${id} ${isBack ? '←' : '→'} ${byteCount}`),
    bytesHeld: (id) => heard.streams.push(`${id} held`),
    bytesFreed: (id) => heard.streams.push(`${id} freed`),
    connectionEnded: (id, ending) =>
      heard.streams.push(`${id} ${ending.how}${'by' in ending ? ` by ${ending.by}` : ''}`),
    stored: ({ name }, paths) => heard.stored.push(`${name} ${paths.join(' ')}`),
    logged: (process, stream, text) => heard.logs.push(`${process.name} ${stream} ${text}`),
  };
  return { heard, observer };
}
