/** Bars in the rows of a table: the unit's own solid, the one it is compared with hatched below it. */
import { amount } from "../parts/numbers";
import { Hatched, HatchPattern, Solid, useHatch } from "./shapes";

const BAR = 9;
const BETWEEN = 3;

interface Props {
  /** Share of the axis as printed (`93.33%`); empty where there is none. */
  share: string;
  other?: string;
  /** What the whole axis is, where it is not a hundred percent. */
  most?: number;
}

/** The bars of one row; what they show stands in the cells beside them. */
export function BarPair({ share, other, most = 100 }: Props) {
  const hatch = useHatch();
  const height = other === undefined ? BAR + 2 : 2 * BAR + BETWEEN + 2;
  const length = (text: string) => Math.min(Math.max(((amount(text) ?? 0) / most) * 100, 0), 100);
  return (
    <svg class="bar-pair" width="100%" height={height} aria-hidden="true">
      {other !== undefined && <HatchPattern id={hatch} />}
      {share && <Solid x={0} y={1} width={length(share)} height={BAR} />}
      {other && <Hatched x={0} y={1 + BAR + BETWEEN} width={length(other)} height={BAR} hatch={hatch} />}
      <line class="axis" x1="0" x2="0" y1="0" y2={height} />
    </svg>
  );
}

/** What solid and hatched bars are. */
export function BarKey({ own, other }: { own: string; other: string }) {
  const hatch = useHatch();
  return (
    <p class="key">
      <svg width="28" height="11" aria-hidden="true">
        <Solid x={0} y={1} width={100} height={BAR} />
      </svg>
      <span>{own}</span>
      <svg width="28" height="11" aria-hidden="true">
        <HatchPattern id={hatch} />
        <Hatched x={0} y={1} width={100} height={BAR} hatch={hatch} />
      </svg>
      <span>{other}</span>
    </p>
  );
}
