/**
 * The one line of a check: its sign, its number, its title, and what held.
 * @module
 */
import type { JSX } from 'preact';
import type { Verdict } from '#bench/judge/report.ts';
import type { LabCheck } from '#course/lab-manifest.ts';
import { MarkedText } from '../text/marked-text.tsx';
import { VerdictSign } from './verdict-sign.tsx';

interface SummaryProps {
  readonly check: LabCheck;
  readonly held: string;
  readonly verdict: Verdict | 'running';
}

export function CheckSummary({ check, held, verdict }: SummaryProps): JSX.Element {
  return (
    <summary>
      <VerdictSign verdict={verdict} />
      <span class="check-id">{check.id}</span>
      <span class="check-words">
        <span class="check-title">{check.title}</span>
        <span class="held num">
          <MarkedText text={held} />
        </span>
      </span>
    </summary>
  );
}
