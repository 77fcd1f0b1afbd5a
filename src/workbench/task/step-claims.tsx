/**
 * What of the open step holds and what does not, as the last run of all checks found it.
 * @module
 */
import type { JSX } from 'preact';
import type { CreditState, StepClaim } from '#course/step-credit.ts';
import { verdictWord } from './verdict-sign.tsx';
import { creditedRun, type StepProgress } from '../state/step-progress.ts';
import type { WorkbenchState } from '../state/workbench-state.ts';
import { MarkedText } from '../text/marked-text.tsx';
import { CreditSign } from './credit-sign.tsx';
import { useCreditAge } from './use-credit-age.ts';

interface StepClaimsProps {
  readonly progress: StepProgress;
  readonly state: WorkbenchState;
}

/** Nothing before the first run: the step's own text says what it is done by. */
export function StepClaims({ progress: { claims }, state }: StepClaimsProps): JSX.Element | null {
  const run = creditedRun(state.facts);
  const age = useCreditAge(run, state.files);
  if (!run || claims.length === 0) return null;
  return (
    <div class="claims" data-part="step-claims">
      <h3>Of this step, {age}</h3>
      <ul>
        {claims.map((claim) => (
          <li key={claim.name}>
            <CreditSign state={claim.state} />
            <span>
              <MarkedText text={wordsOf(claim, state.data.checks.find(({ id }) => id === claim.check)?.title ?? '')} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const PART_WORDS: Readonly<Record<CreditState, string>> = { done: 'holds', open: 'open', 'not-judged': 'not judged' };

function wordsOf({ name, check, state, found, verdict }: StepClaim, title: string): string {
  if (found !== undefined) return `${check}, ${found}: ${PART_WORDS[state]}`;
  const part = name === check ? '' : `, part ${name.slice(check.length + 1)}`;
  if (state !== 'not-judged') return `${check} ${title}: ${verdictWord[verdict]}`;
  return `${check} ${title}${part}: not judged in that run`;
}
