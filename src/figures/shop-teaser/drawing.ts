/**
 * Where the parts and wires of the first page's shop stand: once wide, once tall. Pure data; runs at build time.
 * @module
 */
import type { Box, Role } from '../_figure/box.ts';
import type { Point } from '../_figure/wire-path.ts';

export interface TeaserDrawing {
  readonly width: number;
  readonly height: number;
  /** By part. */
  readonly boxes: Readonly<Record<string, Box>>;
  /** By wire. */
  readonly wires: Readonly<Record<string, readonly Point[]>>;
  /** Where the number of waiting messages stands. */
  readonly waiting: Point;
}

export const TEASER_ROLES: Readonly<Record<string, Role>> = {
  client: 'client',
  gateway: 'service',
  products: 'service',
  catalogue: 'store',
  orders: 'service',
  payments: 'service',
  bank: 'world',
  broker: 'broker',
  notifications: 'service',
  mailbox: 'world',
  shipping: 'service',
  carrier: 'world',
};

/** Wires whose traffic is a message that nobody waits for. */
export const MESSAGE_WIRES: ReadonlySet<string> = new Set(['orders-broker', 'broker-notifications', 'broker-shipping']);

/** A box by its centre. */
const at = (x: number, y: number, width = 84, height = 42): Box => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
});

export const landscape: TeaserDrawing = {
  width: 548,
  height: 296,
  boxes: {
    client: at(46, 98, 80, 38),
    gateway: at(156, 98),
    products: at(268, 26),
    catalogue: at(384, 26, 88, 46),
    orders: at(268, 98),
    payments: at(384, 98, 88),
    bank: at(500, 98, 84),
    broker: at(268, 186, 124, 44),
    notifications: at(268, 268, 110),
    mailbox: at(128, 268, 88),
    shipping: at(390, 268, 88),
    carrier: at(500, 268, 84),
  },
  wires: {
    'client-gateway': [
      [86, 98],
      [114, 98],
    ],
    'gateway-products': [
      [156, 77],
      [156, 26],
      [226, 26],
    ],
    'gateway-orders': [
      [198, 98],
      [226, 98],
    ],
    'products-catalogue': [
      [310, 26],
      [340, 26],
    ],
    'orders-payments': [
      [310, 98],
      [340, 98],
    ],
    'payments-bank': [
      [428, 98],
      [458, 98],
    ],
    'orders-broker': [
      [268, 119],
      [268, 164],
    ],
    'broker-notifications': [
      [268, 208],
      [268, 247],
    ],
    'broker-shipping': [
      [330, 186],
      [390, 186],
      [390, 247],
    ],
    'notifications-mailbox': [
      [213, 268],
      [172, 268],
    ],
    'shipping-carrier': [
      [434, 268],
      [458, 268],
    ],
  },
  waiting: [148, 191],
};

export const portrait: TeaserDrawing = {
  width: 350,
  height: 366,
  boxes: {
    client: at(50, 26, 84, 38),
    gateway: at(170, 26),
    products: at(294, 26),
    orders: at(170, 104),
    payments: at(294, 104, 88),
    bank: at(294, 180, 88),
    broker: at(170, 190, 120, 44),
    notifications: at(116, 272, 110),
    mailbox: at(116, 340, 88),
    shipping: at(240, 272, 88),
    carrier: at(240, 340, 88),
  },
  wires: {
    'client-gateway': [
      [92, 26],
      [128, 26],
    ],
    'gateway-products': [
      [212, 26],
      [252, 26],
    ],
    'gateway-orders': [
      [170, 47],
      [170, 83],
    ],
    'orders-payments': [
      [212, 104],
      [250, 104],
    ],
    'payments-bank': [
      [294, 125],
      [294, 159],
    ],
    'orders-broker': [
      [170, 125],
      [170, 168],
    ],
    'broker-notifications': [
      [140, 212],
      [140, 251],
    ],
    'broker-shipping': [
      [206, 212],
      [206, 251],
    ],
    'notifications-mailbox': [
      [116, 293],
      [116, 319],
    ],
    'shipping-carrier': [
      [240, 293],
      [240, 319],
    ],
  },
  waiting: [58, 195],
};
