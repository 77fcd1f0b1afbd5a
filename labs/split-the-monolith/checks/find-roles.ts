/**
 * Which service does which part of the shop, found by what it did: whose disk changed when staff changed a product, who asked
 * the bank. Names, routes and texts of services say nothing here.
 * @module
 */
import type { Bench, Operation } from '../../_kit/bench.ts';
import type { Timeline, TimelineMoment } from '../../_kit/timeline.ts';

export interface Role {
  readonly service: string;
  /** The operation that showed it, such as `r-7`. */
  readonly operation: string;
}

export interface Roles {
  readonly catalogue?: Role;
  readonly inventory?: Role;
  readonly users?: Role;
  readonly carts?: Role;
  readonly orders?: Role;
  /** Who asks the bank for money. */
  readonly payments?: Role;
  /** Who sends mails. */
  readonly mail?: Role;
}

export type RoleName = keyof Roles;

interface Trace {
  readonly write: RegExp;
  /** Whoever owns the data takes part in reading it. */
  readonly read: RegExp;
}

/** By method and path at the entrance. */
const STORED_BY: Readonly<Partial<Record<RoleName, Trace>>> = {
  catalogue: { write: /^PATCH \/products\/[^/]+$/, read: /^GET \/products\/[^/]+$/ },
  inventory: { write: /^PUT \/stock\/[^/]+$/, read: /^GET \/stock\/[^/]+$/ },
  users: { write: /^POST \/users$/, read: /^GET \/users\/me$/ },
  carts: { write: /^PUT \/cart\/items\/[^/]+$/, read: /^GET \/cart$/ },
  orders: { write: /^POST \/orders$/, read: /^GET \/orders(\/|$)/ },
};

const ASKED_BY: Readonly<Partial<Record<RoleName, { readonly world: string; readonly label: string }>>> = {
  payments: { world: 'bank', label: 'POST /charges' },
  mail: { world: 'mailbox', label: 'POST /mails' },
};

/** The learner's services, in the order of the columns. */
export const servicesOf = ({ columns }: Timeline): readonly string[] =>
  columns.filter(({ role }) => role === 'service').map(({ process }) => process);

/**
 * Roles shown so far; call it after one of each: a product changed and read, stock counted and read, somebody registered, a cart
 * filled and read, an order placed and read, and the mail's time has come.
 *
 * @example
 * findRoles(bench).catalogue // { service: 'products', operation: 'r-7' }, or undefined
 */
export function findRoles(bench: Bench): Roles {
  const timeline = bench.timeline();
  const services = new Set(servicesOf(timeline));
  const succeeded = bench.history().filter(({ response }) => response !== undefined && response.status < 300);
  const evidence: Evidence = { timeline, services, succeeded };
  const stored = Object.entries(STORED_BY).map(([role, trace]) => [role, whoStored(evidence, trace)] as const);
  const asked = Object.entries(ASKED_BY).map(([role, { world, label }]) => {
    const message = timeline.messages.find(({ from, to, label: sent }) => {
      return to === world && sent.startsWith(label) && services.has(from);
    });
    return [role, message && { service: message.from, operation: message.operation ?? '' }] as const;
  });
  return Object.fromEntries([...stored, ...asked].filter(([, role]) => role !== undefined)) as Roles;
}

interface Evidence {
  readonly timeline: Timeline;
  readonly services: ReadonlySet<string>;
  readonly succeeded: readonly Operation[];
}

/**
 * Who stored first on a write. A checkout also makes others store, and an entrance may keep a journal of everything: so who
 * takes part in the reading goes before who does not, and who stores nothing while reading before who does.
 */
function whoStored({ timeline, services, succeeded }: Evidence, { write, read }: Trace): Role | undefined {
  const idsOf = (pattern: RegExp) =>
    new Set(succeeded.filter((operation) => pattern.test(routeOf(operation))).map(({ id }) => id));
  const [writes, reads] = [idsOf(write), idsOf(read)];
  const storedIn = (ids: ReadonlySet<string>) =>
    timeline.moments.filter(({ kind, process, operation }) => {
      return kind === 'stored' && services.has(process) && operation !== undefined && ids.has(operation);
    });
  const readers = new Set(
    timeline.messages.filter(({ operation }) => operation !== undefined && reads.has(operation)).map(({ to }) => to),
  );
  const journals = new Set(storedIn(reads).map(({ process }) => process));
  const rank = ({ process }: TimelineMoment): number =>
    (readers.has(process) ? 0 : 2) + (journals.has(process) ? 1 : 0);
  const best = storedIn(writes).reduce<TimelineMoment | undefined>(
    (first, moment) => (first === undefined || rank(moment) < rank(first) ? moment : first),
    undefined,
  );
  return best && { service: best.process, operation: best.operation ?? '' };
}

const routeOf = ({ request }: Operation): string => `${request.method} ${new URL(request.url).pathname}`;
