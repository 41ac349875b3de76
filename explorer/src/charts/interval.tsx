/** Interval of ranks in the row of a table: a line over all ranks, a hatched bar over the interval, a triangle at the rank. */
import { percent } from "../parts/numbers";
import { Hatched, HatchPattern, Triangle, useHatch } from "./shapes";

interface Props {
  rank: number;
  low: number;
  high: number;
  /** Number of ranks of the axis. */
  ranks: number;
  best?: number;
  worst?: number;
  median?: number;
}

const [HEIGHT, MIDDLE] = [22, 14];

export function Interval({ rank, low, high, ranks, best = low, worst = high, median }: Props) {
  const hatch = useHatch();
  const step = 94 / Math.max(ranks, 1);
  const at = (one: number) => 3 + step * (one - 0.5);
  const half = Math.max(step * 0.32, 0.8);
  return (
    <svg class="interval" width="100%" height={HEIGHT} aria-hidden="true">
      <HatchPattern id={hatch} />
      <line class="axis faint" x1="3%" x2="97%" y1={MIDDLE} y2={MIDDLE} />
      <line class="axis" x1={percent(at(best))} x2={percent(at(worst))} y1={MIDDLE} y2={MIDDLE} />
      <Hatched x={at(low) - half} y={MIDDLE - 5} width={at(high) - at(low) + 2 * half} height={10} hatch={hatch} />
      {median !== undefined && (
        <line class="own" x1={percent(at(median))} x2={percent(at(median))} y1={MIDDLE - 7} y2={MIDDLE + 7} />
      )}
      <Triangle x={at(rank)} y={MIDDLE - 5} size={8} />
    </svg>
  );
}
