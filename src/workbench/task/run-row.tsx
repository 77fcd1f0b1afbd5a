/**
 * *Run checks* and *Search 200 seeds*, or what stops them, and in one line what the latest run came to.
 * @module
 */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { changedSince, type RunState } from '../state/run-state.ts';
import { nextSearchSeed, SEARCHED_SEEDS } from '../state/search-state.ts';
import { creditedRun } from '../state/step-progress.ts';
import type { WorkbenchState } from '../state/workbench-state.ts';
import type { ViewProps } from '../view-props.ts';

export function RunRow({ state, act }: ViewProps): JSX.Element {
  const { run } = state;
  const isSearching = state.search.kind === 'searching';
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The report is longer than what is left of the column under a long step.
    if (run.kind === 'running' || run.kind === 'done') row.current?.scrollIntoView({ block: 'start' });
  }, [run.kind]);
  return (
    <div class="run" ref={row}>
      <div class="run-row">
        {run.kind === 'running' ? (
          <button type="button" class="btn" onClick={oncePerClick(() => act?.stopRun())}>
            Stop the run
          </button>
        ) : (
          <button
            type="button"
            class="btn primary"
            onClick={oncePerClick(() => act?.runChecks())}
            disabled={isSearching}
            aria-keyshortcuts="Control+Enter Meta+Enter"
          >
            Run checks <kbd aria-hidden="true">Ctrl ↵</kbd>
          </button>
        )}
        {isSearching ? (
          <button type="button" class="btn" onClick={oncePerClick(() => act?.stopSearch())}>
            Stop the search
          </button>
        ) : (
          <button
            type="button"
            class="btn"
            onClick={oncePerClick(() => act?.searchSeeds())}
            disabled={run.kind === 'running'}
          >
            {nextSearchSeed(state.search, state.files) === 1 ? 'Search' : 'Search the next'} {SEARCHED_SEEDS} seeds
          </button>
        )}
        <p class="num" role="status">
          {run.kind === 'none' ? keptSummary(state) : summary(run)}
        </p>
      </div>
      {run.kind === 'broken' && (
        <div class="trouble" role="alert">
          <p>
            <strong>{run.message}</strong>
          </p>
          <p>{run.hint}</p>
        </div>
      )}
      <JudgedVersion state={state} />
    </div>
  );
}

/** The two buttons stand in one place: the second press of a double click must not undo the first. */
const oncePerClick =
  (act: () => void) =>
  (event: MouseEvent): void => {
    if (event.detail < 2) act();
  };

/** After a reload: what the last run of all checks came to. */
function keptSummary({ facts }: WorkbenchState): string {
  const kept = creditedRun(facts);
  if (!kept) return '';
  const held = kept.checks.filter(({ verdict }) => verdict === 'pass').length;
  return `Last run: ${held} of ${kept.checks.length} held`;
}

function summary(run: RunState): string {
  switch (run.kind) {
    case 'none':
      return '';
    case 'running':
      return `Running, seed ${run.seed}`;
    case 'stopped':
      return 'Stopped. Nothing was judged after that.';
    case 'broken':
      return 'The engine could not judge this.';
    case 'done': {
      const held = run.report.checks.filter(({ verdict }) => verdict === 'pass').length;
      const seconds = (run.report.realMs / 1000).toFixed(1);
      const end = run.report.complete ? ' · lab complete' : '';
      return `${held} of ${run.report.checks.length} held · ${seconds} s${end}`;
    }
  }
}

/** A verdict belongs to the files that were judged; when they have changed since, the page says so. */
function JudgedVersion({ state: { run, files } }: { readonly state: WorkbenchState }): JSX.Element | null {
  if (run.kind === 'none' || run.kind === 'broken') return null;
  const changed = changedSince(run.judged, files);
  if (changed.length === 0) return null;
  return (
    <p class="judged">
      {run.kind === 'running'
        ? 'This run judges the files as they were when it began; changes since then are not in it.'
        : `Judged before the latest change to ${changed.join(', ')}. Run the checks again to judge the files of now.`}
    </p>
  );
}
