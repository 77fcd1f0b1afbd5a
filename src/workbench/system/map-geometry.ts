/**
 * The words of the map's geometry, in drawing units: one is about a CSS pixel. Pure types.
 * @module
 */
import type { ProcessRole } from '#bench/judge/report.ts';

export const mapWidth = 344;
export const mapCentre = mapWidth / 2;

/** The client above, the entrance below it, other services down both sides of a channel, the world at its foot. */
export type MapSide = 'top' | 'entrance' | 'left' | 'right' | 'bottom';

export interface MapBox {
  /** Centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface MapNode extends MapBox {
  readonly process: string;
  readonly role: ProcessRole;
  readonly side: MapSide;
  /** Where its database stands, whether it has one or not; absent where none can be. */
  readonly store?: MapBox;
}

/** Who asks whom; `isStore`: it reaches for the other's files, not for the other. */
export interface MapPair {
  readonly from: string;
  readonly to: string;
  readonly isStore?: boolean;
}

/** Names the wire of a pair. */
export const pairKey = ({ from, to, isStore = false }: MapPair): string => `${from} ${isStore ? 'store of ' : ''}${to}`;
