/**
 * The shape of a role, the same in map and timeline: stadium, rectangle, hexagon, cylinder, double rectangle.
 * @module
 */
import type { JSX } from 'preact';
import type { ProcessRole } from '#bench/judge/report.ts';

interface RoleShapeProps {
  readonly role: ProcessRole;
  /** Centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function RoleShape({ role, x, y, width, height }: RoleShapeProps): JSX.Element {
  const left = x - width / 2;
  const upper = y - height / 2;
  const box = { x: left, y: upper, width, height };
  switch (role) {
    case 'client':
      return <rect class="body" {...box} rx={height / 2} />;
    case 'service':
      return <rect class="body" {...box} />;
    case 'world':
      return (
        <>
          <rect class="body" {...box} />
          <rect class="line" x={left + 3.5} y={upper + 3.5} width={width - 7} height={height - 7} />
        </>
      );
    case 'broker':
      return (
        <path
          class="body"
          d={`M${left} ${y}l${height / 3} ${-height / 2}h${width - (2 * height) / 3}l${height / 3} ${height / 2}l${-height / 3} ${height / 2}h${-width + (2 * height) / 3}z`}
        />
      );
    case 'store': {
      // A lid of a low cylinder must leave room for a line of text.
      const lid = Math.min(6, height / 6);
      return (
        <>
          <path
            class="body"
            d={`M${left} ${upper + lid}v${height - 2 * lid}c0 ${lid * 0.7} ${width / 5} ${lid} ${width / 2} ${lid}s${width / 2} ${-lid * 0.3} ${width / 2} ${-lid}v${2 * lid - height}`}
          />
          <ellipse class="body" cx={x} cy={upper + lid} rx={width / 2} ry={lid} />
        </>
      );
    }
  }
}
