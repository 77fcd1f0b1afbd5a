/**
 * Who is at the far end of a connection. Pure; kernel-private.
 * @module
 */
import type { ConnectionEnd } from './kernel-process.ts';

/** The replica, where a connection to a service has found one. */
export const remoteNameOf = (end: ConnectionEnd): string => end.peer?.owner.name ?? end.remoteHost;
