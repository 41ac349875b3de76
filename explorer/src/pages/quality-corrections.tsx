/** Figures that the office corrected: both values, who, when, why; relations that corrections break. */
import type { Corrected } from "../data/quality";
import { Place } from "../parts/place";
import { type Column, DataTable } from "../parts/table";
import { say } from "../words";
import type { Part } from "./quality";
import { Rows, rowId, unitColumn, unitName } from "./quality-unit";

export function Corrections(props: Part) {
  const { told, wanted } = props;
  const [rows, broken] = [wanted(told.corrections), wanted(told.broken)];
  return (
    <>
      <Rows shown={rows.length} all={told.corrections.length} />
      <p class="quiet lead">{say("quality.corrected_words")}</p>
      <DataTable caption={say("quality.corrections")} columns={columns(props)} rows={rows} rowKey={rowId} />
      {broken.length > 0 && (
        <>
          <h2>{say("quality.broken")}</h2>
          <ul lang="zh-CN">
            {broken.map((row) => (
              <li key={rowId(row)}>
                {unitName(told, row)}：{row.message}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function columns(props: Part): Column<Corrected>[] {
  return [
    unitColumn(props),
    {
      key: "title",
      head: say("quality.figure"),
      chinese: true,
      text: (row) => row.title,
      show: (row) => (
        <>
          {row.title}
          {row.period !== props.told.period && `（${row.period}）`} <code>{row.metric}</code>
        </>
      ),
    },
    { key: "old", head: say("quality.old"), kind: "number", text: (row) => row.old },
    { key: "new", head: say("quality.new"), kind: "number", text: (row) => row.new, show: (row) => <b>{row.new}</b> },
    {
      key: "reason",
      head: say("quality.by"),
      text: (row) => row.reason,
      by: (row) => row.corrected_on,
      show: (row) => (
        <div class="what">
          <p lang="zh-CN">
            {row.corrected_by}，{row.corrected_on}：{row.reason}
            {row.evidence && `（${say("quality.evidence")}：${row.evidence}）`}
          </p>
          <p class="place">{row.place}</p>
          <Place file={row.file} words={row.words} quote={row.quote} />
        </div>
      ),
    },
  ];
}
