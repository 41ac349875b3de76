/** Who did best and who did worst at an indicator. */
import type { Meta } from "../../data";
import type { IndicatorRow } from "../../data/indicator";
import { amount } from "../../parts/numbers";
import { sorted } from "../../parts/sorting";
import { link } from "../../route";
import { say } from "../../words";

const MOST = 5;

export function Ends({ meta, rows }: { meta: Meta; rows: IndicatorRow[] }) {
  const measured = rows.filter((row) => row.points !== "");
  const value = (row: IndicatorRow) => amount(row.points);
  const all = sorted(measured, value, true);
  const [most, least] = [all[0]?.points, all[all.length - 1]?.points];
  if (most === least) return null;
  // Who is among the best is not among the worst as well.
  const best = all.filter((row) => row.points !== least);
  const worst = sorted(measured, value, false).filter((row) => row.points !== most);
  return (
    <div class="ends">
      <End word={say("indicator.best")} meta={meta} rows={best} />
      <End word={say("indicator.worst")} meta={meta} rows={worst} />
    </div>
  );
}

/** Those with the same points as the last one shown are only counted. */
function End({ word, meta, rows }: { word: string; meta: Meta; rows: IndicatorRow[] }) {
  const shown = rows.slice(0, MOST);
  const last = shown[shown.length - 1]?.points;
  const more = rows.slice(MOST).filter((row) => row.points === last).length;
  return (
    <section>
      <h2>{word}</h2>
      <ol>
        {shown.map((row) => {
          const unit = meta.units[row.unit];
          return unit ? (
            <li key={row.unit}>
              <a lang="zh-CN" href={link("unit", unit.id)}>
                {unit.short_name || unit.name}
              </a>
              <span>{row.points}</span>
            </li>
          ) : null;
        })}
      </ol>
      {more > 0 && <p class="quiet">{say("indicator.more", { n: more, points: last ?? "" })}</p>}
    </section>
  );
}
