/**
 * The first steps of a connection, from `connection.start` to `connection.open`. Runs in Node and in the simulated engine.
 * @module
 */
import { Buffer } from 'node:buffer';
import type { FieldTable } from '../model/message.ts';
import type { FrameOutput } from './frame-output.ts';
import { HandshakeRefusal } from './handshake-refusal.ts';
import type { Method, MethodFields } from './method-table.ts';
import { MECHANISMS, readLogin } from './read-login.ts';
import { SERVER_PROPERTIES } from './server-properties.ts';

export interface HandshakeOptions {
  /** Password by name. */
  readonly users: Readonly<Record<string, string>>;
  /** Proposed; a client may choose another, or 0 for none. */
  readonly heartbeatSeconds: number;
  readonly channelMax: number;
  /** Whether one connection more is too many, and how many may be. */
  readonly connectionLimit: () => { readonly isReached: boolean; readonly max: number };
}

/** What was agreed. */
export interface Opened {
  readonly user: string;
  readonly capabilities: FieldTable;
  readonly channelMax: number;
  readonly frameMax: number;
  readonly heartbeatSeconds: number;
}

export const FRAME_MAX = 131_072;
export const FRAME_MIN_MAX = 4_096;
const VIRTUAL_HOST = '/';

export class Handshake {
  readonly #output: FrameOutput;
  readonly #options: HandshakeOptions;
  #state: 'starting' | 'tuning' | 'opening' = 'starting';
  #user = '';
  #capabilities: FieldTable = {};
  #tuned = { channelMax: 0, frameMax: 0, heartbeat: 0 };

  constructor(output: FrameOutput, options: HandshakeOptions) {
    this.#output = output;
    this.#options = options;
    output.method(0, 'connection.start', {
      versionMajor: 0,
      versionMinor: 9,
      serverProperties: SERVER_PROPERTIES,
      mechanisms: Buffer.from(MECHANISMS),
      locales: Buffer.from('en_US'),
    });
  }

  /**
   * @returns what was agreed, once the connection is open.
   * @throws {HandshakeRefusal}
   * @throws {MalformedBytes} when the login cannot be read.
   */
  method({ name, fields }: Method): Opened | undefined {
    if (name === 'connection.start_ok' && this.#state === 'starting') return this.#login(fields);
    if (name === 'connection.tune_ok' && this.#state === 'tuning') return this.#tune(fields);
    if (name === 'connection.open' && this.#state === 'opening') return this.#open(fields);
    throw new HandshakeRefusal(`${name} while ${this.#state}`);
  }

  #login({ clientProperties, mechanism, response }: MethodFields<'connection.start_ok'>): undefined {
    const login = readLogin(mechanism, Buffer.from(response));
    if (!login) throw new HandshakeRefusal(`unknown authentication mechanism '${mechanism}'`);
    this.#capabilities = isTable(clientProperties.capabilities) ? clientProperties.capabilities : {};
    const { users } = this.#options;
    if (!Object.hasOwn(users, login.name) || users[login.name] !== login.password) {
      const text = `ACCESS_REFUSED - Login was refused using authentication mechanism ${mechanism}. For details see the broker logfile.`;
      const isTold = this.#capabilities.authentication_failure_close === true;
      throw new HandshakeRefusal(text, isTold ? { replyCode: 403, classId: 0, methodId: 0 } : undefined);
    }
    this.#user = login.name;
    this.#state = 'tuning';
    const { heartbeatSeconds: heartbeat, channelMax } = this.#options;
    this.#output.method(0, 'connection.tune', { channelMax, frameMax: FRAME_MAX, heartbeat });
  }

  #tune(tuned: MethodFields<'connection.tune_ok'>): undefined {
    const { channelMax, frameMax } = tuned;
    if (frameMax < FRAME_MIN_MAX || frameMax > FRAME_MAX) throw new HandshakeRefusal(`frame_max = ${frameMax}`);
    if (channelMax < 1 || channelMax > this.#options.channelMax)
      throw new HandshakeRefusal(`channel_max = ${channelMax}`);
    this.#tuned = tuned;
    this.#output.frameMax = frameMax;
    this.#state = 'opening';
  }

  #open({ virtualHost }: MethodFields<'connection.open'>): Opened {
    const told = { replyCode: 530, classId: 10, methodId: 40 };
    if (virtualHost !== VIRTUAL_HOST) throw new HandshakeRefusal(`NOT_ALLOWED - vhost ${virtualHost} not found`, told);
    const { isReached, max } = this.#options.connectionLimit();
    if (isReached) {
      const who = `access to vhost '/' refused for user '${this.#user}'`;
      throw new HandshakeRefusal(`NOT_ALLOWED - ${who}: connection limit (${max}) is reached`, told);
    }
    this.#output.method(0, 'connection.open_ok', { knownHosts: '' });
    const { channelMax, frameMax, heartbeat: heartbeatSeconds } = this.#tuned;
    return { user: this.#user, capabilities: this.#capabilities, channelMax, frameMax, heartbeatSeconds };
  }
}

const isTable = (value: unknown): value is FieldTable =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
