/** Coverage, values that are not as measured, neighbours whose order hangs on the rules. */
import type { Coverage as CoverageOf, Plain, PolicyPair } from "../data/quality";
import { type Column, DataTable } from "../parts/table";
import { say } from "../words";
import type { Part } from "./quality";
import { rowId } from "./quality-unit";

export function Coverage({ told }: Part) {
  return (
    <>
      <p class="quiet lead">{say("quality.coverage_words")}</p>
      {told.coverage.map((table) => (
        <section key={table.form}>
          <h2 lang="zh-CN">{say("quality.form_reports", { form: table.form, count: table.reports })}</h2>
          <DataTable
            caption={table.form}
            columns={coverageColumns(table)}
            rows={table.rows}
            rowKey={(row) => row.metric}
          />
        </section>
      ))}
    </>
  );
}

type Row = CoverageOf["rows"][number];

function coverageColumns(table: CoverageOf): Column<Row>[] {
  const groups = table.groups.map(
    ([title, reports], place): Column<Row> => ({
      key: `group${place}`,
      head: title,
      below: reports,
      kind: "number",
      chinese: true,
      down: true,
      text: (row) => row.per_group[place] ?? "",
    }),
  );
  const whole: Column<Row> = {
    key: "whole",
    head: say("quality.whole"),
    below: table.reports,
    kind: "number",
    down: true,
    text: (row) => row.whole,
  };
  return [
    {
      key: "title",
      head: say("quality.figure"),
      kind: "name",
      chinese: true,
      text: (row) => row.title,
      show: (row) => (
        <>
          {row.title} <code>{row.metric}</code>
        </>
      ),
    },
    ...groups,
    ...(groups.length > 1 ? [whole] : []),
  ];
}

export function Prepared({ told }: Part) {
  return (
    <>
      {told.prepared.map((table) => (
        <section key={table.title}>
          <h2 lang="zh-CN">{table.title}</h2>
          <DataTable caption={table.title} columns={plainColumns(table)} rows={table.rows} rowKey={rowId} />
        </section>
      ))}
    </>
  );
}

function plainColumns(table: Plain): Column<string[]>[] {
  return table.heads.map(([head, isNumber], place) => ({
    key: head,
    head,
    kind: place === 0 ? "name" : isNumber ? "number" : "text",
    chinese: true,
    text: (row) => row[place] ?? "",
  }));
}

export function Pairs({ told }: Part) {
  const columns: Column<PolicyPair>[] = [
    { key: "group", head: say("quality.group"), text: (row) => row.group, chinese: true, minor: true },
    { key: "first", head: say("quality.first"), kind: "name", text: (row) => row.first, chinese: true },
    { key: "second", head: say("quality.second"), text: (row) => row.second, chinese: true },
    { key: "sentence", head: say("quality.what"), text: (row) => row.sentence, chinese: true, by: false },
  ];
  return (
    <>
      <p class="lead">{say("quality.pairs_words", { count: told.pairs.length })}</p>
      <DataTable caption={say("quality.pairs")} columns={columns} rows={told.pairs} rowKey={rowId} />
    </>
  );
}
