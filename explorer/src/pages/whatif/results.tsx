/** Ranks, totals and grades before and after, with what has moved. */
import { useMemo } from "preact/hooks";
import type { Meta } from "../../data";
import type { Outcome } from "../../engine";
import type { WhatIfFile, WhatIfUnit } from "../../engine/types";
import { type Column, DataTable } from "../../parts/table";
import { link } from "../../route";
import { say } from "../../words";

interface Row {
  unit: number;
  name: string;
  id: string;
  before: WhatIfUnit;
  total: string;
  rank: number;
  overall: number;
  grade: string;
  gained: number | undefined;
}

interface Props {
  meta: Meta;
  file: WhatIfFile;
  group: string;
  outcome: Outcome;
}

export function Results({ meta, file, group, outcome }: Props) {
  const rows = useMemo(() => rowsOf(meta, file, group, outcome), [meta, file, group, outcome]);
  const columns = useMemo(() => columnsOf(meta, file), [meta, file, say("page.whatif")]);
  const title = file.rules.groups.find((found) => found.id === group)?.title ?? "";
  return (
    <>
      <p role="status" class="whatif-summary">
        {summary(rows)}
      </p>
      <DataTable
        caption={say("whatif.caption", { group: title })}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.unit}
        rowClass={(row) => (row.gained ? "moves" : "")}
      />
    </>
  );
}

function rowsOf(meta: Meta, file: WhatIfFile, group: string, outcome: Outcome): Row[] {
  const rows: Row[] = [];
  file.units.forEach((before, place) => {
    if (before.group !== group) return;
    const found = meta.units[before.unit];
    const rank = outcome.ranks[place] ?? 0;
    const gained = rank && before.rank ? Number(before.rank) - rank : undefined;
    rows.push({
      unit: place,
      name: found?.short_name || found?.name || before.unit_id,
      id: before.unit_id,
      before,
      total: outcome.totals[place] ?? "",
      rank,
      overall: outcome.overall[place] ?? 0,
      grade: outcome.grades[place] ?? "",
      gained,
    });
  });
  return rows.sort(
    (a, b) => (a.rank || Number.MAX_SAFE_INTEGER) - (b.rank || Number.MAX_SAFE_INTEGER) || a.unit - b.unit,
  );
}

function summary(rows: Row[]): string {
  const moved = rows.filter((row) => row.gained);
  const most = Math.max(0, ...moved.map((row) => Math.abs(row.gained ?? 0)));
  const graded = rows.filter((row) => row.grade !== row.before.grade).length;
  const all = rows.length;
  const ranks = moved.length
    ? say("whatif.ranks_moved", { all, moved: moved.length, most })
    : say("whatif.ranks_same", { all });
  const some = rows.some((row) => row.grade || row.before.grade);
  const grades = graded ? say("whatif.grades_moved", { graded }) : some ? say("whatif.grades_same") : "";
  return ranks + grades + say("whatif.end");
}

function columnsOf(meta: Meta, file: WhatIfFile): Column<Row>[] {
  const linked = meta.pages.includes("unit");
  const text = (words: string) => words || say("whatif.none");
  const columns: (Column<Row> | false)[] = [
    { key: "rank", head: say("whatif.rank"), kind: "number", text: (row) => text(row.rank ? String(row.rank) : "") },
    {
      key: "before",
      head: say("whatif.rank_before"),
      kind: "number",
      text: (row) => text(row.before.rank),
      minor: true,
    },
    { key: "gained", head: say("ranking.gained"), text: moveText, show: Move, by: (row) => row.gained, down: true },
    {
      key: "unit",
      head: say("ranking.unit"),
      kind: "name",
      text: (row) => row.name,
      show: (row) => (linked ? <a href={link("unit", row.id)}>{row.name}</a> : row.name),
      chinese: true,
    },
    { key: "total", head: say("whatif.total"), kind: "number", text: (row) => text(row.total), down: true },
    {
      key: "was",
      head: say("whatif.total_before"),
      kind: "number",
      text: (row) => text(row.before.total),
      down: true,
      minor: true,
    },
    file.rules.policy.overall && {
      key: "overall",
      head: say("ranking.overall"),
      text: (row) => pair(row.before.overall, row.overall ? String(row.overall) : ""),
      by: (row) => row.overall || undefined,
      minor: true,
    },
    file.rules.groups.some((group) => group.grades.length) && {
      key: "grade",
      head: say("ranking.grade"),
      text: (row) => pair(row.before.grade, row.grade),
      show: (row) => (
        <span class={row.before.grade === row.grade ? "" : "up"}>{pair(row.before.grade, row.grade)}</span>
      ),
      chinese: true,
    },
  ];
  return columns.filter((column) => column !== false);
}

function pair(before: string, after: string): string {
  return before === after ? after : `${before || say("whatif.none")} → ${after || say("whatif.none")}`;
}

function moveText(row: Row): string {
  if (row.gained === undefined) return "";
  if (row.gained === 0) return say("ranking.same");
  return say(row.gained > 0 ? "ranking.up" : "ranking.down", { n: Math.abs(row.gained) });
}

function Move(row: Row) {
  const gained = row.gained ?? 0;
  return (
    <span class={gained > 0 ? "up" : gained < 0 ? "fell" : "quiet"}>
      <span aria-hidden="true">{gained > 0 ? "▲" : gained < 0 ? "▽" : ""}</span> {moveText(row)}
    </span>
  );
}
