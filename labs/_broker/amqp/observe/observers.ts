/**
 * Tells whoever listens in the same process what happens in the broker, on the channel `ensemble:amqp` of `node:diagnostics_channel`:
 * `started`, what was found on the disk, then every event. Where nobody listens nothing is told, and no event is made.
 * Runs in Node and in the simulated engine.
 * @module
 */
import { channel } from 'node:diagnostics_channel';
import { VirtualHost, type VirtualHostOptions } from '../model/virtual-host.ts';
import { toldRecord } from './told-record.ts';

const observers = channel('ensemble:amqp');

/**
 * Opens a virtual host that is observed when somebody listens now.
 *
 * @example
 * const vhost = openObservedHost({ clock: systemClock });
 */
export function openObservedHost(options: VirtualHostOptions): VirtualHost {
  if (!observers.hasSubscribers) return new VirtualHost(options);
  observers.publish({ kind: 'started' });
  const vhost = new VirtualHost({ ...options, onEvent: (event) => observers.publish(toldRecord(event)) });
  observers.publish({ kind: 'recovered', ...stateOf(vhost) });
  return vhost;
}

function stateOf(vhost: VirtualHost): object {
  const { exchanges } = vhost.snapshot();
  return {
    exchanges: exchanges.map(({ name, type, durable }) => ({ exchange: name, type, durable })),
    bindings: exchanges.flatMap(({ name, bindings }) =>
      bindings.map(({ destinationKind, destination, routingKey }) => ({
        exchange: name,
        destinationKind,
        destination,
        routingKey,
      })),
    ),
    queues: [...vhost.topology.queues.values()].map(({ name, isDurable, ready }) => ({
      queue: name,
      durable: isDurable,
      entries: [...ready].map(({ id }) => id),
    })),
  };
}
