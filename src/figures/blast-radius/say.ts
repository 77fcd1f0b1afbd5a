/**
 * The blast radius in sentences, for the status line and for those who cannot see the drawing.
 * Pure; runs at build time and in the browser.
 * @module
 */
import type { BlastView, Care, Condition, Outcome, Setup } from './model.ts';
import { OFFERED_PER_S } from './model.ts';
import { NEEDS } from './shop.ts';

const OUTCOMES: Readonly<Record<Outcome, string>> = { works: 'works', degraded: 'works with less', fails: 'fails' };

/** What each care is called where it is chosen. */
export const CARE_NAMES: Readonly<Record<Care, string>> = {
  call: 'call without a limit',
  limit: 'call, at most 0.5 s',
  fallback: 'call, 0.5 s, then a fallback',
  handoff: 'no call: message or own copy',
};

const IN_WORDS: Readonly<Record<Care, string>> = {
  call: 'without a limit',
  limit: 'limited',
  fallback: 'with a fallback',
  handoff: 'without a call',
};

/**
 * What is broken, with what care at the arrows, and what it costs.
 *
 * @example
 * sayBlast(setup, blast(setup)) // 'In seven processes, payments is slow. Arrows: 6 without a limit. Served: 65 of 95 …'
 */
export function sayBlast(setup: Setup, { servedPerS, areOrdersLost }: BlastView): string {
  const { shape, faults } = setup;
  const where = shape === 'monolith' ? 'In one process' : 'In seven processes';
  const broken = [...faults].map(([part, fault]) => `${part} is ${fault}`).join(', ') || 'every part is well';
  const orders = areOrdersLost ? 'Every order is lost.' : 'No order is lost.';
  return `${where}, ${broken}. Arrows: ${sayCare(setup)}. Served: ${servedPerS} of ${OFFERED_PER_S} requests a second. ${orders}`;
}

function sayCare({ care }: Setup): string {
  const byCare = Map.groupBy(NEEDS, ({ id }) => care.get(id) ?? 'call');
  return [...byCare].map(([name, needs]) => `${needs.length} ${IN_WORDS[name]}`).join(', ');
}

/**
 * What one journey comes to.
 *
 * @example
 * sayOutcome('degraded', 'no mail is sent') // 'works with less: no mail is sent'
 */
export function sayOutcome(outcome: Outcome, why: string): string {
  return why === '' ? OUTCOMES[outcome] : `${OUTCOMES[outcome]}: ${why}`;
}

/** The word under a part in the drawing; nothing for a part that is well. */
export function sayCondition(condition: Condition): string {
  return condition === 'well' ? '' : condition;
}
