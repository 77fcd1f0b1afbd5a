/**
 * What stands in a virtual host at one moment, as plain data for an inspector. Pure.
 * @module
 */
import { Exchange } from './exchange.ts';
import type { FieldTable } from './message.ts';
import type { Topology } from './topology.ts';

export interface VirtualHostSnapshot {
  readonly memoryBytes: number;
  readonly exchanges: readonly ExchangeSnapshot[];
  readonly queues: readonly QueueSnapshot[];
}

export interface ExchangeSnapshot {
  readonly name: string;
  readonly type: string;
  readonly durable: boolean;
  readonly bindings: readonly {
    readonly destinationKind: 'queue' | 'exchange';
    readonly destination: string;
    readonly routingKey: string;
    readonly args: FieldTable;
  }[];
}

export interface QueueSnapshot {
  readonly name: string;
  readonly durable: boolean;
  /** Messages that wait for a consumer. */
  readonly readyCount: number;
  /** Messages that consumers have and have not acknowledged. */
  readonly unackedCount: number;
  readonly consumers: readonly {
    readonly consumerTag: string;
    readonly unackedCount: number;
    /** 0: no limit. */
    readonly prefetchCount: number;
    readonly noAck: boolean;
    /** False for one that waits behind a single active consumer. */
    readonly isActive: boolean;
  }[];
}

export function takeSnapshot(topology: Topology, memoryBytes: number): VirtualHostSnapshot {
  const exchanges = [...topology.exchanges.values()].map((exchange) => ({
    name: exchange.name,
    type: exchange.type,
    durable: exchange.isDurable,
    bindings: [...exchange.bindings].map(({ destination, routingKey, args }) => ({
      destinationKind: destination instanceof Exchange ? ('exchange' as const) : ('queue' as const),
      destination: destination.name,
      routingKey,
      args,
    })),
  }));
  const queues = [...topology.queues.values()].map((queue) => ({
    name: queue.name,
    durable: queue.isDurable,
    readyCount: queue.readyCount,
    unackedCount: queue.unackedCount,
    consumers: [...queue.consumers.all].map((consumer) => ({
      consumerTag: consumer.tag,
      unackedCount: consumer.unackedCount,
      prefetchCount: consumer.prefetchCount,
      noAck: consumer.noAck,
      isActive: queue.consumers.active === undefined || queue.consumers.active === consumer,
    })),
  }));
  return { memoryBytes, exchanges, queues };
}
