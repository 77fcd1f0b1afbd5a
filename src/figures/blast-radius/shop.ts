/**
 * The shop of the blast radius: seven parts, what they ask of each other, and what customers come for.
 * Pure data; runs at build time and in the browser.
 * @module
 */

/** Every part; a part stands after all that it asks. */
export const BLAST_PARTS = ['users', 'inventory', 'payments', 'notifications', 'products', 'carts', 'orders'] as const;

export type BlastPart = (typeof BLAST_PARTS)[number];

/** One part needs something of another. */
export interface Need {
  readonly id: string;
  readonly from: BlastPart;
  readonly to: BlastPart;
  /** What is asked for. */
  readonly what: string;
  /** What customers get when the answer is replaced. */
  readonly fallback: string;
  /** What customers notice when nobody calls, and the other side is away. */
  readonly late: string;
}

const need = (from: BlastPart, to: BlastPart, what: string, fallback: string, late: string): Need => ({
  id: `${from}-${to}`,
  from,
  to,
  what,
  fallback,
  late,
});

export const NEEDS: readonly Need[] = [
  need('products', 'inventory', 'what is in stock', 'pages without stock', 'stock as it was last heard'),
  need('carts', 'products', 'current prices', 'last known prices', 'prices as they were last heard'),
  need('orders', 'users', 'the address', 'the address is asked for again', 'the address as it was last heard'),
  need('orders', 'inventory', 'a reservation', 'sold without a reservation', 'reserved later'),
  need('orders', 'payments', 'the charge', 'the order is kept as unpaid', 'charged later'),
  need('orders', 'notifications', 'a mail', 'no mail is sent', 'the mail comes later'),
];

/** What a customer comes for. */
export interface Journey {
  readonly id: string;
  readonly name: string;
  /** Where the request enters. */
  readonly entry: BlastPart;
  /** Whether the entry asks others for it. */
  readonly asks: boolean;
  readonly requestsPerS: number;
}

export const JOURNEYS: readonly Journey[] = [
  { id: 'sign-in', name: 'sign in', entry: 'users', asks: true, requestsPerS: 5 },
  { id: 'browse', name: 'look at products', entry: 'products', asks: true, requestsPerS: 40 },
  { id: 'cart', name: 'fill a cart', entry: 'carts', asks: true, requestsPerS: 20 },
  { id: 'order', name: 'place an order', entry: 'orders', asks: true, requestsPerS: 20 },
  { id: 'history', name: 'see an old order', entry: 'orders', asks: false, requestsPerS: 10 },
];

/** An order needs a customer who could do all of these. */
export const ON_THE_WAY_TO_AN_ORDER: ReadonlySet<string> = new Set(['sign-in', 'browse', 'cart', 'order']);
