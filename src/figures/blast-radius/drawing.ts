/**
 * Where the parts and arrows of the blast radius stand: once wide, once tall for phones. Pure data; runs at build time.
 * @module
 */
import type { Box } from '../_figure/box.ts';
import type { Point } from '../_figure/wire-path.ts';
import type { BlastPart } from './shop.ts';

export interface BlastDrawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: Readonly<Record<BlastPart, Box>>;
  readonly wires: Readonly<Record<string, readonly Point[]>>;
  /** The border of the one process. */
  readonly frame: Box;
}

/** A box by its centre. */
const at = (x: number, y: number, width = 96, height = 46): Box => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
});

export const landscape: BlastDrawing = {
  width: 392,
  height: 290,
  frame: { x: 4, y: 22, width: 384, height: 262 },
  boxes: {
    carts: at(66, 66),
    products: at(186, 66),
    inventory: at(306, 66),
    orders: at(186, 154),
    users: at(66, 242),
    payments: at(186, 242),
    notifications: at(318, 242, 112),
  },
  wires: {
    'carts-products': [
      [114, 66],
      [138, 66],
    ],
    'products-inventory': [
      [234, 66],
      [258, 66],
    ],
    'orders-inventory': [
      [234, 154],
      [306, 154],
      [306, 89],
    ],
    'orders-users': [
      [138, 154],
      [66, 154],
      [66, 219],
    ],
    'orders-payments': [
      [186, 177],
      [186, 219],
    ],
    'orders-notifications': [
      [234, 166],
      [318, 166],
      [318, 219],
    ],
  },
};

export const portrait: BlastDrawing = {
  width: 350,
  height: 316,
  frame: { x: 4, y: 22, width: 342, height: 288 },
  boxes: {
    carts: at(62, 66, 92),
    products: at(176, 66, 92),
    inventory: at(290, 66, 92),
    orders: at(176, 160, 92),
    users: at(62, 262, 92),
    payments: at(166, 262, 88),
    notifications: at(280, 262, 112),
  },
  wires: {
    'carts-products': [
      [108, 66],
      [130, 66],
    ],
    'products-inventory': [
      [222, 66],
      [244, 66],
    ],
    'orders-inventory': [
      [222, 154],
      [290, 154],
      [290, 89],
    ],
    'orders-users': [
      [130, 160],
      [62, 160],
      [62, 239],
    ],
    'orders-payments': [
      [166, 183],
      [166, 239],
    ],
    'orders-notifications': [
      [222, 170],
      [280, 170],
      [280, 239],
    ],
  },
};
