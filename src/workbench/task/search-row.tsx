/**
 * The search for a failing seed: how far it is, what it came to, and the replay of one line.
 * @module
 */
import type { JSX } from 'preact';
import { describeDisagreement, describeSearch, describeSmallest } from '#bench/judge/search-words.ts';
import { changedSince } from '../state/run-state.ts';
import { SEARCHED_SEEDS, type SearchState } from '../state/search-state.ts';
import type { ViewProps } from '../view-props.ts';
import { ReplayForm } from './replay-form.tsx';

export function SearchRow({ state, act }: ViewProps): JSX.Element {
  const { search } = state;
  return (
    <div class="search" data-search={search.kind}>
      <p class="vh" role="status">
        {spoken(search)}
      </p>
      {search.kind === 'searching' && (
        <div class="search-going">
          <progress max={SEARCHED_SEEDS} value={search.passedCount} aria-label="Seeds that passed" />
          <p class="num">{search.sentence}</p>
        </div>
      )}
      {search.kind === 'stopped' && <p class="num">{stoppedSentence(search.passedCount)}</p>}
      {search.kind === 'done' && <SearchResult search={search} state={state} act={act} />}
      {search.kind === 'broken' && (
        <div class="trouble" role="alert">
          <p>
            <strong>{search.message}</strong>
          </p>
          <p>{search.hint}</p>
        </div>
      )}
      <ReplayForm state={state} act={act} />
    </div>
  );
}

interface ResultProps extends ViewProps {
  readonly search: Extract<SearchState, { kind: 'done' }>;
}

function SearchResult({ search: { report, judged, shown }, state, act }: ResultProps): JSX.Element {
  const { smallest, disagreement } = report;
  const show = (which: 'whole' | 'smallest') => () => act?.showSearchedRun(which);
  return (
    <div class="search-result">
      <p>{describeSearch(report)}</p>
      {disagreement && <p>{describeDisagreement(disagreement)}</p>}
      {smallest && (
        <>
          <p>{describeSmallest(smallest)}</p>
          <div class="seg" role="group" aria-label="Run that is shown below">
            <button type="button" aria-pressed={shown === 'smallest'} onClick={show('smallest')}>
              These requests
            </button>
            <button type="button" aria-pressed={shown === 'whole'} onClick={show('whole')}>
              All {smallest.plannedCount}
            </button>
          </div>
        </>
      )}
      {changedSince(judged, state.files).length > 0 && (
        <p class="judged">Searched before the latest change to {changedSince(judged, state.files).join(', ')}.</p>
      )}
    </div>
  );
}

const stoppedSentence = (passedCount: number): string =>
  `Search stopped. ${passedCount === 0 ? 'No seed was judged before that.' : `${passedCount} ${passedCount === 1 ? 'seed' : 'seeds'} passed before that.`}`;

/** What people hear; the page shows more, and more often. */
function spoken(search: SearchState): string {
  if (search.kind === 'searching') return search.told;
  if (search.kind === 'stopped') return stoppedSentence(search.passedCount);
  if (search.kind !== 'done') return '';
  const { smallest } = search.report;
  return [describeSearch(search.report), ...(smallest ? [describeSmallest(smallest)] : [])].join(' ');
}
