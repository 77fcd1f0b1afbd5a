/**
 * The checks, one line each; the first that broke opens into its report, later ones open on demand. After a reload the lines say
 * what the last run came to.
 * @module
 */
import type { JSX } from 'preact';
import type { CheckReport, Verdict } from '#bench/judge/report.ts';
import type { LabCheck } from '#course/lab-manifest.ts';
import type { RunCheck } from '#workbook/record.ts';
import { formatMs } from '../timeline/format-ms.ts';
import { reportsOf, type RunState } from '../state/run-state.ts';
import { creditedRun } from '../state/step-progress.ts';
import type { ViewProps } from '../view-props.ts';
import { CheckParts } from './check-parts.tsx';
import { CheckSummary } from './check-summary.tsx';
import { ReportView } from './report-view.tsx';

export function ChecksList({ state, act }: ViewProps): JSX.Element {
  const reports = new Map(reportsOf(state.run).map((report) => [report.slug, report]));
  const first = [...reports.values()].find(needsReading);
  // After a reload there are no reports, but what the last run came to is kept.
  const kept = state.run.kind === 'none' ? (creditedRun(state.facts)?.checks ?? []) : [];
  return (
    <ol class="checks" aria-label="Checks">
      {state.data.checks.map((check) => {
        const report = reports.get(check.slug);
        const found: Found | undefined = report ?? kept.find((candidate) => candidate.check === check.id);
        const isRunning = state.run.kind === 'running' && state.run.slug === check.slug && !report;
        return (
          <li key={check.id}>
            <CheckLine
              check={check}
              report={report}
              held={found?.held ?? ''}
              verdict={isRunning ? 'running' : (found?.verdict ?? 'not-run')}
              act={act}
            />
            {isRunning && <RunProgress run={state.run} />}
            {found?.parts && found.parts.length > 0 && <CheckParts check={check.id} parts={found.parts} />}
            {report === first && report && <ReportView report={report} state={state} act={act} />}
            {report && report !== first && needsReading(report) && (
              <details class="later">
                <summary>{plainText(report.message?.seen ?? report.reason ?? 'Its report')}</summary>
                <ReportView report={report} state={state} act={act} />
              </details>
            )}
          </li>
        );
      })}
    </ol>
  );
}

const needsReading = ({ verdict }: CheckReport): boolean => verdict !== 'pass' && verdict !== 'not-run';

/** What a report and a kept run have in common. */
type Found = Pick<CheckReport, 'verdict' | 'held'> & Pick<RunCheck, 'parts'>;

/** Without the highlighter: only the first report marks its example. */
const plainText = (text: string): string => text.replaceAll(/\[\[|\]\]|`/g, '');

interface CheckLineProps {
  readonly check: LabCheck;
  readonly report: CheckReport | undefined;
  readonly held: string;
  readonly verdict: Verdict | 'running';
  readonly act: ViewProps['act'];
}

function CheckLine({ check, report, held, verdict, act }: CheckLineProps): JSX.Element {
  return (
    <details class={`check is-${verdict}`}>
      <CheckSummary check={check} held={held} verdict={verdict} />
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
