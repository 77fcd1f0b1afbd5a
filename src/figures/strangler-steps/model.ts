/**
 * The catalogue moves out of the shop's monolith in six releases: what runs, who answers, who writes, and the way back.
 * Pure; runs at build time, where the figure is drawn, and in the browser, where it is walked through.
 * @module
 */

/** One release of the migration. */
export interface StranglerStep {
  /** What changes with this release, without a final period. */
  readonly happens: string;
  /** How it is taken back, as the rest of a sentence that begins with "Way back:". */
  readonly wayBack: string;
  /** Share of the reads of the catalogue that the new service answers, in percent. */
  readonly answeredPercent: number;
  /** The one part that may change the catalogue. */
  readonly writer: 'shop' | 'products';
  /** Parts that do not exist yet. */
  readonly absent: readonly string[];
  /** Wires in use besides the way from the browser to the monolith. */
  readonly wires: readonly string[];
}

const NEW_PARTS = ['products', 'products-db'];

export const STRANGLER_STEPS: readonly StranglerStep[] = [
  {
    happens: 'A facade stands in front of the monolith and passes every request on',
    wayBack: 'point the name of the shop at the monolith again',
    answeredPercent: 0,
    writer: 'shop',
    absent: NEW_PARTS,
    wires: [],
  },
  {
    happens:
      'Products runs beside it, fed by the monolith; it gets a copy of each read, and its answers are only compared',
    wayBack: 'stop copying',
    answeredPercent: 0,
    writer: 'shop',
    absent: [],
    wires: ['facade-products', 'shop-products', 'products-products-db'],
  },
  {
    happens: 'Products answers the reads of one customer in ten',
    wayBack: 'set the share to 0',
    answeredPercent: 10,
    writer: 'shop',
    absent: [],
    wires: ['facade-products', 'shop-products', 'products-products-db'],
  },
  {
    happens: 'Products answers all reads; the monolith still writes',
    wayBack: 'set the share to 0',
    answeredPercent: 100,
    writer: 'shop',
    absent: [],
    wires: ['facade-products', 'shop-products', 'products-products-db'],
  },
  {
    happens: 'Products takes over the writes and feeds the monolith',
    wayBack: 'turn route and feed round again, once the monolith has caught up',
    answeredPercent: 100,
    writer: 'products',
    absent: [],
    wires: ['facade-products', 'products-shop', 'products-products-db'],
  },
  {
    happens: 'The feed ends, the old tables and the old code are deleted',
    wayBack: 'none, which is why this comes last, after weeks without a difference',
    answeredPercent: 100,
    writer: 'products',
    absent: [],
    wires: ['facade-products', 'products-products-db'],
  },
];

/** What the figure shows after a release. */
export interface StranglerView {
  /** Release that is shown, counted from 1; 0 shows the monolith alone. */
  readonly step: number;
  /** The writer is marked, what does not exist yet is faint. */
  readonly parts: ReadonlyMap<string, string>;
  /** Wires in use, and those that are not. */
  readonly wires: ReadonlyMap<string, string>;
  /** What passes to the monolith and to products, of the traffic about the catalogue. */
  readonly labels: ReadonlyMap<string, string>;
  readonly sentence: string;
}

const ALWAYS = ['browser-facade', 'facade-shop', 'shop-shop-db'];
const WIRES = [...ALWAYS, 'facade-products', 'shop-products', 'products-shop', 'products-products-db'];

/**
 * The view after a release; a number outside 0 to 6 is taken for the nearest.
 *
 * @example
 * viewAt(3).sentence // 'Release 3 of 6. Products answers the reads of one customer in ten. Reads of the catalogue …'
 */
export function viewAt(wanted: number): StranglerView {
  const step = Math.min(Math.max(wanted, 0), STRANGLER_STEPS.length);
  const current = STRANGLER_STEPS[step - 1];
  if (!current) {
    return {
      step: 0,
      parts: new Map([...['facade', ...NEW_PARTS].map((part): [string, string] => [part, 'faint']), ['shop', 'now']]),
      wires: new Map(WIRES.map((wire) => [wire, wire === 'shop-shop-db' ? 'passed' : 'faint'])),
      labels: new Map(),
      sentence: 'Before: the monolith alone. Six releases follow, each with its way back.',
    };
  }
  const { happens, wayBack, answeredPercent, writer, absent } = current;
  const used = new Set([...ALWAYS, ...current.wires]);
  return {
    step,
    parts: new Map([...absent.map((part): [string, string] => [part, 'faint']), [writer, 'now']]),
    wires: new Map(WIRES.map((wire) => [wire, used.has(wire) ? 'passed' : 'faint'])),
    labels: new Map([
      ['shop-reads', answeredPercent === 100 ? '' : `reads ${100 - answeredPercent} %`],
      [
        'products-reads',
        answeredPercent > 0 ? `reads ${answeredPercent} %` : used.has('facade-products') ? 'copies' : '',
      ],
      [`${writer}-writes`, 'writes'],
    ]),
    sentence: `Release ${step} of ${STRANGLER_STEPS.length}. ${happens}. Reads of the catalogue answered by products: ${answeredPercent} %. Writer: ${writer}. Way back: ${wayBack}.`,
  };
}
