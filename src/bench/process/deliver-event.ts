/**
 * Hands an event to what it is for: the end of a connection, a listener, the wall clock.
 * @module
 */
import type { ProcessEvent } from '#bench/kernel/protocol.ts';
import { contextOf, runInContext } from '#bench/node-api/async-context.ts';
import type { ProcessContext } from '#bench/node-api/process-context.ts';

/** In the context in which the connection was made, or the listener. */
export const deliverEvent = (process: ProcessContext, event: ProcessEvent): void => {
  const owner =
    'listenerId' in event
      ? process.listeners.get(event.listenerId)
      : 'pid' in event
        ? process.family.child(event.pid)
        : process.connections.get('connectionId' in event ? event.connectionId : '');
  runInContext(contextOf(owner), () => deliver(process, event));
};

const deliver = (process: ProcessContext, event: ProcessEvent): void => {
  const { connections, listeners } = process;
  switch (event.kind) {
    case 'listening':
      return listeners.get(event.listenerId)?.onListening(event.port);
    case 'listen-failed':
      return listeners.get(event.listenerId)?.onFailed(event.code);
    case 'accepted':
      return accept(process, event);
    case 'connected':
      return connections.get(event.connectionId)?.onConnected(event.localPort);
    case 'connect-failed':
      return connections.get(event.connectionId)?.onConnectFailed(event.code);
    case 'data':
      return receive(process, event);
    case 'window':
      return connections.get(event.connectionId)?.onWindow(event.byteCount);
    case 'end':
      return connections.get(event.connectionId)?.onEnd();
    case 'clock':
      process.clockSkewMs = event.skewMs;
      return undefined;
    case 'disk-wiped':
      return process.disk.wiped();
    case 'disk-changed':
      return process.disk.replay(event.changes);
    case 'piped':
    case 'pipe-ended':
    case 'child-exited':
    case 'spawn-failed':
      return process.family.deliver(event);
    case 'reset':
      return connections.get(event.connectionId)?.onReset();
    default:
      return undefined;
  }
};

/** A listener may have closed while the connection was on its way. */
const accept = (process: ProcessContext, event: Extract<ProcessEvent, { kind: 'accepted' }>): void => {
  const listener = process.listeners.get(event.listenerId);
  if (listener) listener.onAccepted(event.connectionId, event.remoteHost, event.remotePort);
  else process.emit({ kind: 'reset', connectionId: event.connectionId });
};

/** Bytes for a connection that is closed here are answered as an operating system does: with a reset. */
const receive = (process: ProcessContext, event: Extract<ProcessEvent, { kind: 'data' }>): void => {
  const end = process.connections.get(event.connectionId);
  if (end) end.onData(event.bytes);
  else process.emit({ kind: 'reset', connectionId: event.connectionId });
};
