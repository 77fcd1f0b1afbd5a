/**
 * Draws a timeline's geometry as SVG.
 * @module
 */
import type { JSX } from 'preact';
import { RoleShape } from '../system/role-shape.tsx';
import type { TimelineMessage } from '#bench/judge/report.ts';
import type { PlacedLabel } from './label-room.ts';
import { formatMs, formatNumber } from './format-ms.ts';
import type { TimelineDrawing, TimelineLine, TimelineTick } from './timeline-layout.ts';

interface TimelinePlotProps {
  readonly drawing: TimelineDrawing;
  /** The list entry that is being read. */
  readonly current: string | undefined;
  /** The moment at which the map stands. */
  readonly atMs: number | undefined;
  readonly onMark: (operation: string) => void;
}

export function TimelinePlot({ drawing, current, atMs, onMark }: TimelinePlotProps): JSX.Element {
  const { width, height, scale, heads } = drawing;
  const first = (heads[0]?.x ?? 0) - 20;
  return (
    <svg
      class="draw"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label="Space-time diagram"
    >
      <defs>
        <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V7" class="hatch" />
        </pattern>
      </defs>
      {scale.ticksMs.map((ms) => (
        <g key={ms}>
          <path class="rule" d={`M${first} ${scale.y(ms)}H${width - 100}`} />
          <text class="sub label-end" x={58} y={scale.y(ms) + 4}>
            {formatNumber(ms)}
          </text>
        </g>
      ))}
      <text class="sub label-end" x={58} y={26}>
        ms
      </text>
      {atMs !== undefined && atMs >= drawing.window.fromMs && atMs <= drawing.window.toMs && (
        <path class="now" d={`M${first} ${scale.y(atMs)}H${width - 100}`} />
      )}
      {drawing.bands.map(({ band, x, y, width: across, height: down }) => (
        <rect class="band" key={`${x} ${y}`} x={x} y={y} width={across} height={down}>
          <title>{`${band.process}, ${formatMs(band.fromMs)} to ${formatMs(band.toMs)}: ${band.label}`}</title>
        </rect>
      ))}
      {heads.map((head) => (
        <g key={head.process} class={head.role}>
          {head.lives.map((life) => (
            <path class="life" key={life.fromY} d={`M${head.x} ${life.fromY}V${life.toY}`} />
          ))}
          <RoleShape role={head.role} x={head.x} y={18} width={head.width} height={26} />
          <text class="lab mid" x={head.x} y={22.5}>
            {head.process}
          </text>
        </g>
      ))}
      {drawing.crowd !== '' && (
        <path class="crowd" d={drawing.crowd} stroke-opacity={crowdOpacity(drawing.window.crowd.length)} />
      )}
      {drawing.crowdedTicks !== '' && <path class="crowded-ticks" d={drawing.crowdedTicks} />}
      {drawing.lines.map((line) => (
        <Line key={line.message.id} line={line} isCurrent={line.message.id === current} onMark={onMark} />
      ))}
      {drawing.ticks.map((tick, index) => (
        <Tick key={index} tick={tick} />
      ))}
      {scale.breaks.map((gap) => (
        <g key={gap.fromMs}>
          <path class="cut" d={`M${first} ${gap.y + 14}l10-5 10 5 10-5`} />
          <text class="sub label-end" x={58} y={gap.y + 18}>
            {`+${formatMs(shortGap(gap.toMs - gap.fromMs))}`}
          </text>
        </g>
      ))}
      {drawing.bands.map(
        ({ label }, index) => label && <Label key={`band-${index}`} {...label} isMarked={false} isFault />,
      )}
      {drawing.lines.map(
        (line) => line.label && <Label key={line.message.id} {...line.label} isMarked={line.isMarked} />,
      )}
    </svg>
  );
}

interface LineProps {
  readonly line: TimelineLine;
  readonly isCurrent: boolean;
  readonly onMark: (operation: string) => void;
}

/** So many lines lie upon each other that only where they are dense should show. */
const crowdOpacity = (count: number): number => Math.max(0.12, Math.min(1, 300 / count));

/** Beside the axis is room for three digits. */
const shortGap = (ms: number): number => (ms < 100 ? ms : Math.round(ms));

/** A pointer may press a line; people with a keyboard have the list beside it, with the same events. */
function Line({ line, isCurrent, onMark }: LineProps): JSX.Element {
  const { message, isMarked, x1, y1, x2, y2 } = line;
  const path = `M${x1} ${y1}L${x2} ${y2}`;
  const isBroken = message.kind === 'refused' || message.kind === 'reset' || message.kind === 'lost';
  const isHurt = !isBroken && (message.fault !== undefined || message.kind === 'duplicate');
  const kind = [isBroken ? 'is-broken' : isMarked ? 'is-marked' : 'is-other', isHurt && 'is-hurt']
    .filter(Boolean)
    .join(' ');
  const angle = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
  const { operation } = message;
  return (
    <g
      class={`message ${kind}${isCurrent ? ' is-current' : ''}`}
      onClick={operation === undefined ? undefined : () => onMark(operation)}
    >
      {isMarked && <path class="marker" d={path} />}
      <path class="reach" d={path} />
      {message.kind === 'duplicate' ? (
        <path class="stroke" d={`M${x1} ${y1 - 2}L${x2} ${y2 - 2}M${x1} ${y1 + 2}L${x2} ${y2 + 2}`} />
      ) : (
        <path class="stroke" d={path} />
      )}
      {isBroken ? (
        <path class="cross" d={`M${x2 - 5} ${y2 - 5}l10 10m0-10l-10 10`} />
      ) : (
        isMarked && <path class="head" d="M0 0l-9-4v8z" transform={`translate(${x2} ${y2}) rotate(${angle})`} />
      )}
      <title>{titleOf(message)}</title>
    </g>
  );
}

const titleOf = ({ from, to, label, fault, preview }: TimelineMessage): string =>
  [`${from} → ${to}: ${label}`, fault, preview].filter(Boolean).join('\n');

function Tick({ tick }: { readonly tick: TimelineTick }): JSX.Element {
  const { moment, x, y, isMarked, label } = tick;
  return (
    <g class={`moment moment-${moment.kind}${isMarked ? ' is-marked' : ''}`}>
      {moment.kind === 'ledger' && <path class="ledger" d={`M${x - 8} ${y}h16`} />}
      {(moment.kind === 'killed' || moment.kind === 'error' || moment.kind === 'denied') && (
        <path class="cross" d={`M${x - 6} ${y - 6}l12 12m0-12l-12 12`} />
      )}
      {moment.kind === 'exited' && <path class="cross" d={`M${x - 8} ${y}h16`} />}
      {moment.kind === 'stored' && <path class="stored" d={`M${x - 7} ${y - 2}h14m-14 4h14`} />}
      {moment.kind === 'fault' && <path class="cross" d={`M${x - 4} ${y - 4}l8 8m0-8l-8 8`} />}
      {moment.kind === 'note' && <path class="note" d={`M${x} ${y + 5}v-11l9 3.5-9 3.5`} />}
      {moment.kind === 'log' && <circle class="dot" cx={x} cy={y} r={2.5} />}
      {(moment.kind === 'started' || moment.kind === 'listening') && <circle class="ring" cx={x} cy={y} r={3} />}
      {label && <Label {...label} isMarked={isMarked} />}
      <title>{`${moment.process}: ${moment.label}`}</title>
    </g>
  );
}

function Label({
  x,
  y,
  text,
  isMarked,
  isFault = false,
}: PlacedLabel & { readonly isMarked: boolean; readonly isFault?: boolean }): JSX.Element {
  return (
    <text class={`sub mid halo${isMarked ? ' is-marked' : ''}${isFault ? ' is-fault' : ''}`} x={x} y={y}>
      {text}
    </text>
  );
}
