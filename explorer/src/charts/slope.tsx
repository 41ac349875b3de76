/** A slope chart: ranks before and after, a line per unit; rising lines are heavy, falling ones dashed, others dotted. */
import { percent } from "../parts/numbers";
import "../style/charts.css";
import "../style/slope.css";

export interface Slope {
  name: string;
  old: number;
  new: number;
  oldTotal: string;
  newTotal: string;
}

interface Props {
  /** What the chart shows, read to those who do not see it. */
  title: string;
  heads: [string, string];
  slopes: Slope[];
}

const [PITCH, TOP, BELOW, LEFT, RIGHT] = [22, 34, 8, 38, 62];

export function SlopeChart({ title, heads, slopes }: Props) {
  const left = rows(slopes.map((slope) => slope.old));
  const right = rows(slopes.map((slope) => slope.new));
  return (
    <svg class="chart slope" role="img" aria-label={title} width="100%" height={TOP + PITCH * slopes.length + BELOW}>
      <text x={percent(LEFT - 1.5)} y="16" text-anchor="end" class="strong">
        {heads[0]}
      </text>
      <text x={percent(RIGHT + 1.5)} y="16" class="strong">
        {heads[1]}
      </text>
      {slopes.map((slope, place) => (
        <g key={slope.name} class={kind(slope)}>
          <title>{`${slope.name} ${slope.old} → ${slope.new}`}</title>
          <text x={percent(LEFT - 1.5)} y={(left[place] ?? 0) + 5} text-anchor="end">
            {`${slope.oldTotal}　${slope.name}　${slope.old}`}
          </text>
          <line x1={percent(LEFT)} x2={percent(RIGHT)} y1={left[place] ?? 0} y2={right[place] ?? 0} />
          <text x={percent(RIGHT + 1.5)} y={(right[place] ?? 0) + 5}>
            {`${slope.new}　${slope.name}　${slope.newTotal}`}
          </text>
        </g>
      ))}
    </svg>
  );
}

export function SlopeKey({ rose, fell, same }: { rose: string; fell: string; same: string }) {
  const lines: [string, string][] = [
    ["rose", rose],
    ["fell", fell],
    ["same", same],
  ];
  return (
    <p class="key slope">
      {lines.map(([kind, words]) => (
        <>
          <svg width="32" height="11" aria-hidden="true" class={kind}>
            <line x1="0" x2="32" y1="6" y2="6" />
          </svg>
          <span>{words}</span>
        </>
      ))}
    </p>
  );
}

function kind(slope: Slope): string {
  return slope.new < slope.old ? "rose" : slope.new > slope.old ? "fell" : "same";
}

/** Height of the row of every unit: by rank, one row each, also where a rank is shared. */
function rows(ranks: number[]): number[] {
  const order = ranks.map((_, place) => place).sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0) || a - b);
  const found: number[] = [];
  order.forEach((place, row) => {
    found[place] = TOP + PITCH * (row + 0.5);
  });
  return found;
}
