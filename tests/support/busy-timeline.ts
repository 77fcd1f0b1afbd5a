/**
 * A shop of eight services under load, as a timeline: made up, the same each time. One service is killed in the middle and
 * comes back, one reaches for another's database, and one host is misspelt.
 * @module
 */
import type { Timeline, TimelineMessage, TimelineMoment } from '#bench/judge/report.ts';

/** Who asks whom for an operation of the client. */
const paths: readonly (readonly (readonly [string, string])[])[] = [
  [['shop', 'products']],
  [
    ['shop', 'carts'],
    ['carts', 'products'],
  ],
  [
    ['shop', 'orders'],
    ['orders', 'inventory'],
    ['orders', 'payments'],
    ['payments', 'bank'],
    ['orders', 'notifications'],
    ['notifications', 'mailbox'],
  ],
  [
    ['shop', 'users'],
    ['shop', 'orders'],
  ],
];
const services = ['shop', 'products', 'users', 'carts', 'orders', 'inventory', 'payments', 'notifications'];
const downFromMs = 400;
const downToMs = 520;

/**
 * @param operationCount How many requests the client sends; four of them make about twenty messages.
 */
export function busyTimeline(operationCount: number): Timeline {
  const messages: TimelineMessage[] = [];
  const moments: TimelineMoment[] = [...services, 'bank', 'mailbox'].flatMap(
    (process, index): readonly TimelineMoment[] => [
      { process, atMs: index, kind: 'started', label: 'started' },
      { process, atMs: index + 5, kind: 'listening', label: 'listens on port 80' },
    ],
  );
  const endMs = 20 + operationCount * 5;
  const call = (from: string, to: string, atMs: number, operation: string, inner: () => number): number => {
    const id = `m-${messages.length + 1}`;
    const base = { from, to, sentAtMs: atMs, operation, label: `GET /${to}` };
    if (to === 'products' && atMs > downFromMs && atMs < downToMs) {
      messages.push({ ...base, id, kind: 'refused', label: 'port 80 refused the connection' });
      return atMs + 0.5;
    }
    messages.push({ ...base, id, kind: 'request', receivedAtMs: atMs + 1 });
    if (['orders', 'carts', 'users', 'products'].includes(to))
      moments.push({ process: to, atMs: atMs + 1, kind: 'stored', label: `/data/${to}.db`, operation });
    const doneMs = inner();
    const answer = { from: to, to: from, sentAtMs: doneMs, receivedAtMs: doneMs + 1, operation, answers: id };
    messages.push({ ...answer, id: `m-${messages.length + 1}`, kind: 'response', label: '200' });
    return doneMs + 1;
  };
  for (let index = 0; index < operationCount; index += 1) {
    const operation = `r-${index + 1}`;
    const path = paths[index % paths.length] ?? [];
    call('client', 'shop', 20 + index * 5, operation, () => {
      let nowMs = 21 + index * 5 + (index % 7) / 10;
      for (const [from, to] of path) nowMs = call(from, to, nowMs + 0.1, operation, () => nowMs + 1.4 + (index % 11));
      return nowMs + 0.2;
    });
  }
  moments.push(
    { process: 'products', atMs: downFromMs, kind: 'killed', label: 'SIGKILL' },
    { process: 'products', atMs: downToMs - 5, kind: 'started', label: 'started' },
    { process: 'products', atMs: downToMs, kind: 'listening', label: 'listens on port 80' },
    { process: 'carts', atMs: 600, kind: 'denied', label: '/products/products.db' },
    { process: 'bank', atMs: endMs, kind: 'ledger', label: '{}' },
  );
  messages.push({
    id: `m-${messages.length + 1}`,
    from: 'inventory',
    to: 'catalogue',
    sentAtMs: endMs,
    kind: 'refused',
    label: 'no host named catalogue',
  });
  const byTime = <Item extends { readonly sentAtMs?: number; readonly atMs?: number }>(
    one: Item,
    other: Item,
  ): number => (one.sentAtMs ?? one.atMs ?? 0) - (other.sentAtMs ?? other.atMs ?? 0);
  return {
    columns: [
      { process: 'client', role: 'client' },
      ...services.map((process) => ({ process, role: 'service' as const })),
      { process: 'bank', role: 'world' },
      { process: 'mailbox', role: 'world' },
    ],
    messages: messages.toSorted(byTime),
    moments: moments.toSorted(byTime),
    bands: [{ process: 'products', fromMs: downFromMs, toMs: downToMs, label: 'killed' }],
    droppedCount: 0,
  };
}
