/**
 * Records of a broker as a test writes them: what is not of interest is filled in.
 * @module
 */
import type { BrokerRecord } from '#bench/judge/broker-record.ts';

type Kind = BrokerRecord['kind'];
type Of<Name extends Kind> = Extract<BrokerRecord, { readonly kind: Name }>;

const defaults: Readonly<Record<string, unknown>> = {
  exchange: 'shop',
  routingKey: 'order.placed',
  persistent: true,
  bodyBytes: 2,
  body: '{}',
  returned: false,
  queues: ['mails'],
  queue: 'mails',
  publication: 1,
  entry: 1,
  readyCount: 0,
  unackedCount: 0,
  redelivered: false,
  reason: 'rejected',
  durable: true,
};

/** @example record('enqueued', 12, { entry: 2, readyCount: 1 }) */
export function record<Name extends Kind>(kind: Name, atMs: number, fields: Partial<Of<Name>> = {}): BrokerRecord {
  return { ...defaults, broker: 'broker', ...fields, kind, atMs } as unknown as BrokerRecord;
}
