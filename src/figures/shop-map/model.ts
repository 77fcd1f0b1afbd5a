/**
 * The eleven services of the shop, what each owns, and whom it asks or tells.
 * Pure; runs at build time, where the map is drawn, and in the browser, where it is explored.
 * @module
 */
import type { Role } from '../_figure/box.ts';

export interface ShopPart {
  readonly id: string;
  readonly role: Role;
  /** What it owns, or keeps the ledger of. */
  readonly owns: string;
}

export const SHOP_PARTS: readonly ShopPart[] = [
  { id: 'client', role: 'client', owns: 'the basket of intentions; nothing that the shop relies on' },
  { id: 'gateway', role: 'service', owns: 'routes, limits, who may pass' },
  { id: 'users', role: 'service', owns: 'accounts, profiles, credentials' },
  { id: 'products', role: 'service', owns: 'the catalogue and current prices' },
  { id: 'inventory', role: 'service', owns: 'stock levels and reservations' },
  { id: 'carts', role: 'service', owns: 'what each visitor has put aside' },
  { id: 'orders', role: 'service', owns: 'orders, their status, the lines as sold' },
  { id: 'payments', role: 'service', owns: 'payments and refunds, with their references' },
  { id: 'shipping', role: 'service', owns: 'parcels: what left, when, by whom' },
  { id: 'notifications', role: 'service', owns: 'what was sent to whom, and who wants none' },
  { id: 'recommendations', role: 'service', owns: 'lists of suggested products' },
  { id: 'search', role: 'service', owns: 'the index and the order of results; no facts' },
  { id: 'warehouse', role: 'world', owns: 'what really lies on the shelf' },
  { id: 'bank', role: 'world', owns: 'the money that has really moved' },
  { id: 'carrier', role: 'world', owns: 'where the parcel really is' },
  { id: 'mailbox', role: 'world', owns: 'the mails that have really arrived' },
];

/** Said while no part is chosen. */
export const ALL_PARTS =
  'Eleven services, one client, four neighbours. A part chosen here or touched below shows its own wires.';

export interface ShopLink {
  readonly from: string;
  readonly to: string;
  /** A call waits for the answer; a message is handed over and nobody waits. */
  readonly kind: 'call' | 'message';
}

/** From one part to many, in one kind. */
function links(kind: ShopLink['kind'], from: string, targets: readonly string[]): ShopLink[] {
  return targets.map((to) => ({ from, to, kind }));
}

export const SHOP_LINKS: readonly ShopLink[] = [
  ...links('call', 'client', ['gateway']),
  ...links('call', 'gateway', ['users', 'carts', 'orders', 'products', 'search', 'recommendations']),
  ...links('call', 'carts', ['products']),
  ...links('call', 'search', ['products']),
  ...links('call', 'recommendations', ['products']),
  ...links('call', 'orders', ['users', 'carts', 'products', 'inventory', 'payments']),
  ...links('message', 'orders', ['shipping', 'notifications', 'recommendations']),
  ...links('call', 'inventory', ['warehouse']),
  ...links('call', 'payments', ['bank']),
  ...links('call', 'shipping', ['carrier']),
  ...links('call', 'notifications', ['mailbox']),
];

/** The id of the wire of a link. */
export function wireId({ from, to }: ShopLink): string {
  return `${from}-${to}`;
}

/** A part with all that it has to do with. */
export interface PartView {
  readonly part: ShopPart;
  /** Wires that leave it. */
  readonly wires: ReadonlySet<string>;
  /** Parts at the other end of them. */
  readonly neighbours: ReadonlySet<string>;
  readonly sentence: string;
}

/**
 * What a part owns, whom it asks, whom it tells and who asks it.
 *
 * @returns undefined when there is no such part.
 *
 * @example
 * viewOf('payments')?.sentence // 'payments owns payments and refunds, … It asks bank. It is asked by orders.'
 */
export function viewOf(id: string): PartView | undefined {
  const part = SHOP_PARTS.find((candidate) => candidate.id === id);
  if (!part) return undefined;
  const leaving = SHOP_LINKS.filter(({ from }) => from === id);
  const targets = (kind: ShopLink['kind']) => leaving.filter((link) => link.kind === kind).map(({ to }) => to);
  const callers = SHOP_LINKS.filter(({ to }) => to === id);
  const verb = part.role === 'world' ? 'keeps the ledger of' : 'owns';
  const sentences = [
    `${id} ${verb} ${part.owns}.`,
    asList('It asks', targets('call')),
    asList('It sends messages to', targets('message')),
    asList(
      'It is asked by',
      callers.filter(({ kind }) => kind === 'call').map(({ from }) => from),
    ),
    asList(
      'It hears of events from',
      callers.filter(({ kind }) => kind === 'message').map(({ from }) => from),
    ),
  ];
  return {
    part,
    wires: new Set(leaving.map(wireId)),
    neighbours: new Set(leaving.map(({ to }) => to)),
    sentence: sentences.filter(Boolean).join(' '),
  };
}

/** "It asks a, b and c.", or nothing. */
function asList(start: string, names: readonly string[]): string {
  const last = names.at(-1);
  if (last === undefined) return '';
  const others = names.slice(0, -1).join(', ');
  return `${start} ${others === '' ? last : `${others} and ${last}`}.`;
}
