/**
 * Which checks to run, the button that runs or stops them, what is waited for, and for how long already: a check that waits for
 * minutes tells nothing meanwhile.
 * @module
 */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { RunState } from '../state/run-state.ts';
import type { ContainerState } from './container-state.ts';
import type { ContainerBench } from './create-container-bench.ts';

interface RunRowProps {
  readonly state: ContainerState;
  /** Absent on the server. */
  readonly bench: ContainerBench | undefined;
}

export function ContainerRunRow({ state, bench }: RunRowProps): JSX.Element {
  const isRunning = state.run.kind === 'running';
  return (
    <div class="run-row">
      <Choice state={state} bench={bench} />
      {isRunning ? (
        <button type="button" class="btn" onClick={oncePerClick(() => bench?.stop())}>
          Stop the run
        </button>
      ) : (
        <button
          type="button"
          class="btn primary"
          disabled={!state.isIsolated}
          onClick={oncePerClick(() => bench?.run())}
        >
          Run the checks in a WebContainer
        </button>
      )}
      <p class="num">
        <span role="status">{summary(state)}</span>
        {isRunning && state.beganAtMs !== undefined && <Elapsed sinceMs={state.beganAtMs} />}
      </p>
    </div>
  );
}

/** All of them take minutes; one is enough to see what a change did. */
function Choice({ state, bench }: RunRowProps): JSX.Element {
  const { data, only = '', run } = state;
  return (
    <label>
      Run{' '}
      <select
        value={only}
        disabled={run.kind === 'running'}
        onChange={({ currentTarget: { value } }) => bench?.choose(value === '' ? undefined : value)}
      >
        <option value="">all {data.checks.length} checks</option>
        {data.checks.map(({ id, slug, title }) => (
          <option key={id} value={slug}>
            only {id}, {title}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Read aloud when it is asked for, not every second. */
function Elapsed({ sinceMs }: { readonly sinceMs: number }): JSX.Element {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return <span role="timer">{` · ${Math.max(0, Math.round((nowMs - sinceMs) / 1_000))} s`}</span>;
}

/** The two buttons stand in one place: the second press of a double click must not undo the first. */
const oncePerClick =
  (act: () => void) =>
  (event: MouseEvent): void => {
    if (event.detail < 2) act();
  };

function summary({ data, run, phase }: ContainerState): string {
  if (run.kind !== 'running') return ended(run);
  if (phase === 'loading') return 'Loading the engine and the packages of the lab';
  if (phase === 'booting') return 'Waiting for stackblitz.com to start a WebContainer; after 30 s this gives up';
  const check = data.checks.find(({ slug }) => slug === run.slug);
  return `Running as real processes, seed ${run.seed}${check ? `: ${check.id}` : ''}`;
}

function ended(run: RunState): string {
  switch (run.kind) {
    case 'none':
    case 'running':
    case 'broken':
      return '';
    case 'stopped':
      return 'Stopped. Nothing was judged after that.';
    case 'done': {
      const { checks, realMs } = run.report;
      const held = checks.filter(({ verdict }) => verdict === 'pass').length;
      const openCount = checks.filter(({ verdict }) => verdict === 'not-judged').length;
      const rest = openCount > 0 ? ` · ${openCount} not judged here` : '';
      return `${held} of ${checks.length} held${rest} · ${(realMs / 1000).toFixed(1)} s`;
    }
  }
}
