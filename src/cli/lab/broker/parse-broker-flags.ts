/**
 * Which broker `--amqp` asks for: `rabbitmq`, or one at an address. Pure.
 * @module
 */
import type { BrokerAddress } from '#bench/real/broker/broker-choice.ts';
import { CourseError } from '#course/course-error.ts';

/** `rabbitmq`: one that the bench starts. */
export type BrokerWish = 'rabbitmq' | BrokerAddress;

export interface BrokerFlags {
  readonly amqp: string | undefined;
  readonly 'amqp-management': string | undefined;
  readonly real: boolean | undefined;
}

const STANDARD_PORT = 5_672;
/** RabbitMQ's management interface listens so far above its own port: 15672. */
const MANAGEMENT_DISTANCE = 10_000;
const HIGHEST_PORT = 65_535;
const EXAMPLE = 'amqp://guest:guest@localhost:5672';

/**
 * @returns `undefined` when the lab's own broker is to run.
 * @throws {CourseError} `LAB_FLAG_UNKNOWN` when the flags do not go together, `LAB_ADDRESS_INVALID` when one is no address.
 *
 * @example
 * parseBrokerFlags({ real: true, amqp: 'amqp://localhost/labs', 'amqp-management': undefined })
 * // { host: 'localhost', port: 5672, user: 'guest', password: 'guest', virtualHost: 'labs', managementUrl: 'http://localhost:15672' }
 */
export function parseBrokerFlags({ amqp, 'amqp-management': management, real }: BrokerFlags): BrokerWish | undefined {
  if (amqp === undefined && management === undefined) return undefined;
  if (amqp === undefined || (amqp === 'rabbitmq' && management !== undefined)) {
    throw new CourseError('LAB_FLAG_UNKNOWN', {
      message: 'Cannot run "check": "--amqp-management" needs the address of a broker beside it',
      hint: `Write such as "--real --amqp ${EXAMPLE} --amqp-management http://localhost:15672".`,
    });
  }
  if (!real) {
    throw new CourseError('LAB_FLAG_UNKNOWN', {
      message: 'Cannot run "check": "--amqp" needs "--real", because a simulated service cannot reach a real broker',
      hint: 'Add "--real", or leave "--amqp" out.',
    });
  }
  return amqp === 'rabbitmq' ? amqp : parseAddress(amqp, management);
}

function parseAddress(text: string, management: string | undefined): BrokerAddress {
  const url = URL.parse(text);
  const path = url?.pathname.slice(1) ?? '';
  if (url?.protocol !== 'amqp:' || url.hostname === '' || path.includes('/') || url.search !== '' || url.hash !== '') {
    throw new CourseError('LAB_ADDRESS_INVALID', {
      message: `Cannot use "--amqp ${withoutPassword(text)}": it is neither "rabbitmq" nor an address of the form "amqp://user:password@host:port/virtual-host"`,
      hint: `Write such as "--amqp ${EXAMPLE}"; a connection with TLS (amqps) is not supported.`,
    });
  }
  const port = url.port === '' ? STANDARD_PORT : Number(url.port);
  const host = unbracketed(url.hostname);
  const user = decode(text, url.username) || 'guest';
  return {
    host,
    port,
    user,
    password: decode(text, url.password) || (user === 'guest' ? 'guest' : ''),
    virtualHost: decode(text, path) || '/',
    managementUrl: management === undefined ? besideOf(url.hostname, port) : parseManagement(management),
  };
}

function besideOf(host: string, port: number): string {
  const managementPort = port + MANAGEMENT_DISTANCE;
  if (managementPort <= HIGHEST_PORT) return `http://${host}:${managementPort}`;
  throw new CourseError('LAB_ADDRESS_INVALID', {
    message: `Cannot tell where the management interface of a broker at port ${port} is`,
    hint: 'Say it with "--amqp-management", such as "--amqp-management http://localhost:15672".',
  });
}

function parseManagement(text: string): string {
  const url = URL.parse(text);
  const isPlain = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (url && isPlain && (url.protocol === 'http:' || url.protocol === 'https:')) {
    return url.href.replace(/\/+$/, '');
  }
  throw new CourseError('LAB_ADDRESS_INVALID', {
    message: `Cannot use "--amqp-management ${withoutPassword(text)}": it is not an address such as "http://localhost:15672"`,
    hint: 'Write it without a login; that of "--amqp" is used.',
  });
}

function decode(text: string, part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new CourseError('LAB_ADDRESS_INVALID', {
      message: `Cannot use "--amqp ${withoutPassword(text)}": a percent sign in it begins no escape`,
      hint: 'Write "%25" for a percent sign, and "%2f" for a slash in the name of a virtual host.',
    });
  }
}

/** `[::1]` as `::1`. */
const unbracketed = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');

/**
 * What may stand in a message or a file.
 *
 * @example
 * withoutPassword('amqp://ada:secret@localhost') // 'amqp://ada:***@localhost'
 */
export const withoutPassword = (text: string): string => text.replace(/(\/\/[^:/@]*):.*@/, '$1:***@');
