/**
 * Where the parts and wires of the visual flow stand: once wide, once tall for phones. Pure data; runs at build time.
 * @module
 */
import type { Box, Role } from '../_figure/box.ts';
import type { Point } from '../_figure/wire-path.ts';

export interface FlowPart {
  readonly id: string;
  readonly label: string;
  readonly role: Role;
  readonly box: Box;
}

export interface FlowWire {
  readonly id: string;
  readonly points: readonly Point[];
}

export interface FlowDrawing {
  readonly width: number;
  readonly height: number;
  readonly parts: readonly FlowPart[];
  readonly wires: readonly FlowWire[];
  /** Names of the layers. */
  readonly layers: readonly { readonly text: string; readonly at: Point }[];
}

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });
const asked = ['inventory', 'payments', 'shipping'];

export const landscape: FlowDrawing = {
  width: 520,
  height: 376,
  layers: [
    { text: 'user interface', at: [43, 16] },
    { text: 'API gateway', at: [139, 16] },
    { text: 'microservices', at: [293, 16] },
    { text: 'databases', at: [471, 16] },
  ],
  parts: [
    { id: 'browser', label: 'browser', role: 'client', box: box(4, 34, 78, 40) },
    { id: 'gateway', label: 'gateway', role: 'service', box: box(102, 32, 76, 44) },
    { id: 'orders', label: 'orders', role: 'service', box: box(202, 32, 76, 44) },
    { id: 'orders-db', label: 'orders', role: 'store', box: box(426, 30, 90, 48) },
    ...asked.flatMap((id, row): FlowPart[] => [
      { id, label: id, role: 'service', box: box(292, 124 + row * 92, 96, 44) },
      { id: `${id}-db`, label: id, role: 'store', box: box(426, 122 + row * 92, 90, 48) },
    ]),
  ],
  wires: [
    {
      id: 'browser-gateway',
      points: [
        [82, 54],
        [102, 54],
      ],
    },
    {
      id: 'gateway-orders',
      points: [
        [178, 54],
        [202, 54],
      ],
    },
    {
      id: 'orders-orders-db',
      points: [
        [278, 54],
        [426, 54],
      ],
    },
    ...asked.flatMap((id, row): FlowWire[] => {
      const y = 146 + row * 92;
      return [
        {
          id: `orders-${id}`,
          points: [
            [240, 76],
            [240, y],
            [292, y],
          ],
        },
        {
          id: `${id}-${id}-db`,
          points: [
            [388, y],
            [426, y],
          ],
        },
      ];
    }),
  ],
};

export const portrait: FlowDrawing = {
  width: 350,
  height: 402,
  layers: [
    { text: 'user interface', at: [180, 28] },
    { text: 'API gateway', at: [180, 92] },
    { text: 'databases', at: [298, 116] },
    { text: 'microservices', at: [52, 388] },
  ],
  parts: [
    { id: 'browser', label: 'browser', role: 'client', box: box(12, 4, 88, 40) },
    { id: 'gateway', label: 'gateway', role: 'service', box: box(12, 66, 88, 44) },
    { id: 'orders', label: 'orders', role: 'service', box: box(12, 132, 88, 44) },
    { id: 'orders-db', label: 'orders', role: 'store', box: box(252, 130, 92, 48) },
    ...asked.flatMap((id, row): FlowPart[] => [
      { id, label: id, role: 'service', box: box(116, 200 + row * 64, 100, 44) },
      { id: `${id}-db`, label: id, role: 'store', box: box(252, 198 + row * 64, 92, 48) },
    ]),
  ],
  wires: [
    {
      id: 'browser-gateway',
      points: [
        [56, 44],
        [56, 66],
      ],
    },
    {
      id: 'gateway-orders',
      points: [
        [56, 110],
        [56, 132],
      ],
    },
    {
      id: 'orders-orders-db',
      points: [
        [100, 154],
        [252, 154],
      ],
    },
    ...asked.flatMap((id, row): FlowWire[] => {
      const y = 222 + row * 64;
      return [
        {
          id: `orders-${id}`,
          points: [
            [56, 176],
            [56, y],
            [116, y],
          ],
        },
        {
          id: `${id}-${id}-db`,
          points: [
            [216, y],
            [252, y],
          ],
        },
      ];
    }),
  ],
};
