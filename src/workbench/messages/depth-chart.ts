/**
 * Two plots over one time axis, drawn with uPlot on a canvas: how many messages stand in each queue, and how old the oldest is. Loaded when
 * there is something to draw. Browser only.
 * @module
 */
import uPlot, { type Options, type Series } from 'uplot';
import { formatMs } from '../timeline/format-ms.ts';
import type { DepthSeries } from './depth-series.ts';
import type { Outage } from './outages.ts';

export interface ChartContent {
  readonly series: DepthSeries;
  readonly outages: readonly Outage[];
  /** The moment at which the page stands. */
  readonly atMs: number | undefined;
}

/** What a line looks like; colours are computed ones. */
export interface LineLook {
  readonly colour: string;
  readonly dash: readonly number[];
}

export interface ChartLooks {
  readonly lines: readonly LineLook[];
  readonly ink: string;
  readonly rule: string;
  readonly band: string;
  readonly moment: string;
  readonly font: string;
}

export interface DepthChart {
  show(content: ChartContent): void;
  resize(widthPx: number): void;
  destroy(): void;
}

const HEIGHT_PX = 130;
const AXIS_PX = 52;

/**
 * @param onMoment Told of the moment that somebody clicked on, in virtual milliseconds.
 *
 * @example
 * const chart = drawDepthChart(box, 640, looks, content, (atMs) => act.showMoment({ atMs }));
 */
export function drawDepthChart(
  box: HTMLElement,
  widthPx: number,
  looks: ChartLooks,
  first: ChartContent,
  onMoment: ((atMs: number) => void) | undefined,
): DepthChart {
  let content = first;
  const key = uPlot.sync('depth-and-age').key;
  const options = (label: string, unit: string): Options => ({
    width: widthPx,
    height: HEIGHT_PX,
    legend: { show: false },
    cursor: { sync: { key, setSeries: false }, drag: { x: false, y: false }, points: { size: 5 } },
    scales: { x: { time: false }, y: { range: (_plot, _min, max) => [0, max > 0 ? max * 1.1 : 1] } },
    axes: [
      axis(looks, { values: (_plot, ticks) => ticks.map((tick) => formatMs(Math.round(tick * 1_000_000) / 1_000)) }),
      axis(looks, { size: AXIS_PX }),
    ],
    series: [
      { label: 'Time' },
      ...content.series.queues.map(({ queue }, index) => line(looks, `${queue}, ${unit}`, index)),
    ],
    hooks: {
      drawClear: [(plot) => drawBands(plot, content, looks)],
      draw: [(plot) => drawMoment(plot, content, looks)],
      ready: [(plot) => plot.root.setAttribute('aria-hidden', 'true'), (plot) => listen(plot, onMoment)],
    },
    title: label,
  });
  const plots = [
    new uPlot(options('Messages in the queue', 'messages'), depthsOf(content), box),
    new uPlot(options('Age of the oldest, in seconds', 's'), agesOf(content), box),
  ];
  return {
    show: (next) => {
      content = next;
      plots[0]?.setData(depthsOf(next));
      plots[1]?.setData(agesOf(next));
    },
    resize: (width) => {
      for (const plot of plots) plot.setSize({ width, height: HEIGHT_PX });
    },
    destroy: () => {
      for (const plot of plots) plot.destroy();
    },
  };
}

const depthsOf = ({ series }: ChartContent): uPlot.AlignedData => [
  [...series.timesS],
  ...series.queues.map(({ depths }) => [...depths]),
];

const agesOf = ({ series }: ChartContent): uPlot.AlignedData => [
  [...series.timesS],
  ...series.queues.map(({ agesS }) => [...agesS]),
];

const axis = ({ ink, rule, font }: ChartLooks, more: Partial<uPlot.Axis>): uPlot.Axis => ({
  stroke: ink,
  font,
  grid: { stroke: rule, width: 1 },
  ticks: { stroke: rule, width: 1, size: 4 },
  ...more,
});

function line({ lines }: ChartLooks, label: string, index: number): Series {
  const look = lines[index % lines.length];
  return {
    label,
    stroke: look?.colour ?? '',
    dash: [...(look?.dash ?? [])],
    width: 1.5,
    points: { show: false },
    ...(uPlot.paths.stepped && { paths: uPlot.paths.stepped({ align: 1 }) }),
  };
}

function listen(plot: uPlot, onMoment: ((atMs: number) => void) | undefined): void {
  if (!onMoment) return;
  plot.over.addEventListener('click', () => {
    const { left = -1 } = plot.cursor;
    if (left >= 0) onMoment(plot.posToVal(left, 'x') * 1_000);
  });
}

function drawBands(plot: uPlot, { outages }: ChartContent, { band }: ChartLooks): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.fillStyle = band;
  for (const { fromMs, toMs } of outages) {
    const left = plot.valToPos(fromMs / 1_000, 'x', true);
    const right = plot.valToPos(toMs / 1_000, 'x', true);
    ctx.fillRect(left, bbox.top, Math.max(2, right - left), bbox.height);
  }
  ctx.restore();
}

function drawMoment(plot: uPlot, { atMs }: ChartContent, { moment }: ChartLooks): void {
  if (atMs === undefined) return;
  const { ctx, bbox } = plot;
  const x = plot.valToPos(atMs / 1_000, 'x', true);
  if (x < bbox.left || x > bbox.left + bbox.width) return;
  ctx.save();
  ctx.strokeStyle = moment;
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}
