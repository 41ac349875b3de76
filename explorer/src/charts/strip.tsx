/** A strip: every unit a stroke on one axis, one of them marked, the mean a dashed line; a histogram where they are many. */
import { along, amount, percent } from "../parts/numbers";
import { Histogram } from "./histogram";
import { Label, Triangle } from "./shapes";

export interface Point {
  /** As printed. */
  value: string;
  name: string;
  /** Its own page, if it has one. */
  href?: string;
}

interface Props {
  /** What the chart shows, read to those who do not see it. */
  title: string;
  points: readonly Point[];
  own?: { value: string; words: string } | undefined;
  mean?: { value: string; words: string } | undefined;
  lowest: string;
  highest: string;
}

const MOST = 120;
const [HEAD, STROKE, BELOW] = [34, 22, 22]; // room for the words of the marked unit, strokes, words below, px

export function Strip(props: Props) {
  const { title, points, own, mean } = props;
  const values = points.map((point) => amount(point.value)).filter((value) => value !== undefined);
  if (values.length === 0) return null;
  if (points.length > MOST) return <Histogram {...props} values={points.map((point) => point.value)} />;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const at = (text: string) => 1 + along(amount(text) ?? low, low, high) * 0.98;
  const top = own?.value ? HEAD : 8;
  const base = top + STROKE / 2;
  return (
    <svg class="chart" role="img" aria-label={title} width="100%" height={top + STROKE + BELOW}>
      <line class="axis" x1="1%" x2="99%" y1={base} y2={base} />
      {points.map((point, place) => (
        <g key={place} class="stroke">
          <title>{`${point.name} ${point.value}`}</title>
          <line x1={percent(at(point.value))} x2={percent(at(point.value))} y1={top} y2={top + STROKE} />
        </g>
      ))}
      {mean?.value && <Mean x={at(mean.value)} top={top} words={mean.words} />}
      {own?.value && <Own x={at(own.value)} words={own.words} />}
      <text x="0" y={top + STROKE + 17}>
        {props.lowest}
      </text>
      <text x="100%" y={top + STROKE + 17} text-anchor="end">
        {props.highest}
      </text>
    </svg>
  );
}

function Own({ x, words }: { x: number; words: string }) {
  const top = HEAD;
  return (
    <>
      <line class="own" x1={percent(x)} x2={percent(x)} y1={top - 3} y2={top + STROKE + 3} />
      <Triangle x={x} y={top - 3} />
      <Label x={x} y={top - 17} strong>
        {words}
      </Label>
    </>
  );
}

function Mean({ x, top, words }: { x: number; top: number; words: string }) {
  const kept = Math.min(Math.max(x, 30), 70); // the ends of the axis have words of their own
  return (
    <>
      <line class="mean" x1={percent(x)} x2={percent(x)} y1={top - 6} y2={top + STROKE + 6} />
      <text x={percent(kept)} y={top + STROKE + 17} text-anchor="middle">
        {words}
      </text>
    </>
  );
}
