/** One unit since the earlier run: the four scorings, and every indicator that moved, which together give its total. */
import { BarKey } from "../charts/bars";
import { most, SplitBars } from "../charts/split";
import type { Meta } from "../data";
import type { ComparedUnit, Comparison, Four, Move, Split } from "../data/comparison";
import { Loaded } from "../parts/loading";
import { type Column, DataTable } from "../parts/table";
import { link } from "../route";
import { say } from "../words";
import { dash, places } from "./comparison-tables";

interface Props {
  told: Comparison;
  place: number;
  meta: Meta;
}

export function ComparedUnitPage({ told, place, meta }: Props) {
  const unit = told.units[place];
  if (!unit) return null;
  const own = meta.units[unit.unit];
  return (
    <>
      <p class="trail">
        <a href={link("comparison", unit.group)}>{say("page.comparison")}</a>
        {own && meta.pages.includes("unit") && (
          <>
            {" · "}
            <a href={link("unit", own.id)}>{say("comparison.own_page")}</a>
          </>
        )}
      </p>
      <h1 lang="zh-CN">{unit.name}</h1>
      {unit.remark && <p lang="zh-CN">{unit.remark}</p>}
      <dl class="figures">
        <Figure
          name={say("comparison.move")}
          value={dash(unit.total.move)}
          more={`${dash(unit.totals.old)} → ${dash(unit.totals.new)}`}
        />
        <Figure name={say("comparison.data_part")} value={dash(unit.total.data)} more="" />
        <Figure name={say("comparison.criteria_part")} value={dash(unit.total.criteria)} more="" />
        <Figure
          name={say("comparison.rank_move")}
          value={places(unit.rank.move)}
          more={`${dash(unit.ranks.old)} → ${dash(unit.ranks.new)}`}
        />
      </dl>
      <h2>{say("comparison.four")}</h2>
      <p class="quiet lead">{say("comparison.four_words")}</p>
      <Scorings unit={unit} />
      {!told.moves && <p>{say("comparison.no_moves")}</p>}
      {told.moves && unit.change !== "joined" && unit.change !== "left" && (
        <Loaded<Move[][]> file={`moves/${Math.floor(place / told.units_a_file)}`}>
          {(moves) => <Items unit={unit} moves={moves[place % told.units_a_file] ?? []} meta={meta} />}
        </Loaded>
      )}
    </>
  );
}

function Figure({ name, value, more }: { name: string; value: string; more: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{value}</b>
        {more && <small>{more}</small>}
      </dd>
    </div>
  );
}

const SCORINGS = ["old", "old_by_new", "new_by_old", "new"] as const;
type Scoring = (typeof SCORINGS)[number];

/** What each of the four scorings says, those columns that the unit has. */
function Scorings({ unit }: { unit: ComparedUnit }) {
  const told: [string, string, Four][] = [
    ["total", say("comparison.total"), unit.totals],
    ["rank", say("comparison.rank"), unit.ranks],
    ["grade", say("comparison.grade"), unit.grades],
  ];
  const columns: Column<Scoring>[] = [
    {
      key: "name",
      head: say("comparison.scored"),
      kind: "name",
      text: (one) => say(`comparison.four_${one}`),
      by: false,
    },
    ...told
      .filter(([, , four]) => SCORINGS.some((one) => four[one]))
      .map(
        ([key, head, four]): Column<Scoring> => ({
          key,
          head,
          kind: "number",
          by: false,
          text: (one) => dash(four[one]),
        }),
      ),
  ];
  return <DataTable caption={say("comparison.four")} columns={columns} rows={SCORINGS} rowKey={(one) => one} />;
}

type Row = Omit<Move, "item"> & { item: string; sum?: boolean };

function Items({ unit, moves, meta }: { unit: ComparedUnit; moves: Move[]; meta: Meta }) {
  const [move, data, criteria] = unit.rest;
  const none = { old_full: "", new_full: "", note: "" };
  const rows: Row[] = [...moves];
  if (unit.total.move) {
    rows.push({ ...none, item: "", title: say("comparison.rest"), old: "", new: "", move, data, criteria, sum: true });
    rows.push({
      ...none,
      item: " ",
      title: say("comparison.total"),
      old: unit.totals.old,
      new: unit.totals.new,
      ...unit.total,
      sum: true,
    });
  }
  return (
    <>
      <h2>{say("comparison.items")}</h2>
      <p class="quiet lead">{say("comparison.items_words")}</p>
      <BarKey own={say("comparison.data_part")} other={say("comparison.criteria_part")} />
      <DataTable
        caption={say("comparison.items_of", { unit: unit.name })}
        columns={columns(rows, meta)}
        rows={rows}
        rowKey={(row) => row.item}
        rowClass={(row) => (row.sum ? "sum" : "")}
      />
    </>
  );
}

function columns(rows: Row[], meta: Meta): Column<Row>[] {
  const whole = most(rows);
  const number = (key: keyof Split | "old" | "new", minor = false): Column<Row> => ({
    key,
    head: say(`comparison.item_${key}`),
    kind: "number",
    by: false,
    minor,
    text: (row) => dash(row[key]),
    show: (row) => (key === "move" ? <b>{dash(row[key])}</b> : dash(row[key])),
  });
  return [
    {
      key: "title",
      head: say("comparison.indicator"),
      kind: "name",
      chinese: true,
      by: false,
      text: (row) => row.title,
      show: (row) =>
        meta.pages.includes("indicator") && meta.nodes.some((node) => node.id === row.item) ? (
          <a href={link("indicator", row.item)}>{row.title}</a>
        ) : (
          row.title
        ),
    },
    { key: "full", head: say("comparison.full"), kind: "number", by: false, minor: true, text: full },
    number("old", true),
    number("new", true),
    number("move"),
    number("data"),
    number("criteria"),
    {
      key: "split",
      head: say("comparison.split"),
      by: false,
      minor: true,
      text: () => "",
      show: (row) => <div class="split-box">{row.data && <SplitBars {...row} most={whole} />}</div>,
    },
    ...(rows.some((row) => row.note)
      ? [
          {
            key: "note",
            head: say("comparison.note"),
            by: false as const,
            minor: true,
            chinese: true,
            text: (row: Row) => row.note,
          },
        ]
      : []),
  ];
}

function full(row: Row): string {
  if (row.sum) return "";
  return row.old_full === row.new_full ? row.new_full : `${dash(row.old_full)} → ${dash(row.new_full)}`;
}
