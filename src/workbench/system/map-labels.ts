/**
 * The numbers beside the wires of the map: as many words as there is room for, and none that covers another; the table
 * under the map has them all. Pure.
 * @module
 */
import { formatMs } from '../timeline/format-ms.ts';
import { LabelRoom, type PlacedLabel, textWidth } from '../timeline/label-room.ts';
import { passedWords } from './connection-words.ts';
import { pairKey } from './map-geometry.ts';
import { type MapRoute, pointOn } from './map-routes.ts';
import type { MapGeometry } from './system-map-layout.ts';
import { brokenCount, type MapEdge, type SystemModel } from './system-map-model.ts';

export interface MapLabels {
  /** Texts of the wires that found room, by `pairKey`. */
  readonly edges: ReadonlyMap<string, PlacedLabel>;
  /** The marked operation's name on its wires, by `pairKey`. */
  readonly chips: ReadonlyMap<string, PlacedLabel>;
  /** The message of the step. */
  readonly flight?: PlacedLabel | undefined;
}

/** What is written about the message that is under way. */
export interface FlightLabel {
  readonly key: string;
  readonly text: string;
}

/** With more wires than this the words get short. */
const sparseLimit = 4;

export const formatP95 = (ms: number): string => formatMs(Math.round(ms * 10) / 10);

export function placeMapLabels(
  { nodes, routes, width }: MapGeometry,
  { edges, denied, processes, connections }: SystemModel,
  marked: string | undefined,
  flight: FlightLabel | undefined,
): MapLabels {
  const written = new Set(processes.filter(({ writeCount }) => writeCount > 0).map(({ process }) => process));
  const stores = nodes.flatMap(({ process, store }) => (store && written.has(process) ? [store] : []));
  const room = new LabelRoom({ top: 0, left: 2, right: width - 2 }, [...nodes, ...stores]);
  const onWay = flight && routes.get(flight.key);
  const middle = onWay && pointOn(onWay, 0.5);
  const flightLabel = flight && middle && room.place(flight.text, middle.x, middle.y - 16);
  const chips = new Map<string, PlacedLabel>();
  const placed = new Map<string, PlacedLabel>();
  for (const edge of byImportance(edges)) {
    const key = pairKey(edge);
    const route = routes.get(key);
    if (!route) continue;
    const label = firstThatFits(wordsOf(edge, edges.length <= sparseLimit), route, room);
    if (label) placed.set(key, label);
  }
  for (const { from, owner, count } of denied) {
    const key = pairKey({ from, to: owner, isStore: true });
    const route = routes.get(key);
    const label = route && firstThatFits([`${count} denied`, 'denied'], route, room);
    if (label) placed.set(key, label);
  }
  for (const connection of connections) {
    const key = pairKey({ ...connection, isConnection: true });
    const route = routes.get(key);
    if (!route) continue;
    const [to, from] = passedWords(connection);
    const label = to === '' ? undefined : firstThatFits([to, shortOf(to)], route, room);
    const back = from === '' ? undefined : firstThatFits([from, shortOf(from)], turned(route), room);
    if (label) placed.set(key, label);
    if (back) placed.set(`${key} back`, back);
  }
  const named = edges.filter(({ isMarked }) => isMarked).slice(0, edges.length <= sparseLimit ? sparseLimit : 1);
  for (const edge of named) {
    const route = marked !== undefined ? routes.get(pairKey(edge)) : undefined;
    const centre = route && pointOn(route, 0.6);
    const chip = centre && room.place(marked ?? '', centre.x - 14 - textWidth(marked ?? '') / 2, centre.y);
    if (chip) chips.set(pairKey(edge), chip);
  }
  return { edges: placed, chips, ...(flightLabel && { flight: flightLabel }) };
}

/** What broke is said first, then what is marked, then what there is most of. */
function byImportance(edges: readonly MapEdge[]): readonly MapEdge[] {
  const weight = (edge: MapEdge): number => (brokenCount(edge) > 0 ? 2 : 0) + (edge.isMarked ? 1 : 0);
  return edges.toSorted((one, other) => weight(other) - weight(one) || other.callCount - one.callCount);
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** From the longest to the shortest. */
function wordsOf(edge: MapEdge, isSparse: boolean): readonly string[] {
  const broken = brokenCount(edge);
  const trouble = [
    ...(edge.errorCount > 0 ? [plural(edge.errorCount, 'error')] : []),
    ...(broken > 0 ? [`${broken} broken`] : []),
  ];
  const took = edge.p95Ms === undefined ? [] : [`p95 ${formatP95(edge.p95Ms)}`];
  const count = String(edge.callCount);
  const calls = plural(edge.callCount, 'call');
  const short = [[count, ...trouble].join(', '), broken > 0 ? `${broken} broken` : count];
  if (!isSparse) return [[count, ...trouble, ...took.map((text) => text.slice(4))].join(' · '), ...short];
  return [[calls, ...trouble, ...took].join(', '), [calls, ...trouble].join(', '), ...short];
}

/** Of messages, their number. */
const shortOf = (words: string): string => words.replace(/ (?:published|delivered)$/, '');

type LabelledEnd = Pick<MapRoute, 'end' | 'endX' | 'endY'>;

const turned = ({ start, startX, startY }: MapRoute): LabelledEnd => ({ end: start, endX: startX, endY: startY });

function firstThatFits(
  texts: readonly string[],
  { end, endX, endY }: LabelledEnd,
  room: LabelRoom,
): PlacedLabel | undefined {
  for (const text of texts) {
    const half = textWidth(text) / 2;
    const x = endX === 0 ? end.x + 10 + half : end.x - endX * (12 + half);
    const label = room.place(text, x, endX === 0 ? end.y - endY * 18 : end.y - 9);
    if (label) return label;
  }
  return undefined;
}
