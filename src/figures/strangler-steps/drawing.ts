/**
 * Where the parts and wires of the migration stand: once wide, once tall for phones. Pure data; runs at build time.
 * @module
 */
import type { Box, Role } from '../_figure/box.ts';
import type { Point } from '../_figure/wire-path.ts';

export interface StranglerPart {
  readonly id: string;
  readonly label: string;
  readonly role: Role;
  readonly box: Box;
}

export interface StranglerWire {
  readonly id: string;
  readonly points: readonly Point[];
  /** A feed, not a request. */
  readonly dashed?: boolean;
}

export interface StranglerDrawing {
  readonly width: number;
  readonly height: number;
  readonly parts: readonly StranglerPart[];
  readonly wires: readonly StranglerWire[];
  /** Where the words on the two ways stand; the model says what they are. */
  readonly labels: readonly { readonly id: string; readonly at: Point }[];
}

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });
const line = (...points: Point[]): readonly Point[] => points;

export const landscape: StranglerDrawing = {
  width: 520,
  height: 236,
  parts: [
    { id: 'browser', label: 'browser', role: 'client', box: box(4, 98, 78, 40) },
    { id: 'facade', label: 'facade', role: 'service', box: box(122, 96, 78, 44) },
    { id: 'shop', label: 'shop', role: 'service', box: box(262, 24, 104, 56) },
    { id: 'shop-db', label: 'shop', role: 'store', box: box(426, 28, 88, 48) },
    { id: 'products', label: 'products', role: 'service', box: box(262, 158, 104, 56) },
    { id: 'products-db', label: 'products', role: 'store', box: box(426, 162, 88, 48) },
  ],
  wires: [
    { id: 'browser-facade', points: line([82, 118], [122, 118]) },
    { id: 'facade-shop', points: line([161, 96], [161, 52], [262, 52]) },
    { id: 'facade-products', points: line([161, 140], [161, 186], [262, 186]) },
    { id: 'shop-shop-db', points: line([366, 52], [426, 52]) },
    { id: 'products-products-db', points: line([366, 186], [426, 186]) },
    { id: 'shop-products', points: line([294, 80], [294, 158]), dashed: true },
    { id: 'products-shop', points: line([334, 158], [334, 80]), dashed: true },
  ],
  labels: [
    { id: 'shop-reads', at: [208, 44] },
    { id: 'shop-writes', at: [208, 70] },
    { id: 'products-reads', at: [208, 178] },
    { id: 'products-writes', at: [208, 204] },
  ],
};

export const portrait: StranglerDrawing = {
  width: 350,
  height: 330,
  parts: [
    { id: 'browser', label: 'browser', role: 'client', box: box(131, 4, 88, 40) },
    { id: 'facade', label: 'facade', role: 'service', box: box(131, 72, 88, 44) },
    { id: 'shop', label: 'shop', role: 'service', box: box(14, 158, 104, 56) },
    { id: 'shop-db', label: 'shop', role: 'store', box: box(20, 268, 92, 48) },
    { id: 'products', label: 'products', role: 'service', box: box(232, 158, 104, 56) },
    { id: 'products-db', label: 'products', role: 'store', box: box(238, 268, 92, 48) },
  ],
  wires: [
    { id: 'browser-facade', points: line([175, 44], [175, 72]) },
    { id: 'facade-shop', points: line([131, 94], [66, 94], [66, 158]) },
    { id: 'facade-products', points: line([219, 94], [284, 94], [284, 158]) },
    { id: 'shop-shop-db', points: line([66, 214], [66, 268]) },
    { id: 'products-products-db', points: line([284, 214], [284, 268]) },
    { id: 'shop-products', points: line([118, 174], [232, 174]), dashed: true },
    { id: 'products-shop', points: line([232, 198], [118, 198]), dashed: true },
  ],
  labels: [
    { id: 'shop-reads', at: [92, 86] },
    { id: 'shop-writes', at: [94, 130] },
    { id: 'products-reads', at: [260, 86] },
    { id: 'products-writes', at: [256, 130] },
  ],
};
