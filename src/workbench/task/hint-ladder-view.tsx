/**
 * The hint ladder, one rung at a time: what was seen and where to look stand above, the idea and a worked fragment
 * open on request. The price of the fragment is said before it is paid.
 * @module
 */
import type { JSX } from 'preact';
import type { ReportMessage } from '#bench/judge/report.ts';
import { CodeBlock, Markdown } from '../text/markdown.tsx';
import type { ViewProps } from '../view-props.ts';

export function HintLadderView({
  message,
  state,
  act,
}: ViewProps & { readonly message: ReportMessage }): JSX.Element | null {
  const ladder = state.hints[message.id];
  if (!ladder) return null;
  const rung = state.rungs[message.id] ?? 2;
  return (
    <div class="ladder">
      <h3>Hints</h3>
      <ol>
        <li class="given">
          <b>1</b> <span>What was seen</span> <span>above</span>
        </li>
        <li class="given">
          <b>2</b> <span>Where to look</span> <span>above</span>
        </li>
        <li>
          <b>3</b>
          {rung >= 3 ? (
            <div class="rung">
              <Markdown text={ladder.idea} />
            </div>
          ) : (
            <>
              <span>The idea</span>
              <button type="button" class="btn small" onClick={() => act?.openHint(message.id, 3)}>
                Show
              </button>
            </>
          )}
        </li>
        <li>
          <b>4</b>
          {rung >= 4 ? (
            <div class="rung">
              <CodeBlock code={ladder.fragment.code} />
              <Markdown text={ladder.fragment.text} />
            </div>
          ) : (
            <>
              <span>
                A worked fragment
                <small>Costs the mark “unaided”, nothing else.</small>
              </span>
              <button type="button" class="btn small" disabled={rung < 3} onClick={() => act?.openHint(message.id, 4)}>
                Show
              </button>
            </>
          )}
        </li>
      </ol>
    </div>
  );
}
