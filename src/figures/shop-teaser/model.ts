/**
 * The shop of the first page as a few rates and two queues: enough to see which part's absence costs what.
 * A sketch, not the engine of the labs; the page says so. Pure; runs at build time and in the browser.
 * @module
 */

/** What can be done to the shop. */
export interface Faults {
  readonly isNotificationsDead: boolean;
  readonly isBankSlow: boolean;
  readonly isLinkCut: boolean;
}

export interface ShopState {
  readonly timeMs: number;
  readonly accepted: number;
  readonly refused: number;
  readonly mailed: number;
  /** Orders that hold a connection while payments waits for the bank. */
  readonly pending: number;
  /** Messages in the broker that nobody has read yet. */
  readonly queued: number;
}

/** Rates a second and limits; what the figure's text says follows from them. */
export const SHOP = {
  ordersPerS: 20,
  chargesPerS: 100,
  /** 20 connections, each held for 3 s. */
  slowChargesPerS: 20 / 3,
  mailsPerS: 60,
  maxPending: 60,
} as const;

export const NO_FAULTS: Faults = { isNotificationsDead: false, isBankSlow: false, isLinkCut: false };

const EMPTY: ShopState = { timeMs: 0, accepted: 0, refused: 0, mailed: 0, pending: 0, queued: 0 };

/**
 * The state some time later.
 *
 * @param stepMs Length of the step in milliseconds; rates hold over it, so 100 or less.
 *
 * @example
 * const next = advance(state, { ...NO_FAULTS, isBankSlow: true }, 100);
 */
export function advance(state: ShopState, faults: Faults, stepMs: number): ShopState {
  const seconds = stepMs / 1000;
  const arrived = SHOP.ordersPerS * seconds;
  const room = SHOP.maxPending - state.pending;
  const admitted = faults.isLinkCut ? 0 : Math.min(arrived, room);
  const chargesPerS = faults.isBankSlow ? SHOP.slowChargesPerS : SHOP.chargesPerS;
  const waiting = state.pending + admitted;
  // A cut link fails what is under way at once: refusing is quick, waiting is not.
  const charged = faults.isLinkCut ? 0 : Math.min(waiting, chargesPerS * seconds);
  const dropped = faults.isLinkCut ? waiting : 0;
  const queued = state.queued + charged;
  const mailed = faults.isNotificationsDead ? 0 : Math.min(queued, SHOP.mailsPerS * seconds);
  return {
    timeMs: state.timeMs + stepMs,
    accepted: state.accepted + charged,
    refused: state.refused + (arrived - admitted) + dropped,
    mailed: state.mailed + mailed,
    pending: waiting - charged - dropped,
    queued: queued - mailed,
  };
}

/**
 * The shop after a minute in which nothing happened to it: what the page shows before it is touched.
 */
export function quietMinute(): ShopState {
  let state = EMPTY;
  while (state.timeMs < 60_000) state = advance(state, NO_FAULTS, 100);
  return state;
}

/**
 * What can be seen, in a sentence or two.
 *
 * @example
 * describe(state, { ...NO_FAULTS, isNotificationsDead: true }) // 'Orders go on. 240 mails wait in the broker …'
 */
export function describe(state: ShopState, faults: Faults): string {
  const sentences = [];
  if (faults.isLinkCut) sentences.push('Without the link every order is refused, and at once: nothing waits.');
  if (faults.isBankSlow && !faults.isLinkCut) {
    sentences.push(
      state.pending >= SHOP.maxPending - 1
        ? 'The bank is slow: every connection is taken, and two orders of three are refused.'
        : `The bank is slow: ${Math.floor(state.pending)} orders wait for it, more each second.`,
    );
  }
  if (faults.isNotificationsDead) {
    sentences.push(
      `Notifications is dead: its mails wait in the broker, ${Math.floor(state.queued)} by now. None is lost.`,
    );
  }
  if (sentences.length > 0) return sentences.join(' ');
  if (state.queued > SHOP.ordersPerS) return 'All parts are up. The broker hands out what has waited.';
  return 'All parts are up. Every order is charged, then mailed.';
}

/** What a wire shows: `broken` is cut, `slow` carries little, `idle` carries nothing. */
export type WireState = 'broken' | 'slow' | 'idle';

/**
 * The wires that do not carry their usual traffic, by id.
 *
 * @example
 * wireStates({ ...NO_FAULTS, isNotificationsDead: true }).get('notifications-mailbox') // 'idle'
 */
export function wireStates(faults: Faults): ReadonlyMap<string, WireState> {
  const states = new Map<string, WireState>();
  if (faults.isNotificationsDead) {
    states.set('broker-notifications', 'idle').set('notifications-mailbox', 'idle');
  }
  const afterCharge = ['payments-bank', 'orders-broker', 'broker-shipping', 'shipping-carrier'];
  if (faults.isBankSlow) for (const wire of ['orders-payments', ...afterCharge]) states.set(wire, 'slow');
  if (faults.isLinkCut) {
    for (const wire of afterCharge) states.set(wire, 'idle');
    states.set('orders-payments', 'broken');
  }
  return states;
}
