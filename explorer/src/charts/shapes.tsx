/**
 * The few shapes that charts are drawn with, as in print: black, white, one grey, and hatching.
 *
 * Places along an axis are percentages of the drawing's width, so that a chart fits a phone, a sheet of paper and
 * 200 % zoom without being measured, and its letters stay as large as those beside it.
 */
import { useId } from "preact/hooks";
import "../style/charts.css";
import { percent } from "../parts/numbers";

interface BoxProps {
  x: number;
  y: number;
  width: number;
  height: number;
}

export function Solid({ x, y, width, height }: BoxProps) {
  return <rect class="solid" x={percent(x)} y={y} width={percent(width)} height={height} />;
}

/** A hatched bar; `hatch` is the id of the pattern of its drawing. */
export function Hatched({ x, y, width, height, hatch }: BoxProps & { hatch: string }) {
  return <rect class="hatched" x={percent(x)} y={y} width={percent(width)} height={height} fill={`url(#${hatch})`} />;
}

export function useHatch(): string {
  return `hatch-${useId()}`;
}

export function HatchPattern({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" fill="#fff" />
        <line x1="0" y1="0" x2="0" y2="5" stroke="#1a1a1a" stroke-width="1.6" />
      </pattern>
    </defs>
  );
}

/** A triangle whose tip points down to a place on the axis. */
export function Triangle({ x, y, size = 9 }: { x: number; y: number; size?: number }) {
  return (
    <svg x={percent(x)} y={y - size} overflow="visible" width="1" height="1" aria-hidden="true">
      <path class="mark-own" d={`M0 ${size}L${-size / 2} 0L${size / 2} 0Z`} />
    </svg>
  );
}

/** Words at a place on the axis that do not run out of the drawing at its ends. */
export function Label({ x, y, children, strong }: { x: number; y: number; children: string; strong?: boolean }) {
  const anchor = x < 18 ? "start" : x > 82 ? "end" : "middle";
  return (
    <text x={percent(x)} y={y} text-anchor={anchor} class={strong ? "strong" : undefined}>
      {children}
    </text>
  );
}
