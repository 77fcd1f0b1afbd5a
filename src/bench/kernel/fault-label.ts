/**
 * A fault in words, for timelines and reports. Pure.
 * @module
 */
import type { Edge } from './edge.ts';
import type { FaultPlan, MessageFault } from './network-fault.ts';
import { type Toxic, toxicName } from './toxic.ts';

/**
 * @example
 * faultLabel({ kind: 'lossy', edge: { from: 'orders', to: 'bank' }, share: 0.05 }) // 'orders → bank: 5 % of packets lost'
 */
export function faultLabel(plan: FaultPlan): string {
  switch (plan.kind) {
    case 'toxic':
      return `${showEdge(plan.edge)}: ${showToxic(plan.toxic)}`;
    case 'proxy':
      return `${showEdge(plan.edge)}: refused`;
    case 'message':
      return `${showEdge(plan.edge)}: ${showMessageFault(plan.fault)}`;
    case 'partition':
      return `partition: ${plan.groups.map((names) => names.join(', ')).join(' | ')}`;
    case 'lossy':
      return `${showEdge(plan.edge)}: ${showShare(plan.share)} of packets lost`;
  }
}

function showToxic(toxic: Toxic): string {
  const { toxicity = 1 } = toxic;
  const share = toxicity === 1 ? '' : ` on ${showShare(toxicity)} of connections`;
  return `${toxicName(toxic)} ${showAttributes(toxic)}${share}`;
}

function showAttributes(toxic: Toxic): string {
  switch (toxic.type) {
    case 'latency': {
      const { latency, jitter = 0 } = toxic.attributes;
      return `${latency} ms${jitter === 0 ? '' : ` ± ${jitter} ms`}`;
    }
    case 'bandwidth':
      return `${toxic.attributes.rate} KB/s`;
    case 'slow_close':
      return `${toxic.attributes.delay} ms`;
    case 'timeout':
    case 'reset_peer':
      return `${toxic.attributes.timeout} ms`;
    case 'slicer':
      return `${toxic.attributes.average_size} bytes`;
    case 'limit_data':
      return `${toxic.attributes.bytes} bytes`;
  }
}

function showMessageFault({ drop = 0, duplicate = 0, reorder = 0, delay = 0 }: MessageFault): string {
  const shares = [
    [drop, 'dropped'],
    [duplicate, 'duplicated'],
    [reorder, 'reordered'],
  ] as const;
  const parts = shares.filter(([share]) => share > 0).map(([share, what]) => `${showShare(share)} ${what}`);
  return `requests ${[...parts, ...(delay > 0 ? [`delayed ${delay} ms`] : [])].join(', ')}`;
}

const showEdge = ({ from, to }: Edge): string => `${from} → ${to}`;
const showShare = (share: number): string => `${Number((share * 100).toFixed(1))} %`;
