/**
 * Which programs make up the shop, in the order of starting, and which of them reaches which. Pure data, for
 * `npm run shop` and for the tests that run the shop in every engine.
 * @module
 */

export type ShopKind = 'monolith' | 'services';

export interface ShopProgram {
  readonly name: string;
  /** Relative to `labs/`. */
  readonly entry: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Environment variables that hold the address of another program, by that program's name. */
  readonly reaches?: Readonly<Record<string, string>>;
  /** A world service: it has no database and outlives restarts of the shop. */
  readonly isWorld?: true;
}

export interface ShopTopology {
  /** The program that answers the public routes. */
  readonly entrance: string;
  readonly programs: readonly ShopProgram[];
}

const BANK: ShopProgram = {
  name: 'bank',
  entry: '_kit/world/bank.ts',
  // The shop counts in cents: the bank declines above €10,000.00, which is what the grand piano is for.
  env: { CHARGE_LIMIT: '1000000' },
  isWorld: true,
};
const MAILBOX: ShopProgram = { name: 'mailbox', entry: '_kit/world/mailbox.ts', isWorld: true };

const service = (name: string, reaches: Readonly<Record<string, string>>): ShopProgram => ({
  name,
  entry: `_shop/services/${name}/main.ts`,
  reaches,
});

export const SHOP_TOPOLOGIES: Readonly<Record<ShopKind, ShopTopology>> = {
  monolith: {
    entrance: 'shop',
    programs: [
      BANK,
      MAILBOX,
      { name: 'shop', entry: '_shop/monolith/main.ts', reaches: { BANK_URL: 'bank', MAILBOX_URL: 'mailbox' } },
    ],
  },
  services: {
    entrance: 'gateway',
    programs: [
      BANK,
      MAILBOX,
      service('users', {}),
      service('products', {}),
      service('inventory', {}),
      service('payments', { BANK_URL: 'bank' }),
      service('notifications', { MAILBOX_URL: 'mailbox' }),
      service('carts', { PRODUCTS_URL: 'products' }),
      service('orders', {
        CARTS_URL: 'carts',
        INVENTORY_URL: 'inventory',
        PAYMENTS_URL: 'payments',
        NOTIFICATIONS_URL: 'notifications',
      }),
      service('gateway', {
        USERS_URL: 'users',
        PRODUCTS_URL: 'products',
        INVENTORY_URL: 'inventory',
        CARTS_URL: 'carts',
        ORDERS_URL: 'orders',
      }),
    ],
  },
};
