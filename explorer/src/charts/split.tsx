/** A move in the row of a table: its part due to data solid, that due to criteria hatched, losses left of the axis. */
import { amount } from "../parts/numbers";
import { Hatched, HatchPattern, Solid, useHatch } from "./shapes";

interface Props {
  data: string;
  criteria: string;
  /** The greatest part of all rows, which is half of the axis. */
  most: number;
}

const [BAR, BETWEEN] = [8, 2];

/** The bars of one row; what they show stands in the cells beside them. */
export function SplitBars({ data, criteria, most }: Props) {
  const hatch = useHatch();
  const bar = (text: string) => {
    const part = ((amount(text) ?? 0) / (most || 1)) * 49;
    return { x: 50 + Math.min(part, 0), width: Math.abs(part), height: BAR };
  };
  const height = 2 * BAR + BETWEEN + 2;
  return (
    <svg class="bar-pair split" width="100%" height={height} aria-hidden="true">
      <HatchPattern id={hatch} />
      {amount(data) ? <Solid {...bar(data)} y={1} /> : null}
      {amount(criteria) ? <Hatched {...bar(criteria)} y={1 + BAR + BETWEEN} hatch={hatch} /> : null}
      <line class="axis" x1="50%" x2="50%" y1="0" y2={height} />
    </svg>
  );
}

/** The greatest part of some moves. */
export function most(splits: { data: string; criteria: string }[]): number {
  return Math.max(
    0,
    ...splits.flatMap(({ data, criteria }) => [data, criteria].map((text) => Math.abs(amount(text) ?? 0))),
  );
}
