/**
 * The steps: a row of numbers to go by, and a list that says in words which of them are done.
 * @module
 */
import type { JSX } from 'preact';
import { countDone, creditedRun, stepProgress, type StepProgress } from '../state/step-progress.ts';
import type { ViewProps } from '../view-props.ts';
import { CreditSign, creditWord } from './credit-sign.tsx';
import { useCreditAge } from './use-credit-age.ts';

export function StepNav({ state, act }: ViewProps): JSX.Element {
  const progress = stepProgress(state);
  return (
    <>
      <ol class="steps" aria-label="Steps">
        {progress.map(({ step, state: credit }, index) => (
          <li key={step.id}>
            <button
              type="button"
              data-credit={credit}
              aria-current={index === state.step ? 'step' : undefined}
              aria-label={`Step ${index + 1}: ${step.title}${credit === 'done' ? ', done' : ''}`}
              title={credit === 'done' ? `${step.title} (done)` : step.title}
              onClick={() => act?.showStep(index)}
            >
              {index + 1}
              {credit === 'done' && <CreditSign state="done" />}
            </button>
          </li>
        ))}
      </ol>
      <StepList progress={progress} state={state} act={act} />
    </>
  );
}

interface StepListProps extends ViewProps {
  readonly progress: readonly StepProgress[];
}

function StepList({ progress, state, act }: StepListProps): JSX.Element {
  const { done, of } = countDone(progress);
  const age = useCreditAge(creditedRun(state.facts), state.files);
  return (
    <details class="step-list">
      <summary>
        <span data-part="steps-done">
          {done} of {of} steps done
        </span>
        {age !== '' && <span class="fine"> {age}</span>}
      </summary>
      <ol>
        {progress.map(({ step, state: credit }, index) => (
          <li key={step.id}>
            <CreditSign state={credit} />
            <button type="button" class="link" onClick={() => act?.showStep(index)}>
              {step.title}
            </button>
            <span class="fine">{creditWord[credit]}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
