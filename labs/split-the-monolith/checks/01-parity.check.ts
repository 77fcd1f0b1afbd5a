/**
 * C1: four hundred requests that were recorded from the monolith, on all public routes and with all their refusals, are asked
 * again by customers whom the seed chooses, and get the same answers. `npm run lab:record` records them anew.
 * @module
 */
import { defineCheck, fail, pass } from '../../_kit/check.ts';
import type { GoldenPhase } from './golden-exchange.ts';
import golden from './golden-requests.json';
import { parityMessage } from './parity-message.ts';
import { replayGolden } from './replay-golden.ts';

const PHASES = golden as unknown as readonly GoldenPhase[];
const REQUEST_COUNT = PHASES.flatMap(({ lanes }) => Object.values(lanes).flat()).length;

export default defineCheck({
  run: async (bench) => {
    const { equalCount, finding } = await replayGolden(bench, PHASES);
    const held = `${equalCount} of ${REQUEST_COUNT} answers as the monolith gave them`;
    return finding === undefined ? pass(held) : fail(held, parityMessage(finding));
  },
});
