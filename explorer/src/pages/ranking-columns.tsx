/** The columns of a ranking: those that have something to say in this group. */
import { Interval } from "../charts/interval";
import type { Meta, RankingGroup, RankingRow } from "../data";
import { amount } from "../parts/numbers";
import { asNumber } from "../parts/sorting";
import type { Column } from "../parts/table";
import { link } from "../route";
import { say } from "../words";

type RankingColumn = Column<RankingRow>;

/** The columns of a group; sorted by the heads, the best first. */
export function rankingColumns(group: RankingGroup, meta: Meta): RankingColumn[] {
  const has = (said: (row: RankingRow) => string) => group.rows.some((row) => said(row) !== "");
  const columns: (RankingColumn | false)[] = [
    rank(),
    unit(meta),
    number("total", say("ranking.total"), (row) => row.total),
    has((row) => row.grade) && grade(group.grades),
    has((row) => row.last[2] || row.last[0]) && gained(),
    group.rows.some((row) => row.interval) && interval(group),
    ...group.blocks.map(([, title, full], i) => block(title, full, i)),
    varies(group, (row) => row.bonus) && number("bonus", say("ranking.bonus"), (row) => row.bonus, true),
    varies(group, (row) => row.penalty) && number("penalty", say("ranking.penalty"), (row) => row.penalty, true),
    has((row) => row.last[0]) && number("last", say("ranking.last_total"), (row) => row.last[0], true),
    has((row) => row.overall) && {
      ...number("overall", say("ranking.overall"), (row) => row.overall, true),
      down: false,
    },
  ];
  return columns.filter((column) => column !== false);
}

function varies(group: RankingGroup, said: (row: RankingRow) => string): boolean {
  return group.rows.some((row) => amount(said(row)));
}

function number(key: string, head: string, text: (row: RankingRow) => string, minor = false): RankingColumn {
  return { key, head, kind: "number", text, down: true, minor };
}

function rank(): RankingColumn {
  const text = (row: RankingRow) => (row.tied ? `${say("ranking.tied")}${row.rank}` : row.rank);
  return { key: "rank", head: say("ranking.rank"), kind: "number", text, by: (row) => asNumber(row.rank) };
}

/** As in the annexes of the circular: the short name where there is one. */
function shortName(meta: Meta, place: number): string {
  const unit = meta.units[place];
  return unit?.short_name || unit?.name || "";
}

function unit(meta: Meta): RankingColumn {
  const name = (row: RankingRow) => shortName(meta, row.unit);
  const show = (row: RankingRow) => {
    const found = meta.units[row.unit];
    return (
      <>
        {meta.pages.includes("unit") && found ? <a href={link("unit", found.id)}>{name(row)}</a> : name(row)}
        {row.note && <span class="under">{row.note}</span>}
      </>
    );
  };
  const plain = (row: RankingRow) => [name(row), row.note].filter(Boolean).join("　");
  return { key: "unit", head: say("ranking.unit"), kind: "name", text: name, show, plain, chinese: true };
}

function grade(grades: string[]): RankingColumn {
  const by = (row: RankingRow) => (row.grade ? grades.indexOf(row.grade) : undefined);
  return { key: "grade", head: say("ranking.grade"), text: (row) => row.grade, by, chinese: true };
}

function block(title: string, full: string, place: number): RankingColumn {
  const text = (row: RankingRow) => row.blocks[place] ?? "";
  const below = say("ranking.full", { points: full });
  return { key: `block${place + 1}`, head: title, below, kind: "number", text, down: true, minor: true, chinese: true };
}

function interval(group: RankingGroup): RankingColumn {
  const ranks = Math.max(...group.rows.map((row) => Math.max(amount(row.rank) ?? 0, row.interval?.[1] ?? 0)));
  const text = ({ interval: found }: RankingRow) => {
    if (!found) return "";
    const [low, high] = found;
    return say(low === high ? "ranking.interval_one" : "ranking.interval_words", { low, high });
  };
  const show = (row: RankingRow) =>
    row.interval && (
      <div class="rank-interval">
        <span>{text(row)}</span>
        <Interval rank={amount(row.rank) ?? 0} low={row.interval[0]} high={row.interval[1]} ranks={ranks} />
      </div>
    );
  const hint = say("ranking.interval_hint");
  return {
    key: "interval",
    head: say("ranking.interval"),
    text,
    show,
    hint,
    by: (row) => row.interval?.[0],
    minor: true,
  };
}

function gained(): RankingColumn {
  const places = (row: RankingRow) => amount(row.last[2]);
  const text = (row: RankingRow) => {
    const moved = places(row);
    if (moved === undefined) return "";
    if (moved === 0) return say("ranking.same");
    return say(moved > 0 ? "ranking.up" : "ranking.down", { n: Math.abs(moved) });
  };
  const show = (row: RankingRow) => {
    const moved = places(row) ?? 0;
    return (
      <span class={moved > 0 ? "up" : moved < 0 ? "fell" : "quiet"}>
        <span aria-hidden="true">{moved > 0 ? "▲" : moved < 0 ? "▽" : ""}</span> {text(row)}
      </span>
    );
  };
  return { key: "gained", head: say("ranking.gained"), text, show, by: places, down: true };
}
