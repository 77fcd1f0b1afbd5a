import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MapBox, type MapNode, type MapPair, mapWidth } from '#workbench/system/map-geometry.ts';
import { pointOn } from '#workbench/system/map-routes.ts';
import { type MapGeometry, systemMapLayout } from '#workbench/system/system-map-layout.ts';

const columnsOf = (serviceCount: number, worldCount: number, brokerCount = 0) => [
  { process: 'client', role: 'client' as const },
  ...Array.from({ length: serviceCount }, (_, index) => ({ process: `service-${index}`, role: 'service' as const })),
  ...Array.from({ length: brokerCount }, (_, index) => ({ process: `broker-${index}`, role: 'broker' as const })),
  ...Array.from({ length: worldCount }, (_, index) => ({ process: `world-${index}`, role: 'world' as const })),
];

const namesOf = (columns: ReturnType<typeof columnsOf>): readonly string[] => columns.map(({ process }) => process);

/** Everybody asks everybody below the client, and reaches for everybody's files. */
const allPairs = (names: readonly string[]): readonly MapPair[] =>
  names.flatMap((from) =>
    names
      .filter((to) => to !== from && to !== 'client')
      .flatMap((to) => [
        { from, to },
        { from, to, isStore: true },
        { from, to, isConnection: true },
      ])
      .filter(({ to, isStore }) => !isStore || (from.startsWith('service') && to.startsWith('service'))),
  );

const boxesOf = ({ nodes }: { readonly nodes: readonly MapNode[] }): readonly MapBox[] =>
  nodes.flatMap(({ store, ...node }) => (store ? [node, store] : [node]));

const overlaps = (one: MapBox, other: MapBox): boolean =>
  Math.abs(one.x - other.x) * 2 < one.width + other.width && Math.abs(one.y - other.y) * 2 < one.height + other.height;

const sizes = fc.record({
  services: fc.integer({ min: 1, max: 12 }),
  world: fc.integer({ min: 0, max: 4 }),
  brokers: fc.integer({ min: 0, max: 3 }),
});

const isOutside = ({ x, y, width, height }: MapBox, mapHeight: number): boolean =>
  x - width / 2 < 0 || x + width / 2 > mapWidth || y - height / 2 < 0 || y + height / 2 > mapHeight;

const isBehind = ({ x, y }: { readonly x: number; readonly y: number }, box: MapBox): boolean =>
  Math.abs(x - box.x) < box.width / 2 - 1 && Math.abs(y - box.y) < box.height / 2 - 1;

/** Forty points of each wire that lie under a process. */
const hiddenPoints = ({ routes, nodes }: MapGeometry): readonly string[] =>
  [...routes].flatMap(([key, route]) =>
    Array.from({ length: 41 }, (_, index) => pointOn(route, index / 40))
      .flatMap((point) => nodes.filter((node) => isBehind(point, node)))
      .map(({ process }) => `${key} behind ${process}`),
  );

test('systemMapLayout() lets nothing cover anything, inside its width and height', () => {
  fc.assert(
    fc.property(sizes, ({ services, world, brokers }) => {
      const map = systemMapLayout(columnsOf(services, world, brokers), []);
      const boxes = boxesOf(map);

      expect(boxes.filter((box, index) => boxes.slice(index + 1).some((other) => overlaps(box, other)))).toEqual([]);
      expect(boxes.filter((box) => isOutside(box, map.height))).toEqual([]);
    }),
  );
});

test('systemMapLayout() leads no wire behind a process, whoever asks whom', () => {
  fc.assert(
    fc.property(sizes, ({ services, world, brokers }) => {
      const columns = columnsOf(services, world, brokers);
      const pairs = allPairs(namesOf(columns)).filter(({ from }) => !from.startsWith('world'));
      const map = systemMapLayout(columns, pairs);

      expect(map.routes.size).toBe(pairs.length);
      expect([...new Set(hiddenPoints(map))]).toEqual([]);
    }),
  );
});

test('systemMapLayout() moves no process when a call comes in, and none when a service is added last', () => {
  const names = namesOf(columnsOf(6, 2));
  const first = { from: 'client', to: 'service-0' };
  const placesOf = (serviceCount: number, pairs: readonly MapPair[]) =>
    systemMapLayout(columnsOf(serviceCount, 0), pairs).nodes.map(({ process, x, y }) => `${process} ${x} ${y}`);

  expect(placesOf(6, [first, ...allPairs(names)])).toEqual(placesOf(6, [first]));
  expect(placesOf(7, [first]).slice(0, 7)).toEqual(placesOf(6, [first]));
});

test('systemMapLayout() puts the service that the client asks first at the entrance', () => {
  const sideOf = (pairs: readonly MapPair[]) =>
    systemMapLayout(columnsOf(3, 1), pairs).nodes.find(({ side }) => side === 'entrance')?.process;

  expect([sideOf([]), sideOf([{ from: 'client', to: 'service-2' }])]).toEqual(['service-0', 'service-2']);
});

test('systemMapLayout() gives every wire of a node an end of its own', () => {
  const columns = columnsOf(12, 3);
  const { routes } = systemMapLayout(
    columns,
    allPairs(namesOf(columns)).filter(({ isStore }) => isStore !== true),
  );
  const ends = [...routes.values()].map(({ end }) => `${end.x} ${end.y}`);

  expect(new Set(ends).size).toBe(ends.length);
});
