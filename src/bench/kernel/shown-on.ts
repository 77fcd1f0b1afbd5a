/**
 * On which processes a fault is shown. Pure.
 * @module
 */
import type { FaultPlan } from './network-fault.ts';

/** Who receives; where that is everyone, who sends. */
export function shownOn(plan: FaultPlan): readonly string[] {
  if (plan.kind === 'partition') return plan.groups.flat();
  return [plan.edge.to === '*' ? plan.edge.from : plan.edge.to];
}
