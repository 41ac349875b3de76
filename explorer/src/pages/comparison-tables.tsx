/** Tables of a comparison: every unit, the most improved, the means of indicators. */
import { BarKey } from "../charts/bars";
import { most, SplitBars } from "../charts/split";
import type { Meta } from "../data";
import type { ComparedMean, ComparedUnit, Split } from "../data/comparison";
import { amount } from "../parts/numbers";
import { found, Search } from "../parts/search";
import { asNumber, parseSort, sortText } from "../parts/sorting";
import { type Column, DataTable } from "../parts/table";
import { changeQuery, link, type Route } from "../route";
import { say } from "../words";

const MOST_IMPROVED = 10;

/** A number with its plus or minus, a dash where there is none. */
export const dash = (text: string) => text || "—";

/** Places gained or lost, in words. */
export function places(move: string): string {
  if (!move) return "—";
  if (!amount(move)) return say("comparison.stayed");
  return move.startsWith("-")
    ? say("comparison.down", { places: move.slice(1) })
    : say("comparison.up", { places: move });
}

interface Shown {
  units: ComparedUnit[];
  meta: Meta;
  route: Route;
  group: string;
}

export function Moves({ units, meta, route, group }: Shown) {
  const asked = route.query.get("q") ?? "";
  const rows = units.filter((unit) => found(searched(unit, meta), asked.trim()));
  return (
    <>
      <h3>{say("comparison.moves")}</h3>
      <p class="quiet lead">{say("comparison.parts")}</p>
      <BarKey own={say("comparison.data_part")} other={say("comparison.criteria_part")} />
      <div class="fields">
        <Search value={asked} change={(value) => changeQuery(route, { q: value })} />
      </div>
      <DataTable
        caption={say("comparison.moves_of", { group })}
        columns={columns(units)}
        rows={rows}
        rowKey={(row) => row.unit_id}
        sort={parseSort(route.query.get("sort"))}
        onSort={(next) => changeQuery(route, { sort: sortText(next) })}
      />
    </>
  );
}

function searched(unit: ComparedUnit, meta: Meta): string {
  return meta.units[unit.unit]?.search ?? `${unit.name} ${unit.short_name}`.toLowerCase();
}

type Unit = Column<ComparedUnit>;

function unitName(): Unit {
  return {
    key: "unit",
    head: say("comparison.unit"),
    kind: "name",
    chinese: true,
    text: (row) => row.short_name || row.name,
    show: (row) => <a href={link("comparison", row.group, { unit: row.unit_id })}>{row.short_name || row.name}</a>,
  };
}

function amountOf(key: string, head: string, text: (row: ComparedUnit) => string, minor = false): Unit {
  return {
    key,
    head,
    kind: "number",
    down: true,
    minor,
    text: (row) => dash(text(row)),
    by: (row) => asNumber(text(row)),
  };
}

function columns(units: ComparedUnit[]): Unit[] {
  const whole = most(units.map((unit) => unit.total));
  const split: Unit = {
    key: "split",
    head: say("comparison.split"),
    text: () => "",
    by: false,
    minor: true,
    show: (row) => <div class="split-box">{row.total.data && <SplitBars {...row.total} most={whole} />}</div>,
  };
  const all: Unit[] = [
    unitName(),
    amountOf("old", say("comparison.old_total"), (row) => row.totals.old, true),
    amountOf("new", say("comparison.new_total"), (row) => row.totals.new, true),
    {
      ...amountOf("move", say("comparison.move"), (row) => row.total.move),
      show: (row) => <b>{dash(row.total.move)}</b>,
    },
    amountOf("data", say("comparison.data"), (row) => row.total.data),
    amountOf("criteria", say("comparison.criteria"), (row) => row.total.criteria),
    split,
    { ...amountOf("old_rank", say("comparison.old_rank"), (row) => row.ranks.old, true), down: false },
    { ...amountOf("new_rank", say("comparison.new_rank"), (row) => row.ranks.new, true), down: false },
    {
      ...amountOf("rank", say("comparison.rank_move"), (row) => row.rank.move, true),
      show: (row) => places(row.rank.move),
    },
    { key: "grade", head: say("comparison.grade"), text: grade, chinese: true, minor: true },
    { key: "remark", head: say("comparison.remark"), text: remarks, chinese: true, minor: true, by: false },
  ];
  return all.filter((column) => column.key !== "remark" || units.some((unit) => remarks(unit)));
}

function grade(row: ComparedUnit): string {
  const { old, new: now } = row.grades;
  return old === now ? dash(now) : `${dash(old)}→${dash(now)}`;
}

function remarks(row: ComparedUnit): string {
  return [row.grade_due && say("comparison.grade_due", { due: row.grade_due }), row.remark].filter(Boolean).join("；");
}

export function Improved({ units, group }: { units: ComparedUnit[]; group: string }) {
  const risen = units
    .filter((unit) => unit.improved)
    .sort((a, b) => (amount(a.improved) ?? 0) - (amount(b.improved) ?? 0));
  if (!risen.length) return null;
  const columns: Unit[] = [
    { ...amountOf("place", say("comparison.place"), (row) => row.improved), down: false },
    unitName(),
    { ...amountOf("data", say("comparison.by_data"), (row) => row.total.data), show: (row) => <b>{row.total.data}</b> },
    amountOf("move", say("comparison.move"), (row) => row.total.move, true),
    amountOf("old", say("comparison.old_total"), (row) => row.totals.old, true),
    amountOf("new", say("comparison.new_total"), (row) => row.totals.new, true),
    { ...amountOf("rank", say("comparison.rank_move"), (row) => row.rank.move), show: (row) => places(row.rank.move) },
  ];
  return (
    <>
      <h3>{say("comparison.improved")}</h3>
      <p class="quiet lead">{say("comparison.improved_words")}</p>
      <DataTable
        caption={say("comparison.improved_of", { group })}
        columns={columns}
        rows={risen.filter((unit) => (amount(unit.improved) ?? 0) <= MOST_IMPROVED)}
        rowKey={(row) => row.unit_id}
      />
    </>
  );
}

export function Means({ means, meta, group }: { means: ComparedMean[]; meta: Meta; group: string }) {
  const whole = most(means);
  const number = (key: keyof Split | "units" | "old" | "new", minor = false): Column<ComparedMean> => ({
    key,
    head: say(`comparison.mean_${key}`),
    kind: "number",
    down: true,
    minor,
    text: (row) => dash(row[key]),
  });
  const title: Column<ComparedMean> = {
    key: "title",
    head: say("comparison.indicator"),
    kind: "name",
    chinese: true,
    text: (row) => row.title,
    show: (row) =>
      meta.pages.includes("indicator") && meta.nodes.some((node) => node.id === row.item) ? (
        <a href={link("indicator", row.item)}>{row.title}</a>
      ) : (
        row.title
      ),
  };
  const split: Column<ComparedMean> = {
    key: "split",
    head: say("comparison.split"),
    text: () => "",
    by: false,
    minor: true,
    show: (row) => <div class="split-box">{row.data && <SplitBars {...row} most={whole} />}</div>,
  };
  return (
    <>
      <h3>{say("comparison.means")}</h3>
      <p class="quiet lead">{say("comparison.means_words")}</p>
      <DataTable
        caption={say("comparison.means_of", { group })}
        columns={[
          title,
          number("old", true),
          number("new", true),
          number("move"),
          number("data"),
          number("criteria"),
          split,
          number("units", true),
        ]}
        rows={means}
        rowKey={(row) => row.item}
      />
    </>
  );
}
