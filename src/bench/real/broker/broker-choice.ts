/**
 * Which broker takes the place of the lab's own in a run of real processes. Plain data: it goes to a thread, and from there to the
 * program that stands in the place. Pure.
 * @module
 */
import { parseJson } from '#platform/parse-json.ts';
import { type Guard, isCount, objectOf, oneOf, textUpTo } from '#platform/shape.ts';
import type { Rabbitmq } from './find-rabbitmq.ts';

/** Where a broker is, and who we are there. Everything as it is, without the escapes of an address. */
export interface BrokerAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly virtualHost: string;
  /** Of its management interface, such as `http://localhost:15672`. */
  readonly managementUrl: string;
}

export type BrokerChoice = StartedBroker | OutsideBroker;

/** Started by the bench for each check anew, and the bench's to end. */
interface StartedBroker {
  readonly kind: 'started';
  /** Such as `RabbitMQ 3.10.8`. */
  readonly product: string;
  readonly rabbitmq: Rabbitmq;
}

/** Somebody else's. */
interface OutsideBroker {
  readonly kind: 'outside';
  readonly product: string;
  readonly address: BrokerAddress;
}

const text = textUpTo(4_000);

const isStarted = objectOf<StartedBroker>({
  kind: oneOf(['started']),
  product: text,
  rabbitmq: objectOf<Rabbitmq>({ script: text, version: text }),
});

const isOutside = objectOf<OutsideBroker>({
  kind: oneOf(['outside']),
  product: text,
  address: objectOf<BrokerAddress>({
    host: text,
    port: isCount,
    user: text,
    password: text,
    virtualHost: text,
    managementUrl: text,
  }),
});

const isBrokerChoice: Guard<BrokerChoice> = (value): value is BrokerChoice => isStarted(value) || isOutside(value);

/**
 * A choice from its JSON, or `undefined` when it is none.
 *
 * @example
 * parseBrokerChoice(process.env['BROKER'] ?? '')?.product // 'RabbitMQ 3.10.8'
 */
export function parseBrokerChoice(json: string): BrokerChoice | undefined {
  const value = parseJson(json);
  return isBrokerChoice(value) ? value : undefined;
}

/**
 * Which broker a run has, without what nobody else should know.
 *
 * @example
 * describeBroker(choice) // 'RabbitMQ 3.10.8, started by the bench'
 */
export function describeBroker(choice: BrokerChoice): string {
  if (choice.kind === 'started') return `${choice.product}, started by the bench`;
  const { host, port, virtualHost } = choice.address;
  return `${choice.product} at ${host}:${port}, virtual host "${virtualHost}"`;
}
