/**
 * A service's state and address in words. Pure.
 * @module
 */
import type { ServiceStatus } from '#runtimes/lab-runtime.ts';

const HTTP_PORT = 80;

/** `running`, `ended: exit 1` */
export function stateWords({ state, listening, ending }: ServiceStatus): string {
  if (state === 'running') return listening ? 'running' : 'running, not listening';
  if (state === 'exited') return ending === undefined ? 'ended' : `ended: ${ending}`;
  return state === 'starting' ? 'starting' : 'not started';
}

/**
 * Where a service can be called; empty while it listens nowhere.
 *
 * @example
 * addressWords({ name: 'orders', state: 'running', listening: true, ports: [8080] }) // 'http://orders:8080'
 */
export const addressWords = ({ name, ports = [] }: ServiceStatus): string =>
  ports.map((port) => `http://${name}${port === HTTP_PORT ? '' : `:${port}`}`).join(', ');

export const isUp = ({ state }: ServiceStatus): boolean => state === 'running' || state === 'starting';
