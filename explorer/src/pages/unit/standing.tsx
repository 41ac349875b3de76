/** Score, rank, grade, interval of ranks, and where the unit stands among its group. */
import type { ComponentChildren } from "preact";
import { Strip } from "../../charts/strip";
import { amount } from "../../parts/numbers";
import { link } from "../../route";
import { say, span } from "../../words";
import type { Sheet } from "../unit";

export function Standing(sheet: Sheet) {
  const { standing } = sheet.file;
  if (!standing) return <p class="lead">{say("unit.no_score")}</p>;
  return (
    <section aria-label={say("unit.standing")}>
      <h2 class="hidden">{say("unit.standing")}</h2>
      <Figures {...sheet} />
      <Sentences {...sheet} />
      <Place {...sheet} />
    </section>
  );
}

function Figures({ file }: Sheet) {
  const { standing, firmness, compared } = file;
  if (!standing) return null;
  const last = compared?.totals.old;
  return (
    <dl class="figures">
      <Figure term={say("unit.total")} below={say("unit.full", { points: standing.applicable || standing.full })}>
        <b>{standing.total}</b>
      </Figure>
      {standing.rank && (
        <Figure term={say("unit.rank")} below={say("unit.of", { of: standing.of })}>
          <Rank rank={standing.rank} />
        </Figure>
      )}
      {standing.grade && (
        <Figure term={say("unit.grade")}>
          <b lang="zh-CN">{standing.grade}</b>
        </Figure>
      )}
      {firmness && (
        <Figure term={say("unit.interval")} below={say("unit.kept", { share: firmness.kept })}>
          <Rank rank={span(firmness.low, firmness.high)} />
        </Figure>
      )}
      {standing.mean && (
        <Figure term={say("unit.mean")} below={standing.best && say("unit.best", { points: standing.best })}>
          <b>{standing.mean}</b>
        </Figure>
      )}
      {last && compared && (
        <Figure
          term={say("unit.last")}
          below={compared.ranks.old && say("unit.last_rank", { rank: compared.ranks.old })}
        >
          <b>{last}</b>
        </Figure>
      )}
      {standing.rank_overall && (
        <Figure term={say("unit.overall")} below={say("unit.of", { of: standing.of_overall })}>
          <Rank rank={standing.rank_overall} />
        </Figure>
      )}
    </dl>
  );
}

interface FigureProps {
  term: string;
  below?: string | undefined;
  children: ComponentChildren;
}

function Figure({ term, below, children }: FigureProps) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {children}
        {below && <small>{below}</small>}
      </dd>
    </div>
  );
}

const MARK = "|"; // where the number stands in the words

function Rank({ rank }: { rank: string }) {
  const [before, after] = say("unit.rank_words", { rank: MARK }).split(MARK);
  return (
    <>
      {before}
      <b>{rank}</b>
      {after}
    </>
  );
}

/** What the score is made of, ties, what it lacks to the next rank and grade, how firm the rank is. */
function Sentences({ meta, file }: Sheet) {
  const { standing, firmness, margins } = file;
  if (!standing) return null;
  const { base, bonus, penalty, total } = standing;
  const terms = { base, bonus, penalty, total };
  const extra = Boolean(amount(standing.bonus) || amount(standing.penalty));
  return (
    <ul class="sentences">
      {extra && <li>{say("unit.terms", terms)}</li>}
      {standing.exact && <li>{say("unit.exact", { points: standing.exact })}</li>}
      {standing.made_of && <li lang="zh-CN">{standing.made_of}</li>}
      {standing.tied.length > 0 && (
        <li>
          {say("unit.tied")} <span lang="zh-CN">{standing.tied.join("、")}</span>
        </li>
      )}
      {standing.tie_broken_by && (
        <li>
          {say("unit.tie_broken")} <span lang="zh-CN">{standing.tie_broken_by}</span>
        </li>
      )}
      {!margins && amount(standing.to_next_rank) ? (
        <li>{say("unit.to_rank", { points: standing.to_next_rank })}</li>
      ) : null}
      {!margins && standing.next_grade && standing.to_next_grade && (
        <li>{say("unit.to_grade", { grade: standing.next_grade, points: standing.to_next_grade })}</li>
      )}
      {firmness && <li lang="zh-CN">{firmness.sentence}</li>}
      {firmness && firmness.together.length > 0 && (
        <li>
          {say("unit.together")}
          {say("app.between")}
          <span lang="zh-CN">
            {firmness.together.map((place, i) => {
              const other = meta.units[place];
              return other ? (
                <span key={other.id}>
                  {i > 0 && "、"}
                  <a href={link("unit", other.id)}>{other.short_name || other.name}</a>
                </span>
              ) : null;
            })}
          </span>
        </li>
      )}
    </ul>
  );
}

function Place({ meta, unit, file, group }: Sheet) {
  const { standing } = file;
  const ranked = (group?.rows ?? []).filter((row) => row.rank !== "" && amount(row.total) !== undefined);
  const totals = ranked.map((row) => row.total).sort((a, b) => (amount(a) ?? 0) - (amount(b) ?? 0));
  const [low, high] = [totals[0], totals[totals.length - 1]];
  if (!standing?.rank || low === undefined || high === undefined || low === high) return null;
  const name = unit.short_name || unit.name;
  const own = { value: standing.total, words: `${name} ${standing.total}` };
  return (
    <figure>
      <figcaption>{say("unit.strip")}</figcaption>
      <Strip
        title={say("unit.strip_told", {
          name,
          total: standing.total,
          n: ranked.length,
          low,
          high,
          mean: standing.mean,
        })}
        points={ranked.map((row) => ({ value: row.total, name: meta.units[row.unit]?.name ?? "" }))}
        own={own}
        mean={
          standing.mean ? { value: standing.mean, words: say("unit.mean_value", { value: standing.mean }) } : undefined
        }
        lowest={say("ranking.lowest", { value: low })}
        highest={say("ranking.highest", { value: high })}
      />
    </figure>
  );
}
