/**
 * What a check found: the verdict with its example, expected and received, why it matters, where to look, how to see it
 * again, and the hints. Verdicts without a judgement say what kept the check from judging.
 * @module
 */
import type { JSX } from 'preact';
import { parseReplay } from '#bench/judge/replay-line.ts';
import type { CheckReport, ReportMessage } from '#bench/judge/report.ts';
import { formatMs } from '../timeline/format-ms.ts';
import { placeInText } from '../text/place-in-text.ts';
import type { ViewProps } from '../view-props.ts';
import { CopyButton } from './copy-button.tsx';
import { HintLadderView } from './hint-ladder-view.tsx';
import { noJudgementWords } from './no-judgement-words.ts';
import { ReportWords } from './report-words.tsx';

interface ReportProps extends ViewProps {
  readonly report: CheckReport;
}

export function ReportView({ report, state, act }: ReportProps): JSX.Element {
  const { message } = report;
  return (
    <div class={`report is-${report.verdict}`} role="region" aria-label={`Report of ${report.check}`}>
      {message ? (
        <Message message={message} report={report} act={act} />
      ) : (
        <NoJudgement report={report} state={state} act={act} />
      )}
      <div class="seed">
        <code>{report.replay}</code>
        <CopyButton text={report.replay} />
      </div>
      <div class="acts">
        <button type="button" class="btn small" onClick={() => again(report, act)}>
          {report.traffic?.operations ? 'Run again with these requests' : 'Run again with this seed'}
        </button>
        {report.timeline && (
          <button type="button" class="btn small" onClick={() => act?.showTimeline(report.check)}>
            Show the timeline
          </button>
        )}
      </div>
      {message && <HintLadderView message={message} state={state} act={act} />}
    </div>
  );
}

/** A whole run is run again with all of its checks; one that was shortened stands for itself. */
function again({ replay: line }: CheckReport, act: ViewProps['act']): void {
  const replay = parseReplay(line);
  if (replay?.keep) act?.replay(replay);
  else act?.runChecks(replay?.seed);
}

function Message({
  message,
  report,
  act,
}: {
  readonly message: ReportMessage;
  readonly report: CheckReport;
  readonly act: ViewProps['act'];
}): JSX.Element {
  return (
    <>
      <ReportWords message={message} />
      <h3>Where to look</h3>
      <WhereToLook message={message} report={report} act={act} />
    </>
  );
}

function WhereToLook({
  message,
  report,
  act,
}: {
  readonly message: ReportMessage;
  readonly report: CheckReport;
  readonly act: ViewProps['act'];
}): JSX.Element {
  const { example, where } = message;
  return (
    <ul class="where">
      {where.map((place) => (
        <li key={`${place.file}:${place.line}:${place.atMs}`}>
          <button type="button" class="link" onClick={() => act?.showSource(place)}>
            <code>{place.file}</code>, line {place.line}
          </button>
        </li>
      ))}
      {message.whereUnknown !== undefined && <li>{message.whereUnknown}</li>}
      {example && report.timeline && (
        <li>
          <button type="button" class="link" onClick={() => act?.showTimeline(report.check)}>
            the timeline from {formatMs(example.atMs)}
          </button>
        </li>
      )}
    </ul>
  );
}

function NoJudgement({ report, state, act }: ReportProps): JSX.Element {
  const place = placeInText(report.reason ?? '');
  return (
    <>
      <h2 class="seen">{noJudgementWords(report.verdict).head}</h2>
      {report.reason && <p class="reason">{report.reason}</p>}
      {place && place.file in state.files && (
        <p>
          <button type="button" class="link" onClick={() => act?.showSource(place)}>
            <code>{place.file}</code>, line {place.line}, column {place.column}
          </button>
        </p>
      )}
      <p class="fine">{noJudgementWords(report.verdict).meaning}</p>
    </>
  );
}
