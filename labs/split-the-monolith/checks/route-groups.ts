/**
 * The shop's groups of routes, one reading of each, and which parts of the shop may take it away.
 * @module
 */
import type { Bench, HttpRequest } from '../../_kit/bench.ts';
import { findRoles, type RoleName } from './find-roles.ts';
import { readCart, readOrders, readProducts, readStocks } from './shop-answers.ts';
import { type Customer, type Reply, send, visitor } from './shop-customer.ts';

export interface RouteGroup {
  /** Such as "GET /stock". */
  readonly route: string;
  readonly request: HttpRequest;
  /** Without one of them, the group may be away. */
  readonly needs: readonly RoleName[];
  /** What was promised of the answer; `undefined` when it cannot be read. */
  readonly read: (body: unknown) => unknown;
}

/** An answer, and in one text what was promised of it. */
export interface Reading extends Reply {
  readonly group: RouteGroup;
  readonly promised: string | undefined;
}

/** The history stands without the catalogue as well, which the check of isolation judges. */
export const routeGroups = (customer: Customer): readonly RouteGroup[] => [
  { route: 'GET /products', request: visitor.products(), needs: ['catalogue'], read: readProducts },
  { route: 'GET /stock', request: visitor.stock(), needs: ['inventory'], read: readStocks },
  { route: 'GET /users/me', request: customer.me(), needs: ['users'], read: readAccount },
  { route: 'GET /cart', request: customer.cart(), needs: ['carts', 'users', 'catalogue'], read: readCart },
  { route: 'GET /orders', request: customer.history(), needs: ['orders', 'users', 'catalogue'], read: readOrders },
];

/** Reads the groups at once, in their order. */
export const readGroups = (bench: Bench, groups: readonly RouteGroup[]): Promise<readonly Reading[]> =>
  Promise.all(groups.map((group) => readGroup(bench, group)));

async function readGroup(bench: Bench, group: RouteGroup): Promise<Reading> {
  const reply = await send(bench, group.request);
  const value = reply.status === 200 ? group.read(reply.body) : undefined;
  return { ...reply, group, promised: value === undefined ? undefined : JSON.stringify(value) };
}

/** The first that is not what it was, in the order of the groups. */
export const firstOther = (before: readonly Reading[], now: readonly Reading[]): Reading | undefined =>
  now.find(({ group, promised }) => {
    return (
      promised === undefined || promised !== before.find((reading) => reading.group.route === group.route)?.promised
    );
  });

/** Those that certainly have nothing to do with the service: what they need is known to be elsewhere. */
export function groupsWithout(bench: Bench, groups: readonly RouteGroup[], service: string): readonly RouteGroup[] {
  const roles = findRoles(bench);
  return groups.filter(({ needs }) =>
    needs.every((role) => roles[role] !== undefined && roles[role].service !== service),
  );
}

function readAccount(body: unknown): unknown {
  const { id, email, name, role } = (body ?? {}) as Readonly<Record<string, unknown>>;
  return email === undefined ? undefined : { id, email, name, role };
}
