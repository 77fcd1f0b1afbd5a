/**
 * The workbook page of the lab: what to do, run checks, what they found.
 * @module
 */
import type { JSX } from 'preact';
import { stepProgress } from '../state/step-progress.ts';
import { Markdown } from '../text/markdown.tsx';
import type { ViewProps } from '../view-props.ts';
import { ChecksList } from './checks-list.tsx';
import { ExerciseView } from './exercise-view.tsx';
import { FilesMenu } from './files-menu.tsx';
import { RunRow } from './run-row.tsx';
import { SearchRow } from './search-row.tsx';
import { StepClaims } from './step-claims.tsx';
import { StepNav } from './step-nav.tsx';

export function TaskPanel({ state, act }: ViewProps): JSX.Element {
  const { data } = state;
  return (
    <section class="task" aria-label="Task" data-part="task">
      <p class="crumb">
        Lab {data.number} · <a href={data.lesson.href}>{data.lesson.title}</a> · {data.minutes} min
      </p>
      <h1>{data.title}</h1>
      <StepNav state={state} act={act} />
      <StepText state={state} act={act} />
      <RunRow state={state} act={act} />
      <SearchRow state={state} act={act} />
      <ChecksList state={state} act={act} />
      <FilesMenu state={state} act={act} />
    </section>
  );
}

function StepText({ state, act }: ViewProps): JSX.Element | null {
  const { steps } = state.data;
  const step = steps[state.step];
  if (!step) return null;
  const { command } = step;
  const progress = stepProgress(state)[state.step];
  return (
    <div class="step">
      <h2>
        Step {state.step + 1}. {step.title}
      </h2>
      <div class="step-text">
        <Markdown text={step.body} />
      </div>
      {command !== undefined && (
        <div class="offer">
          <code>{command.trim()}</code>
          <button type="button" class="btn small" onClick={() => act?.offerLine(command.trim())}>
            Type it into the terminal
          </button>
        </div>
      )}
      {step.exercise && <ExerciseView key={step.id} step={step} exercise={step.exercise} state={state} act={act} />}
      {progress && <StepClaims progress={progress} state={state} />}
      <div class="step-turn">
        {state.step > 0 && (
          <button type="button" class="btn quiet small" onClick={() => act?.showStep(state.step - 1)}>
            Step {state.step}
          </button>
        )}
        {state.step < steps.length - 1 && (
          <button type="button" class="btn small" onClick={() => act?.showStep(state.step + 1)}>
            Next: {steps[state.step + 1]?.title}
          </button>
        )}
      </div>
    </div>
  );
}
