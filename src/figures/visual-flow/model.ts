/**
 * One order on its way through four layers: user interface, gateway, services, databases.
 * Pure; runs at build time, where the figure is drawn, and in the browser, where it is walked through.
 * @module
 */

/** One step of the order. `from` and `to` name parts; a step inside one part has the same twice. */
export interface FlowStep {
  readonly from: string;
  readonly to: string;
  /** Wires that the order passes in this step, in their direction or back. */
  readonly wires: readonly string[];
  /** What happens, without a final period. */
  readonly happens: string;
  /** What is left behind if everything stops after this step. */
  readonly durable: string;
}

export const FLOW_STEPS: readonly FlowStep[] = [
  {
    from: 'browser',
    to: 'gateway',
    wires: ['browser-gateway'],
    happens: 'The browser sends POST /orders to the gateway',
    durable: 'nothing',
  },
  {
    from: 'gateway',
    to: 'orders',
    wires: ['gateway-orders'],
    happens: 'The gateway checks the session and passes the request to orders',
    durable: 'nothing',
  },
  {
    from: 'orders',
    to: 'orders-db',
    wires: ['orders-orders-db'],
    happens: 'Orders writes o-1042, pending, into its own database',
    durable: 'an order that nobody has paid',
  },
  {
    from: 'orders',
    to: 'inventory-db',
    wires: ['orders-inventory', 'inventory-inventory-db'],
    happens: 'Orders asks inventory, which reserves the goods in its own database',
    durable: 'an unpaid order, and stock that nobody else can buy',
  },
  {
    from: 'orders',
    to: 'payments-db',
    wires: ['orders-payments', 'payments-payments-db'],
    happens: 'Orders asks payments, which charges 52.00 and records it in its own database',
    durable: 'an unpaid order, reserved stock, and money that has moved',
  },
  {
    from: 'orders',
    to: 'orders-db',
    wires: ['orders-orders-db'],
    happens: 'Orders sets the status to paid',
    durable: 'a paid order, reserved stock, and the money',
  },
  {
    from: 'orders',
    to: 'shipping-db',
    wires: ['orders-shipping', 'shipping-shipping-db'],
    happens: 'Orders hands over to shipping, which records a parcel in its own database',
    durable: 'a paid order, and a promise to deliver it',
  },
  {
    from: 'orders',
    to: 'browser',
    wires: ['gateway-orders', 'browser-gateway'],
    happens: 'The answer travels back: orders, gateway, browser',
    durable: 'the same, and the customer knows',
  },
];

/** What a drawing shows at one moment. */
export interface FlowView {
  /** Step that is shown, counted from 1; 0 shows the whole way, nothing marked. */
  readonly step: number;
  /** Wires marked now. */
  readonly now: ReadonlySet<string>;
  /** Wires that the order has passed before. */
  readonly passed: ReadonlySet<string>;
  /** Parts at the ends of what is marked. */
  readonly parts: ReadonlySet<string>;
  readonly sentence: string;
}

/**
 * The view at a step; a number outside 0 to 8 is taken for the nearest.
 *
 * @example
 * viewAt(3).sentence // 'Step 3 of 8. Orders writes o-1042, … Durable now: an order that nobody has paid.'
 */
export function viewAt(wanted: number): FlowView {
  const step = Math.min(Math.max(wanted, 0), FLOW_STEPS.length);
  const current = FLOW_STEPS[step - 1];
  if (!current) {
    const all = new Set(FLOW_STEPS.flatMap(({ wires }) => wires));
    const sentence = 'The whole way of one order, eight steps.';
    return { step: 0, now: new Set(), passed: all, parts: new Set(), sentence };
  }
  const before = FLOW_STEPS.slice(0, step - 1).flatMap(({ wires }) => wires);
  return {
    step,
    now: new Set(current.wires),
    passed: new Set(before.filter((wire) => !current.wires.includes(wire))),
    parts: new Set([current.from, current.to]),
    sentence: `Step ${step} of ${FLOW_STEPS.length}. ${current.happens}. Durable now: ${current.durable}.`,
  };
}
