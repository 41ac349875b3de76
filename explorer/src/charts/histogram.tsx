/** A histogram: how many units lie where, the number on every column, the bounds of the columns below. */
import { scaleLinear } from "d3-scale";
import { along, amount, percent } from "../parts/numbers";
import { Solid, Triangle } from "./shapes";

interface Props {
  /** What the chart shows, read to those who do not see it. */
  title: string;
  /** As printed. */
  values: readonly string[];
  own?: { value: string; words: string } | undefined;
  mean?: { value: string; words: string } | undefined;
  /** Ends of the axis, where they are not those of the values. */
  from?: number;
  to?: number;
}

const [TOP, HIGH, BELOW] = [44, 110, 24];
const COLUMNS = 12;

export interface Bin {
  low: number;
  high: number;
  count: number;
}

/** Columns of equal width over round bounds; the last one holds its upper bound too. */
export function bins(values: readonly number[], from: number, to: number): Bin[] {
  const ticks = scaleLinear().domain([from, to]).nice(COLUMNS).ticks(COLUMNS);
  const made = ticks.slice(1).map((high, i) => ({ low: ticks[i] ?? high, high, count: 0 }));
  for (const value of values) {
    const bin = made.find((one) => value < one.high) ?? made[made.length - 1];
    if (bin) bin.count += 1;
  }
  return made;
}

export function Histogram({ title, values, own, mean, from, to }: Props) {
  const numbers = values.map(amount).filter((value) => value !== undefined);
  if (numbers.length === 0) return null;
  const [low, high] = ends(numbers, from, to);
  const columns = bins(numbers, low, high);
  const [first, last] = [columns[0]?.low ?? low, columns[columns.length - 1]?.high ?? high];
  const most = Math.max(...columns.map((bin) => bin.count));
  const at = (value: number) => 2 + along(value, first, last) * 0.96;
  const base = TOP + HIGH;
  return (
    <svg class="chart" role="img" aria-label={title} width="100%" height={base + BELOW}>
      {columns.map((bin) => (
        <Column key={bin.low} bin={bin} x={at(bin.low)} end={at(bin.high)} most={most} />
      ))}
      <line class="axis" x1="2%" x2="98%" y1={base} y2={base} />
      {columns.map((bin, i) => i % 2 === 0 && <Bound key={bin.low} value={bin.low} x={at(bin.low)} />)}
      {columns.length % 2 === 0 && <Bound value={last} x={at(last)} />}
      {mean?.value && <Line kind="mean" x={at(amount(mean.value) ?? low)} words={mean.words} y={14} />}
      {own?.value && <Line kind="own" x={at(amount(own.value) ?? low)} words={own.words} y={14} />}
    </svg>
  );
}

function ends(numbers: readonly number[], from?: number, to?: number): [number, number] {
  const [low, high] = [from ?? Math.min(...numbers), to ?? Math.max(...numbers)];
  return high > low ? [low, high] : [low - 1, high + 1];
}

function Column({ bin, x, end, most }: { bin: Bin; x: number; end: number; most: number }) {
  const height = most ? (bin.count / most) * HIGH : 0;
  if (!bin.count) return null;
  return (
    <>
      <Solid x={x + 0.2} y={TOP + HIGH - height} width={end - x - 0.4} height={height} />
      <text x={percent((x + end) / 2)} y={TOP + HIGH - height - 4} text-anchor="middle">
        {bin.count}
      </text>
    </>
  );
}

function Bound({ value, x }: { value: number; x: number }) {
  return (
    <text x={percent(x)} y={TOP + HIGH + 17} text-anchor="middle">
      {value}
    </text>
  );
}

function Line({ kind, x, words, y }: { kind: "own" | "mean"; x: number; words: string; y: number }) {
  const anchor = x < 18 ? "start" : x > 82 ? "end" : "middle";
  return (
    <>
      <line class="halo" x1={percent(x)} x2={percent(x)} y1={TOP} y2={TOP + HIGH} />
      <line class={kind} x1={percent(x)} x2={percent(x)} y1={y + 6} y2={TOP + HIGH} />
      {kind === "own" && <Triangle x={x} y={y + 14} />}
      <text x={percent(x)} y={y} text-anchor={anchor} class={kind === "own" ? "strong" : undefined}>
        {words}
      </text>
    </>
  );
}
