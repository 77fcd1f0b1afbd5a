/**
 * What the recorder asks of the monolith, in order: all public routes and what they refuse. Within a phase nobody sees what another
 * one does, so that any interleaving gives the same answers.
 * @module
 */
import { REGISTERING, SIGNING_OUT, STAFF_AND_EVE } from './stories/accounts.ts';
import { FILLING_CARTS } from './stories/carts.ts';
import { LOOKING_AROUND, TURNED_AWAY } from './stories/guests.ts';
import { ORDERING, READING } from './stories/orders.ts';
import { COUNTING, LONG_HISTORIES, TURNING_PAGES } from './stories/pages.ts';
import { DECLINED, OUT_OF_STOCK } from './stories/refusals-of-an-order.ts';
import { AFTER_THE_CHANGE, BEFORE_THE_CHANGE, CHANGING, ORDERING_AFTER_THE_CHANGE } from './stories/staff.ts';
import type { StoryPhase } from './story-teller.ts';

export const GOLDEN_PLAN: readonly StoryPhase[] = [
  LOOKING_AROUND,
  TURNED_AWAY,
  REGISTERING,
  STAFF_AND_EVE,
  FILLING_CARTS,
  ORDERING,
  READING,
  BEFORE_THE_CHANGE,
  CHANGING,
  AFTER_THE_CHANGE,
  ORDERING_AFTER_THE_CHANGE,
  DECLINED,
  OUT_OF_STOCK,
  LONG_HISTORIES,
  TURNING_PAGES,
  SIGNING_OUT,
  COUNTING,
];
