/**
 * Depth and age of the queues over virtual time: a plot for the eye, and the same in a table. The plot follows the theme, the width
 * and the moment that is shown.
 * @module
 */
import type { JSX, RefObject } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { BrokerRecord } from '#bench/judge/broker-record.ts';
import { formatMs } from '../timeline/format-ms.ts';
import { useWidth } from '../use-width.ts';
import type { ChartContent, ChartLooks, DepthChart } from './depth-chart.ts';
import { depthSeries, type QueueSeries } from './depth-series.ts';
import type { Outage } from './outages.ts';

interface DepthPlotProps {
  readonly records: readonly BrokerRecord[];
  readonly endMs: number;
  readonly atMs: number | undefined;
  readonly outages: readonly Outage[];
  readonly onMoment: ((atMs: number) => void) | undefined;
}

const STEPS = 400;
const INITIAL_PX = 600;
/** Lines differ by colour and by dashes; more queues than these begin again. */
const dashes: readonly (readonly number[])[] = [[], [], [7, 3], [7, 3], [2, 3], [2, 3]];

export function DepthPlot({ records, endMs, atMs, outages, onMoment }: DepthPlotProps): JSX.Element {
  const whole = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(whole, INITIAL_PX);
  const series = useMemo(() => depthSeries(records, endMs, STEPS), [records, endMs]);
  const content = useMemo(() => ({ series, outages, atMs }), [series, outages, atMs]);
  const failed = useChart(whole, box, widthPx, content, onMoment);
  return (
    <section aria-labelledby="messages-depth" class="depth" ref={whole}>
      <h3 id="messages-depth">Depth and age over time</h3>
      <ul class="depth-legend" aria-hidden="true">
        {series.queues.map(({ broker, queue }, index) => (
          <li key={`${broker} ${queue}`}>
            <svg class={`line-${index % dashes.length}`} width="28" height="10" viewBox="0 0 28 10">
              <path d="M0 5H28" stroke-dasharray={dashes[index % dashes.length]?.join(' ')} />
            </svg>
            {queue}
          </li>
        ))}
        {outages.length > 0 && (
          <li>
            <span class="band" /> something was down or disturbed
          </li>
        )}
      </ul>
      {failed ? (
        <p class="fine">The plot could not be loaded; the table has the same.</p>
      ) : (
        <div class="depth-box" ref={box} />
      )}
      <div class="depth-looks" aria-hidden="true">
        {dashes.map((_, index) => (
          <i key={index} class={`line-${index}`} />
        ))}
        <i class="look-rule" />
        <i class="look-band" />
        <i class="look-moment" />
      </div>
      <DepthTable queues={series.queues} />
      {outages.length > 0 && (
        <p class="fine">
          {outages
            .slice(0, 6)
            .map(({ label, fromMs, toMs }) => `${label} from ${formatMs(fromMs)} to ${formatMs(toMs)}`)
            .join('; ')}
          {outages.length > 6 && `; and ${outages.length - 6} more`}.
        </p>
      )}
    </section>
  );
}

function DepthTable({ queues }: { readonly queues: readonly QueueSeries[] }): JSX.Element {
  return (
    <div class="messages-scroll" tabIndex={0} role="region" aria-label="Depth and age of the queues in numbers">
      <table class="num" data-part="depths">
        <thead>
          <tr>
            <th scope="col">Queue</th>
            <th scope="col">Most messages</th>
            <th scope="col">Greatest age</th>
            <th scope="col">At the end</th>
          </tr>
        </thead>
        <tbody>
          {queues.map(({ broker, queue, highest, oldest, depths }) => (
            <tr key={`${broker} ${queue}`}>
              <th scope="row">{queue}</th>
              <td>{highest.depth === 0 ? 'never any' : `${highest.depth} at ${formatMs(highest.atMs)}`}</td>
              <td>{oldest.ageMs === 0 ? '–' : `${formatMs(oldest.ageMs)} at ${formatMs(oldest.atMs)}`}</td>
              <td>{depths.at(-1) ?? 'no such queue'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** @returns true when the plot could not be loaded. */
function useChart(
  whole: RefObject<HTMLElement>,
  box: RefObject<HTMLElement>,
  widthPx: number,
  content: ChartContent,
  onMoment: ((atMs: number) => void) | undefined,
): boolean {
  const [failed, setFailed] = useState(false);
  const [theme, setTheme] = useState(0);
  const chart = useRef<DepthChart | undefined>(undefined);
  const latest = useRef({ content, widthPx, onMoment });
  latest.current = { content, widthPx, onMoment };
  useEffect(() => {
    const changed = (): void => setTheme((count) => count + 1);
    const system = matchMedia('(prefers-color-scheme: dark)');
    const observer = new MutationObserver(changed);
    system.addEventListener('change', changed);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      system.removeEventListener('change', changed);
      observer.disconnect();
    };
  }, []);
  const queueNames = content.series.queues.map(({ broker, queue }) => `${broker} ${queue}`).join(' ');
  useEffect(() => {
    let isGone = false;
    void import('./depth-chart.ts').then(
      ({ drawDepthChart }) => {
        if (isGone || !box.current || !whole.current) return;
        const now = latest.current;
        chart.current = drawDepthChart(box.current, now.widthPx, looksOf(whole.current), now.content, (atMs) =>
          latest.current.onMoment?.(atMs),
        );
      },
      () => setFailed(true),
    );
    return () => {
      isGone = true;
      chart.current?.destroy();
      chart.current = undefined;
    };
  }, [theme, queueNames]);
  useEffect(() => chart.current?.show(content), [content]);
  useEffect(() => chart.current?.resize(widthPx), [widthPx]);
  return failed;
}

/** A canvas needs colours as numbers; only an element has them. */
function looksOf(whole: HTMLElement): ChartLooks {
  const style = (selector: string): CSSStyleDeclaration => getComputedStyle(whole.querySelector(selector) ?? whole);
  return {
    lines: dashes.map((dash, index) => ({ dash, colour: style(`.depth-looks .line-${index}`).color })),
    ink: getComputedStyle(whole).color,
    rule: style('.look-rule').color,
    band: style('.look-band').color,
    moment: style('.look-moment').color,
    font: `12px ${getComputedStyle(whole).fontFamily}`,
  };
}
