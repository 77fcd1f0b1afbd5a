/**
 * Where the parts and wires of the shop's map stand: once wide, once tall for phones. Pure data; runs at build time.
 * @module
 */
import type { Box } from '../_figure/box.ts';
import type { Point } from '../_figure/wire-path.ts';
import { SHOP_LINKS, wireId } from './model.ts';

export interface MapDrawing {
  readonly width: number;
  readonly height: number;
  /** By part. */
  readonly boxes: Readonly<Record<string, Box>>;
  /** By wire. */
  readonly wires: Readonly<Record<string, readonly Point[]>>;
}

/** A box by its centre. */
const at = (x: number, y: number, width = 92, height = 42): Box => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
});

export const landscape: MapDrawing = {
  width: 796,
  height: 372,
  boxes: {
    client: at(46, 86, 84, 38),
    gateway: at(158, 86, 84),
    users: at(310, 34),
    carts: at(310, 138),
    search: at(310, 246),
    recommendations: at(310, 330, 134),
    orders: at(464, 86),
    products: at(464, 192),
    inventory: at(618, 34),
    payments: at(618, 118),
    shipping: at(618, 202),
    notifications: at(618, 286, 104),
    warehouse: at(746, 34),
    bank: at(746, 118),
    carrier: at(746, 202),
    mailbox: at(746, 286),
  },
  wires: {
    'client-gateway': [
      [88, 86],
      [116, 86],
    ],
    'gateway-users': [
      [158, 65],
      [158, 34],
      [264, 34],
    ],
    'gateway-orders': [
      [200, 86],
      [418, 86],
    ],
    'gateway-carts': [
      [158, 107],
      [158, 138],
      [264, 138],
    ],
    'gateway-products': [
      [158, 107],
      [158, 192],
      [418, 192],
    ],
    'gateway-search': [
      [158, 107],
      [158, 246],
      [264, 246],
    ],
    'gateway-recommendations': [
      [158, 107],
      [158, 330],
      [243, 330],
    ],
    'carts-products': [
      [332, 159],
      [332, 180],
      [418, 180],
    ],
    'search-products': [
      [356, 246],
      [446, 246],
      [446, 213],
    ],
    'recommendations-products': [
      [377, 322],
      [482, 322],
      [482, 213],
    ],
    'orders-users': [
      [440, 65],
      [440, 34],
      [356, 34],
    ],
    'orders-carts': [
      [440, 107],
      [440, 138],
      [356, 138],
    ],
    'orders-products': [
      [476, 107],
      [476, 171],
    ],
    'orders-inventory': [
      [510, 76],
      [534, 76],
      [534, 34],
      [572, 34],
    ],
    'orders-payments': [
      [510, 86],
      [534, 86],
      [534, 118],
      [572, 118],
    ],
    'orders-shipping': [
      [510, 96],
      [522, 96],
      [522, 202],
      [572, 202],
    ],
    'orders-notifications': [
      [510, 96],
      [522, 96],
      [522, 286],
      [566, 286],
    ],
    'orders-recommendations': [
      [510, 96],
      [522, 96],
      [522, 340],
      [377, 340],
    ],
    'inventory-warehouse': [
      [664, 34],
      [700, 34],
    ],
    'payments-bank': [
      [664, 118],
      [700, 118],
    ],
    'shipping-carrier': [
      [664, 202],
      [700, 202],
    ],
    'notifications-mailbox': [
      [670, 286],
      [700, 286],
    ],
  },
};

const tall: Readonly<Record<string, Box>> = {
  client: at(60, 26, 92, 38),
  gateway: at(178, 26, 92),
  users: at(60, 104, 92),
  carts: at(178, 104, 92),
  search: at(294, 104, 92),
  orders: at(60, 196, 92),
  products: at(178, 196, 92),
  recommendations: at(280, 274, 134),
  notifications: at(64, 352, 108),
  payments: at(178, 352, 92),
  inventory: at(294, 352, 92),
  shipping: at(60, 508, 92),
  mailbox: at(64, 430, 92),
  bank: at(178, 430, 92),
  warehouse: at(294, 430, 92),
  carrier: at(178, 508, 92),
};

/** On a phone a wire is a straight line behind the boxes. */
export const portrait: MapDrawing = {
  width: 350,
  height: 536,
  boxes: tall,
  wires: {
    ...Object.fromEntries(SHOP_LINKS.map((link) => [wireId(link), straight(tall[link.from], tall[link.to])])),
    // Around the boxes that stand in the straight way.
    'orders-shipping': [
      [14, 206],
      [4, 206],
      [4, 508],
      [14, 508],
    ],
  },
};

/** From centre to the edge of the other box, so that the arrow shows. */
function straight(from: Box | undefined, to: Box | undefined): Point[] {
  if (!from || !to) return [];
  const start = centre(from);
  const end = centre(to);
  const [dx, dy] = [start[0] - end[0], start[1] - end[1]];
  const reach = Math.min(to.width / 2 / Math.abs(dx || 1e-9), to.height / 2 / Math.abs(dy || 1e-9));
  return [start, [end[0] + dx * reach, end[1] + dy * reach]];
}

function centre({ x, y, width, height }: Box): Point {
  return [x + width / 2, y + height / 2];
}
