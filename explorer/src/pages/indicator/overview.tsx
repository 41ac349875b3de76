/** All indicators of a group with their statistics, ordered by their share of what totals differ by. */
import { useMemo } from "preact/hooks";
import { BarPair } from "../../charts/bars";
import type { Meta } from "../../data";
import type { IndicatorLine, IndicatorStats } from "../../data/indicator";
import { amount, percent } from "../../parts/numbers";
import { parseSort, sortText } from "../../parts/sorting";
import { type Column, DataTable } from "../../parts/table";
import { changeQuery, link, type Route } from "../../route";
import { say } from "../../words";
import { GroupTabs } from "../indicator";

interface Row {
  line: IndicatorLine;
  stats: IndicatorStats;
}

export function Overview({ meta, route, lines }: { meta: Meta; route: Route; lines: IndicatorLine[] }) {
  const asked = route.query.get("group");
  const group = meta.groups.find((one) => one.id === asked) ?? meta.groups[0];
  const rows = useMemo(() => rowsOf(lines, group?.id ?? ""), [lines, group]);
  const columns = useMemo(
    () => overviewColumns(meta, group?.id ?? "", rows),
    [meta, group, rows, say("page.indicator")],
  );
  const sort = parseSort(route.query.get("sort")) ?? { key: "variance", down: true };
  if (!group) return null;
  return (
    <>
      <h1>{say("indicator.overview")}</h1>
      <GroupTabs meta={meta} groups={meta.groups.map((one) => one.id)} chosen={group.id} id="" />
      <p class="lead quiet">{say("indicator.lead")}</p>
      <DataTable
        caption={say("indicator.caption", { group: group.title })}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.line.node}
        sort={sort}
        onSort={(next) => changeQuery(route, { sort: sortText(next) })}
      />
      <p class="quiet">{say("indicator.explained")}</p>
    </>
  );
}

function rowsOf(lines: IndicatorLine[], group: string): Row[] {
  return lines.flatMap((line) => {
    const stats = line.groups.find((one) => one.group === group);
    return stats ? [{ line, stats }] : [];
  });
}

function overviewColumns(meta: Meta, group: string, rows: Row[]): Column<Row>[] {
  const most = Math.max(...rows.map((row) => amount(row.stats.variance_share) ?? 0), 1);
  const stat = (key: keyof IndicatorStats, minor = true): Column<Row> => ({
    key,
    head: say(`indicator.${key}` as "indicator.mean"),
    kind: "number",
    text: (row) => String(row.stats[key]),
    down: true,
    minor,
  });
  const title = (row: Row) => meta.nodes[row.line.node]?.title ?? "";
  return [
    {
      key: "title",
      head: say("unit.title"),
      kind: "name",
      text: title,
      show: (row) => <a href={link("indicator", meta.nodes[row.line.node]?.id ?? "", { group })}>{title(row)}</a>,
      chinese: true,
    },
    {
      key: "block",
      head: say("unit.block"),
      text: (row) => (row.line.kind ? say(`ranking.${row.line.kind}`) : row.line.block),
      minor: true,
      chinese: true,
    },
    stat("full"),
    stat("mean"),
    stat("mean_rate", false),
    stat("deviation"),
    stat("full_share"),
    stat("none_share"),
    stat("correlation"),
    {
      key: "variance",
      head: say("indicator.variance_share"),
      text: (row) => row.stats.variance_share,
      by: (row) => amount(row.stats.variance_share),
      down: true,
      show: (row) => (
        <div class="share">
          <span>{row.stats.variance_share}</span>
          <BarPair share={percent(Math.max(amount(row.stats.variance_share) ?? 0, 0))} most={most} />
        </div>
      ),
    },
  ];
}
