/**
 * What a connection is given when a client has connected. Runs in Node and in the simulated engine.
 * @module
 */
import type { ConnectionMethods } from '../model/channel-methods.ts';
import type { ConnectionSink } from '../model/channel-sink.ts';
import type { HandshakeOptions } from './handshake.ts';
import type { WireConnection } from './wire-connection.ts';

/** How a connection enters the model. */
export type OpenConnection = (options: {
  readonly sink: ConnectionSink;
  readonly user: string;
  readonly channelMax: number;
  /** Its address. */
  readonly peer: string | undefined;
}) => ConnectionMethods;

export interface WireConnectionOptions extends HandshakeOptions {
  readonly messageMaxBytes: number;
  readonly openConnection: OpenConnection;
  readonly onClosed: (connection: WireConnection) => void;
  /** A mistake in the broker itself; the connection that met it is closed with 541. */
  readonly onMistake: (error: unknown) => void;
}
