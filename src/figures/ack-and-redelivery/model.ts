/**
 * Three orders on their way from a broker through a consumer to a mailbox, with a kill between any two steps: what is
 * delivered again, what is lost, and how many mails each customer gets. Pure; runs at build time and in the browser.
 * @module
 */

/** The orders that wait for a mail; in a log they stand at the offsets 0, 1 and 2. */
export const ORDERS = ['A', 'B', 'C'] as const;

/** When a message counts as dealt with: acked in a queue, committed in a log. */
export type Confirmation = 'after' | 'before' | 'onDelivery';
/** Who is killed. A broker comes back with its queue, if that is durable and its messages are persistent. */
export type Victim = 'consumer' | 'durableBroker' | 'transientBroker';

/** What can be chosen. */
export interface DeliverySetup {
  readonly kind: 'queue' | 'log';
  readonly confirmation: Confirmation;
  /** A log is only read here: it takes no part in being killed, and 'consumer' is the one choice. */
  readonly victim: Victim;
  /** Whether the mailbox ignores a second mail for the same order. */
  readonly isIdempotent: boolean;
}

/** Where a message is. `held` by the consumer; `done` for the broker; `lost` with the broker. */
export type Place = 'ready' | 'held' | 'done' | 'lost';

/** One thing that happens, and where the messages are after it. */
export interface Step {
  readonly kind: 'deliver' | 'fetch' | 'mail' | 'confirm' | 'kill' | 'restart';
  /** The order, by its place in `ORDERS`; for a fetch, and for a commit of many, the last of them. */
  readonly order: number;
  /** Whether it happened to this order before: delivered again, mailed again. */
  readonly isRepeated: boolean;
  readonly places: readonly Place[];
}

/** What became of one order. */
export interface Fate {
  readonly deliveries: number;
  /** Mails that the customer got. */
  readonly mails: number;
  /** Mails that the mailbox ignored. */
  readonly ignored: number;
  readonly place: Place;
}

export interface Story {
  readonly steps: readonly Step[];
  readonly fates: readonly Fate[];
}

/** A place where the victim can be killed, and how many mails each customer then gets. */
export interface KillPoint {
  /** Steps that have happened by then. */
  readonly afterSteps: number;
  /** The last of them. */
  readonly last: Step | undefined;
  readonly mails: readonly number[];
}

/**
 * Everything that happens until each order is done or lost.
 *
 * @param kills After how many steps the victim is killed, once for each number, counted from the start or from the kill
 * before. A kill for which there are too few steps comes at the end.
 *
 * @example
 * tellStory({ kind: 'queue', confirmation: 'after', victim: 'consumer', isIdempotent: false }, [4]).fates[0]?.mails // 2
 */
export function tellStory(setup: DeliverySetup, kills: readonly number[]): Story {
  let places: readonly Place[] = ORDERS.map(() => 'ready');
  /** Orders that the consumer has in memory and has not finished. */
  let hand: readonly number[] = [];
  const mailed = new Set<number>();
  const steps: Step[] = [];
  const happened = (kind: Step['kind'], order: number): boolean =>
    steps.some((step) => step.kind === kind && step.order === order);
  const add = (kind: Step['kind'], order: number): void => {
    steps.push({ kind, order, isRepeated: happened(kind, order), places });
  };
  const move = (from: (place: Place, order: number) => boolean, to: Place): void => {
    places = places.map((place, order) => (from(place, order) ? to : place));
  };

  /** Does the next step. Returns whether there was one. */
  const goOn = (): boolean => {
    const isInstant = setup.confirmation === 'onDelivery';
    const ready = places.indexOf('ready');
    if (setup.kind === 'queue' && ready >= 0) {
      move((_, order) => order === ready, isInstant ? 'done' : 'held');
      hand = [...hand, ready];
      add('deliver', ready);
      return true;
    }
    if (setup.kind === 'log' && hand.length === 0 && ready >= 0) {
      hand = [...places.keys()].slice(ready);
      move((place) => place === 'ready', 'held');
      add('fetch', ORDERS.length - 1);
      return true;
    }
    const order = hand[0];
    if (order === undefined) return false;
    const isConfirmed = places[order] === 'done';
    const isMailed = mailed.has(order);
    if (!isConfirmed && (setup.confirmation !== 'after' || isMailed)) {
      // A log commits a position: everything before it.
      const last = isInstant ? ORDERS.length - 1 : order;
      move((place, at) => place === 'held' && (setup.kind === 'log' ? at <= last : at === order), 'done');
      if (isMailed) hand = hand.slice(1);
      add('confirm', last);
      return true;
    }
    mailed.add(order);
    if (isConfirmed) hand = hand.slice(1);
    add('mail', order);
    return true;
  };

  const kill = (): void => {
    if (setup.victim === 'transientBroker') move((place) => place !== 'done', 'lost');
    // Without an acknowledgement or a commit the broker's word is that nothing was done.
    else move((place) => place === 'held', 'ready');
    hand = [];
    mailed.clear();
    add('kill', 0);
    add('restart', 0);
  };

  for (const afterSteps of kills) {
    for (let count = 0; count < afterSteps && goOn(); count += 1);
    kill();
  }
  while (goOn());
  return { steps, fates: ORDERS.map((_, order) => fateOf(setup, steps, order, places[order] ?? 'ready')) };
}

function fateOf({ isIdempotent }: DeliverySetup, steps: readonly Step[], order: number, place: Place): Fate {
  const sent = steps.filter((step) => step.kind === 'mail' && step.order === order).length;
  const deliveries = steps.filter((step, index) => {
    if (step.kind === 'deliver') return step.order === order;
    return step.kind === 'fetch' && (steps[index - 1]?.places[order] ?? 'ready') === 'ready';
  }).length;
  const mails = isIdempotent ? Math.min(sent, 1) : sent;
  return { deliveries, mails, ignored: sent - mails, place };
}

/**
 * Every place for one kill, from before the first step to after the last.
 *
 * @example
 * listKillPoints(setup).filter(({ mails }) => mails.includes(0)) // where an order is lost
 */
export function listKillPoints(setup: DeliverySetup): readonly KillPoint[] {
  const { steps } = tellStory(setup, []);
  return Array.from({ length: steps.length + 1 }, (_, afterSteps) => ({
    afterSteps,
    last: steps[afterSteps - 1],
    mails: tellStory(setup, [afterSteps]).fates.map(({ mails }) => mails),
  }));
}
