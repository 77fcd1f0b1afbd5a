/**
 * The checks as a WebContainer found them, in the words and signs of the lab page; without what only a simulation has: virtual
 * time, lines of source, a run again of the same seed.
 * @module
 */
import type { JSX } from 'preact';
import type { CheckReport } from '#bench/judge/report.ts';
import type { LabCheck } from '#course/lab-manifest.ts';
import { reportsOf, type RunState } from '../state/run-state.ts';
import type { WorkbenchData } from '../state/workbench-data.ts';
import { CheckParts } from '../task/check-parts.tsx';
import { CheckSummary } from '../task/check-summary.tsx';
import { noJudgementWords } from '../task/no-judgement-words.ts';
import { ReportWords } from '../task/report-words.tsx';

interface ReportsProps {
  readonly data: WorkbenchData;
  readonly run: RunState;
}

export function ContainerReports({ data, run }: ReportsProps): JSX.Element {
  const reports = new Map(reportsOf(run).map((report) => [report.slug, report]));
  return (
    <ol class="checks" aria-label="Checks">
      {data.checks.map((check) => {
        const report = reports.get(check.slug);
        const isRunning = run.kind === 'running' && run.slug === check.slug && !report;
        return (
          <li key={check.id}>
            <CheckHead check={check} report={report} isRunning={isRunning} />
            {isRunning && (
              <p class="report is-running seen" role="status">
                {run.sentence}
              </p>
            )}
            {report?.parts && report.parts.length > 0 && <CheckParts check={check.id} parts={report.parts} />}
            {report && report.verdict !== 'pass' && report.verdict !== 'not-run' && <Found report={report} />}
          </li>
        );
      })}
    </ol>
  );
}

interface HeadProps {
  readonly check: LabCheck;
  readonly report: CheckReport | undefined;
  readonly isRunning: boolean;
}

function CheckHead({ check, report, isRunning }: HeadProps): JSX.Element {
  const verdict = isRunning ? 'running' : (report?.verdict ?? 'not-run');
  return (
    <details class={`check is-${verdict}`}>
      <CheckSummary check={check} held={report?.held ?? ''} verdict={verdict} />
      <div class="promise">
        <p>{check.promise}</p>
      </div>
    </details>
  );
}

function Found({ report }: { readonly report: CheckReport }): JSX.Element {
  const { message, reason, verdict } = report;
  const words = noJudgementWords(verdict);
  return (
    <div class={`report is-${verdict}`} role="region" aria-label={`Report of ${report.check}`}>
      {message ? (
        <ReportWords message={message} />
      ) : (
        <>
          <h2 class="seen">{words.head}</h2>
          {reason && <p class="reason">{reason}</p>}
          <p class="fine">{words.meaning}</p>
        </>
      )}
    </div>
  );
}
