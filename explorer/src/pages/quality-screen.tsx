/** The screen of self-reported data: questions to units, never a deduction. */
import type { Anomaly } from "../data/quality";
import { Place } from "../parts/place";
import { type Column, DataTable } from "../parts/table";
import { say } from "../words";
import type { Part } from "./quality";
import { LeftOut, Rows, rowId, unitColumn } from "./quality-unit";

export function Screen(props: Part) {
  const { told, wanted } = props;
  const rows = wanted(told.anomalies);
  return (
    <>
      <p lang="zh-CN">{told.note}</p>
      {told.anomalies.length > 0 ? (
        <>
          <Rows shown={rows.length} all={told.anomalies.length} />
          <DataTable caption={say("quality.screen")} columns={columns(props)} rows={rows} rowKey={rowId} />
          <LeftOut told={told} list="anomalies" />
        </>
      ) : (
        <p>{say("quality.no_anomaly")}</p>
      )}
      <h2>{say("quality.rules")}</h2>
      <ul lang="zh-CN">
        {told.rules.map((rule) => (
          <li key={rule.rule}>
            {rule.title} <code>{rule.rule}</code>：{rule.words}
          </li>
        ))}
      </ul>
    </>
  );
}

function columns(props: Part): Column<Anomaly>[] {
  return [
    unitColumn(props),
    {
      key: "sentence",
      head: say("quality.what"),
      text: (row) => row.sentence,
      by: (row) => row.title,
      show: (row) => (
        <div class="what">
          <p lang="zh-CN">{row.sentence}。</p>
          <p class="quiet" lang="zh-CN">
            {row.title} <code>{row.rule}</code>
            {row.period && row.period !== props.told.period && ` · ${row.period}`}
          </p>
          <Place file={row.file} words={row.words} />
        </div>
      ),
    },
    {
      key: "expected",
      head: say("quality.usual"),
      kind: "number",
      minor: true,
      text: (row) => row.expected,
      by: false,
    },
    { key: "found", head: say("quality.found"), kind: "number", minor: true, text: (row) => row.found, by: false },
    { key: "unusual", head: say("quality.unusual"), text: (row) => row.unusual, minor: true, chinese: true, by: false },
    { key: "ask", head: say("quality.ask"), text: (row) => row.ask, chinese: true, by: false },
  ];
}
