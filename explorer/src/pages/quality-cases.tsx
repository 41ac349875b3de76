/** Cases that cannot be judged, by deadline and reason, and by unit with the first of them. */
import type { Unusable, UnusableCount } from "../data/quality";
import { type Column, DataTable } from "../parts/table";
import { say } from "../words";
import type { Part } from "./quality";
import { LeftOut, Rows, rowId, unitColumn } from "./quality-unit";

export function Cases(props: Part) {
  const { told, wanted } = props;
  const rows = wanted(told.unusable);
  return (
    <>
      <p class="quiet lead">{say("quality.cases_words")}</p>
      <DataTable caption={say("quality.cases")} columns={counts()} rows={told.unusable_counts} rowKey={rowId} />
      {told.unusable.length > 0 && (
        <>
          <h2>{say("quality.cases_by_unit")}</h2>
          <Rows shown={rows.length} all={told.unusable.length} />
          <DataTable caption={say("quality.cases_by_unit")} columns={listed(props)} rows={rows} rowKey={rowId} />
          <LeftOut told={told} list="unusable" />
        </>
      )}
    </>
  );
}

function counts(): Column<UnusableCount>[] {
  return [
    {
      key: "deadline",
      head: say("quality.deadline"),
      kind: "name",
      chinese: true,
      text: (row) => `${row.table}：${row.deadline}`,
    },
    { key: "reason", head: say("quality.reason"), text: (row) => row.reason, chinese: true },
    { key: "effect", head: say("quality.effect"), text: (row) => row.effect, chinese: true, minor: true },
    { key: "cases", head: say("quality.count"), kind: "number", down: true, text: (row) => row.cases },
    { key: "units", head: say("quality.units"), kind: "number", down: true, text: (row) => row.units },
  ];
}

function listed(props: Part): Column<Unusable>[] {
  return [
    unitColumn(props),
    { key: "deadline", head: say("quality.deadline"), chinese: true, text: (row) => `${row.table}：${row.deadline}` },
    { key: "reason", head: say("quality.reason"), text: (row) => row.reason, chinese: true },
    { key: "effect", head: say("quality.effect"), text: (row) => row.effect, chinese: true, minor: true },
    { key: "cases", head: say("quality.count"), kind: "number", down: true, text: (row) => row.cases },
    {
      key: "examples",
      head: say("quality.examples"),
      chinese: true,
      by: false,
      text: (row) => row.examples || "—",
      show: (row) => (
        <>
          {row.examples || "—"}
          {row.file && <span class="place">{row.file}</span>}
        </>
      ),
    },
  ];
}
