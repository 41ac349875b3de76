/** How often a unit has which rank, in the row of a table: a bar per rank, as high as its share, a triangle at the rank of the run. */
import { percent } from "../parts/numbers";
import { Triangle } from "./shapes";

interface Props {
  rank: number;
  /** Rank and share in thousandths. */
  shares: [number, number][];
  /** Number of ranks of the axis. */
  ranks: number;
}

const [TOP, HIGH, WHOLE] = [9, 22, 1000];

export function Shares({ rank, shares, ranks }: Props) {
  const step = 94 / Math.max(ranks, 1);
  const left = (one: number) => 3 + step * (one - 1);
  return (
    <svg class="interval" width="100%" height={TOP + HIGH + 2} aria-hidden="true">
      {shares.map(([one, share]) => {
        const height = Math.max((share / WHOLE) * HIGH, 1);
        return (
          <rect
            key={one}
            class="solid"
            x={percent(left(one) + step * 0.12)}
            y={TOP + HIGH - height}
            width={percent(Math.max(step * 0.76, 0.4))}
            height={height}
          />
        );
      })}
      <line class="axis" x1="3%" x2="97%" y1={TOP + HIGH} y2={TOP + HIGH} />
      <Triangle x={left(rank) + step / 2} y={TOP - 1} size={7} />
    </svg>
  );
}
