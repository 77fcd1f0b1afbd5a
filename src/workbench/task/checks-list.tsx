/**
 * The checks, one line each; the one that broke opens into its report.
 * @module
 */
import type { JSX } from 'preact';
import type { CheckReport, Verdict } from '#bench/judge/report.ts';
import type { LabCheck } from '#course/lab-manifest.ts';
import { formatMs } from '../timeline/format-ms.ts';
import { reportsOf, type RunState } from '../state/run-state.ts';
import type { ViewProps } from '../view-props.ts';
import { ReportView } from './report-view.tsx';
import { VerdictSign } from './verdict-sign.tsx';

export function ChecksList({ state, act }: ViewProps): JSX.Element {
  const reports = new Map(reportsOf(state.run).map((report) => [report.slug, report]));
  return (
    <ol class="checks" aria-label="Checks">
      {state.data.checks.map((check) => {
        const report = reports.get(check.slug);
        const isRunning = state.run.kind === 'running' && state.run.slug === check.slug && !report;
        return (
          <li key={check.id}>
            <CheckLine
              check={check}
              report={report}
              verdict={isRunning ? 'running' : (report?.verdict ?? 'not-run')}
              act={act}
            />
            {isRunning && <RunProgress run={state.run} />}
            {report && report.verdict !== 'pass' && report.verdict !== 'not-run' && (
              <ReportView report={report} state={state} act={act} />
            )}
          </li>
        );
      })}
    </ol>
  );
}

interface CheckLineProps {
  readonly check: LabCheck;
  readonly report: CheckReport | undefined;
  readonly verdict: Verdict | 'running';
  readonly act: ViewProps['act'];
}

function CheckLine({ check, report, verdict, act }: CheckLineProps): JSX.Element {
  return (
    <details class={`check is-${verdict}`}>
      <summary>
        <VerdictSign verdict={verdict} />
        <span class="check-id">{check.id}</span>
        <span class="check-words">
          <span class="check-title">{check.title}</span>
          <span class="held num">{report?.held ?? ''}</span>
        </span>
      </summary>
      <div class="promise">
        <p>{check.promise}</p>
        {report && report.verdict !== 'not-run' && (
          <p class="num">
            {formatMs(report.virtualMs)} of virtual time, {report.eventCount} events, {Math.round(report.realMs)} ms of
            computing. <code>{report.replay}</code>
          </p>
        )}
        {report?.timeline && (
          <button type="button" class="btn small" onClick={() => act?.showTimeline(report.check)}>
            Show its timeline
          </button>
        )}
      </div>
    </details>
  );
}

/** Progress is a sentence; the numbers are below it. */
function RunProgress({ run }: { readonly run: RunState }): JSX.Element | null {
  if (run.kind !== 'running') return null;
  return (
    <div class="report is-running">
      <p class="seen" role="status">
        {run.sentence}
      </p>
      <p class="num fine">
        {formatMs(run.virtualMs)} of virtual time so far · seed {run.seed} · strict run
      </p>
    </div>
  );
}
