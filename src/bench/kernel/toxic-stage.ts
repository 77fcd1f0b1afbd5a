/**
 * From a toxic as data to the stage that does it. Pure.
 * @module
 */
import { BandwidthToxic } from './bandwidth-toxic.ts';
import { LatencyToxic } from './latency-toxic.ts';
import { LimitDataToxic } from './limit-data-toxic.ts';
import type { LinkStage, StageContext } from './link-stage.ts';
import { ResetPeerToxic } from './reset-peer-toxic.ts';
import { SlicerToxic } from './slicer-toxic.ts';
import { SlowCloseToxic } from './slow-close-toxic.ts';
import { TimeoutToxic } from './timeout-toxic.ts';
import type { Toxic } from './toxic.ts';

/** @example toxicStage({ type: 'latency', attributes: { latency: 100 } }, context).push(item) */
export function toxicStage(toxic: Toxic, context: StageContext): LinkStage {
  switch (toxic.type) {
    case 'latency':
      return new LatencyToxic(context, toxic.attributes);
    case 'bandwidth':
      return new BandwidthToxic(context, toxic.attributes);
    case 'slow_close':
      return new SlowCloseToxic(context, toxic.attributes);
    case 'timeout':
      return new TimeoutToxic(context, toxic.attributes);
    case 'reset_peer':
      return new ResetPeerToxic(context, toxic.attributes);
    case 'slicer':
      return new SlicerToxic(context, toxic.attributes);
    case 'limit_data':
      return new LimitDataToxic(context, toxic.attributes);
  }
}
