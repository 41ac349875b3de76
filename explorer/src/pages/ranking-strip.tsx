/** Distribution of the scores of a group. */
import { Strip } from "../charts/strip";
import type { Meta, RankingRow } from "../data";
import { amount } from "../parts/numbers";
import { sorted } from "../parts/sorting";
import { say } from "../words";

export function ScoreStrip({ title, rows, meta }: { title: string; rows: readonly RankingRow[]; meta: Meta }) {
  const ranked = sorted(
    rows.filter((row) => row.rank !== "" && amount(row.total) !== undefined),
    (row) => amount(row.total),
    false,
  );
  const [first, last] = [ranked[0], ranked[ranked.length - 1]];
  if (!first || !last || first === last) return null;
  const [low, high] = [first.total, last.total];
  return (
    <figure>
      <figcaption>{say("ranking.strip")}</figcaption>
      <Strip
        title={say("ranking.strip_told", { group: title, n: ranked.length, low, high })}
        points={ranked.map((row) => ({ value: row.total, name: meta.units[row.unit]?.name ?? "" }))}
        lowest={say("ranking.lowest", { value: low })}
        highest={say("ranking.highest", { value: high })}
      />
    </figure>
  );
}
