/**
 * The words of the map's geometry, in drawing units: one is about a CSS pixel. Pure types.
 * @module
 */
import type { ProcessRole } from '#bench/judge/report.ts';

export const mapWidth = 344;
export const mapCentre = mapWidth / 2;

/**
 * The client above, the entrance below it, brokers between that and the other services, these down both sides of a channel,
 * the world at its foot.
 */
export type MapSide = 'top' | 'entrance' | 'hub' | 'left' | 'right' | 'bottom';

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

/** Who asks whom; `isStore`: it reaches for the other's files, `isConnection`: it holds a connection that is not HTTP. */
export interface MapPair {
  readonly from: string;
  readonly to: string;
  readonly isStore?: boolean;
  readonly isConnection?: boolean;
}

/** Names the wire of a pair. */
export const pairKey = ({ from, to, isStore = false, isConnection = false }: MapPair): string =>
  `${from} ${isStore ? 'store of ' : isConnection ? 'connection to ' : ''}${to}`;
